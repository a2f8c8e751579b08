#!/bin/bash
# When the new head is renamed into place, every file and every name that it
# counts on has been synced, and the rename is synced before the append says
# that it is done; an ordinary append takes six syncs.

# In memory: what is looked at are the calls.
TMPDIR=${TMPDIR:-/dev/shm}
. tests/harness/lib.sh

need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
NAME=exempel.example.org/arkivlogg
LOG=$T/logg

# append N: under strace; prints how many syncs it took.
append()
{
	must strace -y -s 0 -o "$T/trace" \
	    -e trace=openat,mkdirat,write,fsync,renameat \
	    "$B/logger" append "$LOG" "$T/key" $NAME "$1"
	python3 - "$T/trace" "$LOG" <<'PY' || fail_test "append $1: not durable"
import os, re, sys
log = os.path.realpath(sys.argv[2])
unsynced = set()	# files with new bytes, folders with new names
head = syncs = 0
for line in open(sys.argv[1]):
    if " = -1 " in line:
        continue
    # strace writes what is not ASCII as \303\245.
    line = line.encode().decode("unicode_escape").encode("latin1")
    line = line.decode(errors="replace")
    call = line.split("(")[0]
    paths = [p for p in re.findall(r"<([^<>]*)>", line) if p.startswith(log)]
    if not paths:
        continue
    if call in ("openat", "mkdirat"):
        if call == "openat" and "O_CREAT" not in line:
            continue
        name = re.search(r'"([^"]*)"', line).group(1)
        if name == "lock":
            continue
        unsynced.add(paths[0])
        if call == "openat":
            unsynced.add(paths[0] + "/" + name)
    elif call == "write":
        unsynced.add(paths[0])
    elif call == "fsync":
        syncs += 1
        unsynced.discard(paths[0])
    elif call == "renameat":
        # Of the folder itself only the part's own name may be unsynced.
        left = unsynced - {log}
        if left:
            sys.exit("before the head: not synced: %s" % sorted(left))
        unsynced.add(log)
        head += 1
if head != 1 or unsynced:
    sys.exit("%d heads, not synced: %s" % (head, sorted(unsynced)))
print(syncs)
PY
}

mkdir "$LOG"
must "$B/logger" new "$LOG" "$T/key" $NAME
append 1 >"$T/first"
equal "$(append 1)" 6
equal "$(append 1)" 6
equal "$(append 200)" 6
append 60 >"$T/next"
equal "$(append 1)" 6
append 2000 >"$T/many"
# To where the tiles' folders are x000 and x001.
must "$B/logger" append "$LOG" "$T/key" $NAME 253500
append 1000 >"$T/very-many"
equal "$(append 1)" 6
[ -f "$LOG/tile/entries/x001/000" ] || fail_test 'not so far'
must "$B/logger" audit "$LOG" "$T/key.vkey"
echo "syncs: $(cat "$T/first") for the first entry, 6 for one more," \
    "$(cat "$T/next") over the end of a tile, $(cat "$T/many") for 2000"
[ "$(cat "$T/first")" -le 12 ] && [ "$(cat "$T/next")" -le 14 ] ||
    fail_test 'too many syncs'
