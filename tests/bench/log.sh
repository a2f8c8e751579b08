#!/bin/bash
# log.sh - 1,000,000 entries into the archive's log in batches of 1,000, then
# one more and one proof, and all of it read and checked, beside Go's own code
# for checksum databases (golang.org/x/mod/sumdb) on the very same files.

. tests/bench/lib.sh
need sumdb

NAME=exempel.example.org/arkivlogg
LOG=$T/logg
entries=$(pick 1000000 3000)

mkdir "$LOG"
must "$B/logger" new "$LOG" "$T/key" $NAME
measure fill "$B/logger" append "$LOG" "$T/key" $NAME "$entries" post 1000
for ((run = 0; run < RUNS; run++)); do
	measure append "$B/logger" append "$LOG" "$T/key" $NAME 1 one
	measure prove "$B/logger" prove "$LOG" "$T/key.vkey" \
	    $((entries / 3 + run))
	measure ours "$B/logger" audit "$LOG" "$T/key.vkey"
	measure go "$JUDGES/bin/sumdb" log "$LOG" "$T/key.vkey"
done

echo "log, $entries entries, median of $RUNS"
fact "filled in $(middle fill wall) s, CPU $(middle fill cpu) s, peak $(middle fill peak) KB; $(du -sm --apparent-size "$LOG" | cut -f 1) MB"
fact "one more: $(middle append wall) s; one proof: $(middle prove wall) s, the program's start with them"
fact "all checked: $(middle ours wall) s, peak $(middle ours peak) KB; Go: $(middle go wall) s, $(middle go peak) KB"
at_most 'log: one more entry, ms' "$(reckon "1000 * $(middle append wall)")" 50
at_most 'log: one proof, ms' "$(reckon "1000 * $(middle prove wall)")" 50
at_most 'log: peak memory of filling it, MB' \
    "$(reckon "$(middle fill peak) / 1024")" 32
at_least "log: check of all, times faster than Go's sumdb" \
    "$(reckon "$(middle go wall) / $(middle ours wall)")" 1
