#!/bin/bash
# Goal: what a person decides is an entry of the archive's log, by ids and
# hashes and never a name; once, however often and however interrupted; and it
# waits while the share is away.
. tests/harness/lib.sh
. tests/harness/package.sh
. tests/25-review/review.sh
need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
S=$T/site/arkiv

accept()
{
	"$B/bevara" accept -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
	    --reason 'Sidan syns'
}

# nothing_kept: what is in the log is not kept in the work folder besides.
nothing_kept()
{
	equal "$(find "$T/site/arbete/logg" -name '*.entry*')" ''
}

# One accepted, one to be made again.
put_job facebook-exempelkoping login-wall
must accept
[ ! -s "$T/err" ] || fail_test "$(cat "$T/err")"
equal "$(log_size)" 1
time=$(date -u -d "$(of /@@decision/@time "$JOB/decision.xml")" +%FT%TZ)
equal "$(log_entries | tail -c +3)" "bevara/1 accepted
time $time
id $ID
decision sha256:$(sha256sum <"$JOB/decision.xml" | cut -c 1-64)"
nothing_kept
must accept
equal "$(log_size)" 1
nothing_kept
put_job webb-skola good
must "$B/bevara" retake -C "$T/site" "$JOB" --by 'Exempel Exempelsson'
equal "$(log_size)" 2
equal "$(log_entries | grep -ac 'bevara/1 retaken$')" 1
log_entries >"$T/entries"
hasnt "$T/entries" Exempelsson
must "$B/bevara" retake -C "$T/site" "$JOB" --by 'Exempel Exempelsson'
equal "$(log_size)" 2
nothing_kept

# The share is away: decided, and told that the entry waits.
put_job webb-bibliotek login-wall
mv "$S" "$T/away"
must accept
has "$T/err" 'its entry waits'
must accept
equal "$(find "$T/site/arbete/logg" -name "accepted-$ID.entry" | wc -l)" 1
mv "$T/away" "$S"
equal "$(log_size)" 2
must accept
[ ! -s "$T/err" ] || fail_test "$(cat "$T/err")"
equal "$(log_size)" 3
nothing_kept

# Entered by whoever reaches the share first: not kept, and not entered again.
put_job webb-arkiv login-wall
mv "$S" "$T/away"
must accept
mv "$T/away" "$S"
must "$B/bevara" log flush -C "$T/site"
equal "$(log_size)" 4
nothing_kept
must accept
equal "$(log_size)" 4
nothing_kept

# A log that was rolled back gets nothing more.
cp -a "$S/logg" "$T/older"
put_job webb-museum login-wall
must accept
cp -a "$S/logg" "$T/newer"
rm -r "$S/logg"
cp -a "$T/older" "$S/logg"
put_job webb-kultur login-wall
status 1 accept
has "$T/err" 'it was rolled back: it has 4 entries'
has "$T/err" 'the decision is made'
equal "$(log_size)" 4
rm -r "$S/logg"
cp -a "$T/newer" "$S/logg"
must accept
equal "$(log_size)" 6
nothing_kept

# Killed before any call that changes a file, and run again: one entry.
cp -a "$S/logg" "$T/kept.logg"
cp -a "$T/site/loggkopia" "$T/kept.copy"
put_job webb-teater login-wall
points=0
for ((n = 1; ; n++)); do
	rm -rf "$S/logg" "$T/site/loggkopia" "$JOB/decision.xml" \
	    "$T/site/arbete/logg/accepted-$ID.entry"
	cp -a "$T/kept.logg" "$S/logg"
	cp -a "$T/kept.copy" "$T/site/loggkopia"
	end=0
	bash -c 'ulimit -c 0; "$@"; exit $?' killed strace -f -qq \
	    -o "$T/trace" -e "trace=rename,renameat,renameat2,fsync,unlink" \
	    -e "inject=rename,renameat,renameat2,fsync,unlink:signal=KILL:when=$n" \
	    "$B/bevara-accept" -C "$T/site" "$JOB" \
	    --by 'Exempel Exempelsson' --reason 'Sidan syns' \
	    >"$T/out" 2>"$T/err" || end=$?
	[ "$end" != 0 ] || break
	[ "$end" = 137 ] || fail_test "$n: ended with $end: $(cat "$T/err")"
	points=$((points + 1))
	must accept
	equal "$(log_size)" 7
	nothing_kept
	equal "$(log_entries | grep -axc "id $ID")" 1
	same_file "$S/logg/checkpoint" "$T/site/loggkopia/checkpoint"
done
echo "$points points"
[ "$points" -ge 12 ] || fail_test 'too few points'
