#!/bin/bash
# Goal: killed before any of its calls that change a file, the catalogue is as
# it was or as it will be: all that index.html names is there and whole.  Run
# again it is as if nothing had happened.  Two runs at once: one waits, or ends
# with 75.

# Thousands of files are synced: in memory, where there is such a place.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
. tests/harness/lib.sh
. tests/65-catalogue/catalogue.sh
need strace

calls=mkdir,rename,unlink,fsync,openat,write

# whole: each file that index.html and its lists name is there, and is what its
# name or the first catalogues say.
whole()
{
	local name
	[ -f "$S/index.html" ] || return 0
	grep -o 'katalog/[a-z]*-[0-9a-f]*\.[a-z]*' "$S/index.html" >"$T/names"
	for name in $(<"$T/names"); do
		[ -s "$S/$name" ] || fail_test "$name is not there"
		case $name in
		*/lista-*)	tail -c 4 "$S/$name" | grep -qx ']);' ||
				    fail_test "$name is torn"
				parts "$S/$name" ;;
		esac
	done
}

# parts LIST: the words and posts of a list.
parts()
{
	local words i id post
	words=$(sed -n '1s/.*"\([0-9a-f]*\)".*/\1/p' "$1")
	for i in 0 1 2 3 4 5 6 7; do
		tail -c 4 "$K/ord-$words-$i.js" | grep -qx '");' ||
		    fail_test "ord-$words-$i is torn"
	done
	sed -n 's/^\["\([^"]*\)".*,"\([0-9a-f]\{16\}\)","[sl]*"\],$/\1 \2/p' \
	    "$1" >"$T/rows"
	[ -s "$T/rows" ] || fail_test "no rows in $1"
	while read -r id post; do
		equal "$(sha256sum <"$K/poster/$id-$post.js" | cut -c 1-16)" \
		    "$post"
	done <"$T/rows"
}

make_share 5
catalogue 0
cp -a "$S" "$T/first"
make_share 7 start=5
rm -r "$S/2022-H1/konto-00_20220501T000000Z"
cp -a "$S" "$T/share"
catalogue 0
equal "$(cut -f 2- "$T/out")" '6 records	2 read	1 removed'
cp -a "$S" "$T/second"

kills=0
for n in $(seq 1 2 600); do
	rm -rf "$S"
	cp -a "$T/share" "$S"
	got=0
	strace -f -qq -o "$T/trace" -e "trace=$calls" \
	    -e "inject=$calls:signal=KILL:when=$n" \
	    "$B/bevara-catalogue" -C "$T/site" >"$T/out" 2>"$T/err" || got=$?
	whole
	[ "$got" != 0 ] || break
	kills=$((kills + 1))
	# After some of them, since a run is as good as the next.
	[ $((n % 9)) = 1 ] || continue
	catalogue 0
	whole
	must diff -r -x tillstand.xml "$S" "$T/second"
done
[ "$kills" -ge 20 ] || fail_test "only $kills kills"

# One that cannot write says so, and leaves the old one.
for fault in ENOSPC EIO; do
	for n in 3 9 15 21 27; do
		rm -rf "$S"
		cp -a "$T/share" "$S"
		got=0
		strace -f -qq -o "$T/trace" -e 'trace=fsync' \
		    -e "inject=fsync:error=$fault:when=$n" \
		    "$B/bevara-catalogue" -C "$T/site" >"$T/out" \
		    2>"$T/err" || got=$?
		whole
		[ "$got" != 0 ] || [ "$n" -gt 15 ] ||
		    fail_test "$fault at $n: no failure"
		equal "$(find "$S" -name '*.part-*')" ''
	done
done

# Two at once.
mkdir "$T/lock"
exec 9<>"$K/.lock"
flock 9
status 75 "$B/bevara-catalogue" -C "$T/site"
has "$T/err" 'another run is at work'
exec 9>&-
"$B/bevara-catalogue" -C "$T/site" --rebuild >"$T/one" 2>&1 &
"$B/bevara-catalogue" -C "$T/site" --rebuild >"$T/two" 2>&1 &
wait -n
wait
whole
catalogue 0
must diff -r -x tillstand.xml "$S" "$T/second"

# The share away, or a folder where it should be mounted.
mv "$S/logg" "$T/logg"
catalogue 75
mv "$T/logg" "$S/logg"
mv "$S" "$T/away"
catalogue 75
[ ! -e "$S" ]
