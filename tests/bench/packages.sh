# packages.sh - shares full of packages for the measurements; sourced after
# harness/lib.sh.  All of it is made here; none of it lies in the repository.

. tests/harness/package.sh
. tests/40-describe/make_job.sh

# described_share DIR: a site with one package on its share as describe and
# place make it: 28 files, most of them the schemas, and the plain PDF.
described_share()
{
	local T=$1
	mkdir -p "$T/made"
	make_describe_site
	make_job "$T/made/job"
	must "$B/bevara-describe" -C "$T/site" "$T/made/job"
	must "$B/bevara-place" -C "$T/site" "$T/made/job"
}

# three_share DIR [BYTES]: the same with a package of three files: a METS file
# that names the other two, which have so many bytes each.
three_share()
{
	local p=$1/site/arkiv/2026-H2/tre_20261123T120000Z bytes=${2:-38000} f
	mkdir -p "$p/data"
	cp samples/site/bevara.xml "$1/site/bevara.xml"
	must "$B/bevara-key" new -C "$1/site"
	for f in document.pdf capture.warc.gz; do
		head -c "$bytes" /dev/urandom >"$p/data/$f"
	done
	{
		mets_start tre
		for f in capture.warc.gz document.pdf; do
			mets_file "$p/data/$f" "data/$f"
		done
		echo '</mets>'
	} >"$p/METS.xml"
	(cd "$1/site/arkiv/2026-H2" && LC_ALL=C sha256sum \
	    tre_*/METS.xml tre_*/data/*) >"$p.sha256"
}

# fill_share DIR N: so many packages in place of the one that is there, each
# with files of its own and under an id of its own, signed and in the log.
fill_share()
{
	shares fill "$1/site/arkiv/2026-H2" "$2"
	vouch_share "$1/site"
}

# shares ARGUMENT...: of shares.py.
shares()
{
	need python
	must "$JUDGES/bin/python" tests/bench/shares.py "$@"
}

# vouch_share SITE: a new log with an entry for each package, and beside each
# its signature and its proof.
vouch_share()
{
	rm -rf "${1:?}/arkiv/logg" "$1/loggkopia" "$1/nycklar"
	must "$B/bevara-key" new -C "$1"
	must "$B/bench/vouch" "$1"
}

# one_list DIR: all lists of the share's half-year as one, DIR/all.sha256.
one_list()
{
	(cd "$1/site/arkiv/2026-H2" && cat ./*.sha256) >"$1/all.sha256"
}

# bags DIR: the same bytes as bags (RFC 8493) in DIR/bags, by hard links; the
# plain PDFs go along.
bags()
{
	shares bags "$1/site/arkiv/2026-H2" "$1/bags"
}
