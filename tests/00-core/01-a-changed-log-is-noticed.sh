#!/bin/bash
# Seven ways to change a log are noticed, by our code and by Go's: an entry, a
# tile, the checkpoint, a roll-back, a rewrite with the very same key, a cut,
# and a foreign key; the log as it was passes both.

# In memory: many small files, and no power is cut here.
TMPDIR=${TMPDIR:-/dev/shm}
. tests/harness/lib.sh

NAME=exempel.example.org/arkivlogg
LOG=$T/logg OLD=$T/kopia
checks=0

# fresh: the log as it was is $LOG, and a copy of its checkpoint is $OLD.
fresh()
{
	rm -rf "$LOG"
	cp -a "$T/whole" "$LOG"
}

# noticed WHAT [OLD]: both say no, and ours names WHAT.
noticed()
{
	status 1 "$B/logger" audit "$LOG" "$T/key.vkey" ${2+"$2"}
	has "$T/err" "$1"
	sumdb_no "$LOG" "$T/key.vkey" ${2+"$2"}
	checks=$((checks + 1))
}

# flip FILE AT: another byte there; AT counts from the end if it is negative.
flip()
{
	local at=$2 byte
	[ "$at" -ge 0 ] || at=$(($(stat -c %s "$1") + at))
	byte=$(od -An -tu1 -j "$at" -N 1 "$1")
	printf "\\x$(printf %x $((byte ^ 1)))" |
	    dd of="$1" bs=1 seek="$at" conv=notrunc status=none
}

mkdir "$T/whole"
must "$B/logger" new "$T/whole" "$T/key" $NAME
must "$B/logger" append "$T/whole" "$T/key" $NAME 300
cp "$T/whole/checkpoint" "$T/at300"
cp -a "$T/whole" "$T/shorter"
must "$B/logger" append "$T/whole" "$T/key" $NAME 355 more 71
cp "$T/whole/checkpoint" "$OLD"
files='tile/entries/000 tile/entries/001 tile/entries/002.p/143
tile/0/000 tile/0/001 tile/0/002.p/143 tile/1/000.p/2'
# Of earlier heads, partial tiles stay until the tile is full, and no longer.
equal "$(cd "$T/whole" && echo $(find tile -type f | sort))" \
    "$(echo $(printf '%s\n' $files tile/0/002.p/1 tile/0/002.p/72 \
    tile/1/000.p/1 tile/entries/002.p/1 tile/entries/002.p/72 | sort))"

fresh
must "$B/logger" audit "$LOG" "$T/key.vkey" "$OLD"
equal "$(cat "$T/out")" 'whole, 655 entries'
sumdb_ok "$LOG" "$T/key.vkey" "$OLD"
has "$T/judge" 'whole, 655 entries'
must "$B/logger" audit "$LOG" "$T/key.vkey" "$T/at300"
sumdb_ok "$LOG" "$T/key.vkey" "$T/at300"

# 1, 2: a byte of an entry, of its length, of a hash.
for file in $files; do
	for at in 1 40 -1; do
		fresh
		flip "$LOG/$file" $at
		noticed "$file"
	done
done

has "$T/err" "'tile/1/000.p/2'"
fresh
flip "$LOG/tile/entries/001" 100
noticed "'tile/entries/001': entry 257 is not"

# Two entries of one length that change places.
fresh
python3 - "$LOG/tile/entries/000" <<'PY'
import sys
path = sys.argv[1]
data = open(path, "rb").read()
size = 2 + int.from_bytes(data[:2], "big")
assert data[:2] == data[size:size + 2]
open(path, "wb").write(data[size:2 * size] + data[:size] + data[2 * size:])
PY
noticed "'tile/entries/000': entry 0 is not"

# 3: the checkpoint: each of its lines, and its signature.
for change in 's/^655$/654/' 's/^655$/0655/' '3s/^./_/' \
    '3s/^\(.\)\(.\)/\2\1/' '1s/arkivlogg/arkivlagg/' '3a\
more' '5s/.....$/AAAA=/' '5d' '4d' 's/^— /- /'; do
	fresh
	sed "$change" "$T/whole/checkpoint" >"$LOG/checkpoint"
	! cmp -s "$T/whole/checkpoint" "$LOG/checkpoint" ||
	    fail_test "nothing changed: $change"
	end=0
	"$B/logger" audit "$LOG" "$T/key.vkey" >"$T/out" 2>"$T/err" || end=$?
	case $end in
	1 | 65)	;;
	*)	fail_test "$change: ended with $end" ;;
	esac
	sumdb_no "$LOG" "$T/key.vkey"
	checks=$((checks + 1))
done

# 4: an older state, whole and well signed: only the copy tells.
rm -rf "$LOG"
cp -a "$T/shorter" "$LOG"
must "$B/logger" audit "$LOG" "$T/key.vkey"
sumdb_ok "$LOG" "$T/key.vkey"
noticed 'rolled back' "$OLD"
fresh
cp "$T/at300" "$LOG/checkpoint"
must "$B/logger" audit "$LOG" "$T/key.vkey"
noticed 'rolled back' "$OLD"

# 5: other entries under the same key, as many and more.
for more in 355 400; do
	rm -rf "$LOG"
	cp -a "$T/shorter" "$LOG"
	must "$B/logger" append "$LOG" "$T/key" $NAME $more other
	must "$B/logger" audit "$LOG" "$T/key.vkey" "$T/at300"
	sumdb_ok "$LOG" "$T/key.vkey" "$T/at300"
	noticed 'rewritten' "$OLD"
done

# 6: files that are gone or cut; a full tile where the partial one is gone.
for file in $files; do
	fresh
	rm "$LOG/$file"
	noticed "$file"
	for size in 0 32; do
		fresh
		truncate -s $size "$LOG/$file"
		noticed "$file"
	done
	fresh
	printf x >>"$LOG/$file"
	noticed "$file"
	fresh
	mv "$LOG/$file" "$LOG/elsewhere"
	ln -s "$LOG/elsewhere" "$LOG/$file"
	# Go's code follows the link and finds the right bytes; ours does not.
	status 1 "$B/logger" audit "$LOG" "$T/key.vkey"
done
fresh
rm "$LOG/checkpoint"
status 75 "$B/logger" audit "$LOG" "$T/key.vkey"
sumdb_no "$LOG" "$T/key.vkey"

# 7: all of it once more under a key of the same name.
rm -rf "$LOG"
mkdir "$LOG"
must "$B/logger" new "$LOG" "$T/foreign" $NAME
must "$B/logger" append "$LOG" "$T/foreign" $NAME 655
must "$B/logger" audit "$LOG" "$T/foreign.vkey"
noticed 'not signed by our key'
# And under our key's id, which is only four bytes, with another's signature.
fresh
python3 - "$LOG/checkpoint" "$T/whole/checkpoint" <<'PY'
import base64, os, sys
lines = open(sys.argv[2]).read().split("\n")
mark, name, code = lines[4].split(" ")
raw = base64.b64decode(code)
lines[4] = " ".join([mark, name,
    base64.b64encode(raw[:4] + os.urandom(64)).decode()])
open(sys.argv[1], "w").write("\n".join(lines))
PY
noticed 'is wrong'

echo "$checks changes noticed by both"
[ "$checks" -ge 50 ] || fail_test 'too few changes'
