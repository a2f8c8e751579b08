#!/bin/bash
# Packages can be named, sampled, or taken in parts; leavings of dead runs are
# told apart and are no alarm; what cannot be read is, and the checking goes on.

. tests/harness/lib.sh
. tests/harness/package.sh

plain_site

# An empty share is not an error, but not passed over in silence; no share is.
must "$B/bevara-verify" -C "$T/site" --no-report
equal "$(cat "$T/out")" \
    'checked	0 packages	0 files	0 bytes	0 findings'
has "$T/err" 'holds no package'
mv "$S" "$T/away"
status 75 "$B/bevara-verify" -C "$T/site"
has "$T/err" 'is not there; mount it'
mv "$T/away" "$S"

place_many 9
P=$S/2026-H2
bad=prov-5_20261123T120000Z
cp "$P/$bad/METS.xml" "$T/mets"
echo x >>"$P/$bad/METS.xml"

# Named: only those.
must "$B/bevara-verify" -C "$T/site" prov-1_20261123T120000Z \
    prov-9_20261123T120000Z
has "$T/out" 'checked	2 packages	16 files'
status 1 "$B/bevara-verify" -C "$T/site" $bad
has "$T/out" "changed	2026-H2/$bad/METS.xml"
status 1 "$B/bevara-verify" -C "$T/site" prov-1_20261123T120000Z \
    gone_20261123T120000Z
has "$T/err" "has no package 'gone_20261123T120000Z'"
has "$T/out" 'missing	gone_20261123T120000Z	no such package'
has "$T/out" 'checked	1 packages	8 files'
status 1 "$B/bevara-verify" -C "$T/site" '../2026-H2'

# Sampled: so many, and not always the same; the bad one turns up in the end.
hits=0 misses=0
for ((n = 0; n < 60; n++)); do
	end=0
	"$B/bevara-verify" -v -C "$T/site" --no-report --sample 3 \
	    >"$T/out" 2>"$T/err" || end=$?
	has "$T/out" 'checked	3 packages	24 files'
	has "$T/err" 'with seed'
	case $end in
	0) misses=$((misses + 1)) ;;
	1) hits=$((hits + 1)) ;;
	*) fail_test "ended with $end" ;;
	esac
done
[ "$hits" -gt 3 ] && [ "$misses" -gt 10 ] || fail_test "hit $hits of 60"
status 1 "$B/bevara-verify" -C "$T/site" --sample 100
has "$T/out" 'checked	9 packages'
for no in 0 -1 x 1x '' 99999999999999999999; do
	status 64 "$B/bevara-verify" -C "$T/site" --sample "$no"
done

# Leavings.
cp "$T/mets" "$P/$bad/METS.xml"
mkdir "$P/$bad.part-abcdef"
: >"$P/$bad.sha256.part-abcdef"
must "$B/bevara-verify" -C "$T/site"
has "$T/out" "leftover	2026-H2/$bad.part-abcdef"
has "$T/out" "leftover	2026-H2/$bad.sha256.part-abcdef"
has "$T/out" 'checked	9 packages	72 files'
has "$T/err" '2 leftovers of runs that were cut'
rm -r "$P/$bad"*.part-*

# Unreadable: a file and a folder fail, the rest is checked all the same.
need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
one=prov-1_20261123T120000Z
status 1 strace -f -qq -o "$T/trace" -P "$P/$one/METS.xml" -e trace=read \
    -e inject=read:error=EIO "$B/bevara-verify" -C "$T/site" --no-report
has "$T/trace" INJECTED
has "$T/out" \
    "unreadable	2026-H2/$one/METS.xml	cannot read 'METS.xml': Input"
has "$T/out" 'checked	9 packages	71 files'
if [ "$(id -u)" != 0 ]; then
	chmod 000 "$P/$one/documentation"
	status 1 "$B/bevara-verify" -C "$T/site"
	has "$T/out" "unreadable	2026-H2/$one/documentation"
	hasnt "$T/out" missing
	chmod 755 "$P/$one/documentation"
fi

# What others keep at the share's root is not our matter.
mkdir "$S/katalog"
touch "$S/index.html" "$S/KONTROLLERA.txt" "$S/logg/x"
must "$B/bevara-verify" -C "$T/site" --no-report
has "$T/out" '	0 findings'

# The parts together are all packages, and no package is in two of them.
for t in 1 2 3 7; do
	for ((n = 1; n <= t; n++)); do
		must "$B/bevara-verify" -C "$T/site" --part $n/$t
		dir=$(sed -n 's/^recorded	\([^	]*\)	.*/\1/p' "$T/out")
		sed -n 's/.*<package id="\([^"]*\)".*/\1/p' \
		    "$S/$dir/rapport.xml" >>"$T/part-$t"
	done
	equal "$(sort "$T/part-$t" | tr '\n' ' ')" \
	    "$(basename -s .sha256 "$P"/*.sha256 | sort | tr '\n' ' ')"
done
# Which part it is can be reckoned by others.
one=$(head -n 1 "$T/part-7")
n=$(printf %s "$one" | sha256sum | cut -c 1-15)
n=$((0x$n % 7 + 1))
must "$B/bevara-verify" -C "$T/site" --part $n/7
dir=$(sed -n 's/^recorded	\([^	]*\)	.*/\1/p' "$T/out")
has "$S/$dir/rapport.xml" "<package id=\"$one\""
for no in 0/3 4/3 -1/3 1/0 1 1/ /3 1/3/3 a/b 1/10001 ''; do
	status 64 "$B/bevara-verify" -C "$T/site" --part "$no"
	has "$T/err" 'is no part'
done
status 64 "$B/bevara-verify" -C "$T/site" --part 1/3 --sample 2
status 64 "$B/bevara-verify" -C "$T/site" --part 1/3 "$one"
has "$T/err" 'only one of'
