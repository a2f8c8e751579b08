# odd.sh - odd pages through the whole chain, and what their PDFs must be;
# after harness/lib.sh and flow.sh.

# odd_run CASE...: samples/odd-CASE/00-site as an account each, in one run.  All
# must be archived.  odd_job CASE: its job folder.
odd_run()
{
	local case
	serve samples
	make_site
	allow_address "$T/site" "localhost:$PORT"
	only_account "$T/site" facebook-exempelkoping
	for case; do
		add_account "$T/site" "odd-$case" "Prov $case" \
		    "http://127.0.0.1:$PORT/odd-$case/00-site/" Prov
	done
	run_jobs odd- $#
}

# run_jobs PATTERN N: order, and run those whose line has PATTERN, which must be
# N and all be archived.  $jobs are their folders; each gets its pages of A4 too.
run_jobs()
{
	must "$B/bevara" register -C "$T/site" order
	grep -e "$1" "$T/out" | cut -f 2 >"$T/jobs"
	mapfile -t jobs <"$T/jobs"
	equal "${#jobs[@]}" "$2"
	must "$B/bevara" run -C "$T/site" "${jobs[@]}"
	equal "$(grep -c "$(printf '\tgood\tarchived\t')" "$T/out")" "$2"
	on_a4 "${jobs[@]}"
}

on_a4()
{
	local job
	for job; do
		must "$B/bevara-render" --paper a4 "$job"
	done
}

odd_job()
{
	echo "$T"/site/arbete/*/"odd-$1"
}

# pictures_are_slices JOB: the PDF's pictures are the slices, bit by bit, and
# each lies within a pixel of where the capture has it.
pictures_are_slices()
{
	local job=$1 pdf=$1/document/document.pdf n=0 i
	rm -rf "$T/pictures"
	mkdir "$T/pictures"
	(cd "$T/pictures" && must mutool extract "$pdf")
	find "$T/pictures" -name 'image-*' | sort >"$T/found"
	equal "$(wc -l <"$T/found")" \
	    "$(find "$job/capture" -name 'slice-*.png' | wc -l)"
	while read -r i; do
		n=$((n + 1))
		must "$B/pixels" "$i" \
		    "$job/capture/$(printf 'slice-%04d.png' $n)"
	done <"$T/found"
	must python "$ROOT/tests/flow/places.py" "$job/capture/capture.xml" \
	    "$pdf"
}

# words_in_place JOB: 99 % of the words are in the text of the PDF, tall and A4,
# and 97 % of the words' boxes are the page's, by two readers.
words_in_place()
{
	local job=$1 paper
	for paper in document document-a4; do
		pdftotext -enc UTF-8 "$job/$paper/document.pdf" "$T/text"
		tests/flow/words.sh "$job/capture/layout.xml" "$T/text" 99 \
		    >"$T/words" ||
		    fail_test "$job: $paper: $(cut -c 1-200 "$T/words")"
		echo "${job##*/}: $paper: $(head -n 1 "$T/words")"
	done
	boxes_in_place "$job"
}

boxes_in_place()
{
	python tests/flow/boxes.py "$1/capture/layout.xml" \
	    "$1/document/document.pdf" >"$T/boxes" ||
	    fail_test "$1: boxes: $(cat "$T/boxes")"
	sed "s|^|${1##*/}: |" "$T/boxes"
}

# page_name JOB: what the list of what passed calls its page: the account,
# or of a replayed page its address.
page_name()
{
	local address
	address=$(sed -n 's/.*<address>\(.*\)<\/address>.*/\1/p' \
	    "$1/order.xml" | head -n 1)
	case $address in
	http*/http*)	echo "http${address#http*/http}" ;;
	*)		echo "${1##*/}" ;;
	esac
}

# pdfs_pass JOB...: tall and on A4, all three profiles of veraPDF, one start
# for each and all at a time.
pdfs_pass()
{
	local job profile paper files=() pids=()
	for job; do
		for paper in document document-a4; do
			files+=("$job/$paper/document.pdf")
			qpdf_ok "$job/$paper/document.pdf"
		done
	done
	for profile in 1b 1a ua1; do
		"$JUDGES/bin/verapdf" -f "$profile" --format text \
		    "${files[@]}" >"$T/verapdf-$profile" 2>&1 </dev/null &
		pids+=($!)
	done
	wait "${pids[@]}" || :	# what they say counts, below
	for profile in 1b 1a ua1; do
		for job; do
			for paper in document document-a4; do
				has "$T/verapdf-$profile" \
				    "PASS $job/$paper/document.pdf $profile"
				passed "$profile" "$paper" "$(page_name "$job")"
			done
		done
		hasnt "$T/verapdf-$profile" FAIL
	done
	echo "${#files[@]} PDFs PASS of ${#files[@]}: 1b, 1a, ua1"
}

# odd_passes JOB...: that, and no package on the share has an error by the two
# validators.
odd_passes()
{
	pdfs_pass "$@"
	share_passes $#
}

# share_passes N: the N packages or more on the share have no error.
share_passes()
{
	local package count=0
	packages >"$T/packages"
	while read -r package; do
		eark_ok "$package"
		passed aip - "${package##*/}"
		count=$((count + 1))
	done <"$T/packages"
	[ "$count" -ge "$1" ] || fail_test "only $count packages"
	echo "$count packages without an error of $count"
	share_is_whole "$count"
}

# passed JUDGE PAPER NAME: for the list of what passed.  list_passed, the last
# of a test, lays that list where 16-sixty-pdfs.sh finds it.
passed()
{
	printf '%s\t%s\t%s\n' "$@" >>"$T/passed"
}

list_passed()
{
	mkdir -p "$B/passed"
	mv "$T/passed" "$B/passed/${0##*/}"
}

rm -f "$B/passed/${0##*/}"
need python
need mutool
need pdftotext
python()
{
	"$JUDGES/bin/python" "$@"
}
