# points.sh - let each call that changes a file fail in turn; sourced after
# harness/lib.sh.
#
#	points_begin [SHARE]		SHARE: an empty folder for the archive
#					share, when it is not to lie in $T
#	points_state NAME		what is there now is kept as NAME
#	points_of NAME FROM UNITS TOOL ARG...
#					start from state FROM, run bevara-TOOL
#					to its end, keep that as state NAME,
#					then start from FROM again for each
#					call and each fault
#	points_end			the sums; ends the test if one is wrong
#
# After points_begin, the site folder is $P_SITE and the share $S.  UNITS are
# the folders, as patterns below site/ and share/, that may only be there
# whole.  A fault is EIO, ENOSPC or KILL (POINTS_FAULTS).  Demanded is:
#
#	no torn file or unit: each is as before or as after a good run;
#	no false OK: with status 0 all is as after a good run;
#	nothing of a dead run but *.part-*, and after an error not even that;
#	a plain run after it ends with 0 and as a good run.
#
# Besides, a JOB/waiting.xml may say after a fault that the share has not got
# the package yet, and a WORK/logg/*.entry wait for the log.
#
# The clock stands still, so that a good run always writes the same bytes.
# POINTS_STEP=N takes each N-th call only.  For a tool that cannot live so,
# POINTS_CLOCK=no lets it go on; POINTS_SAME then names a function that is told
# two folders and says whether they are as good as each other.  POINTS_WANT is
# the status of a good run, POINTS_AGAIN what a run after a fault may end with
# besides, POINTS_MASK makes names of files that are others each time alike,
# and POINTS_TRACE is what strace is told besides.

need strace

# Leaks cannot be looked for under strace.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0

POINTS_CALLS=mkdir,mkdirat,write,writev,pwrite64,pwritev,copy_file_range
POINTS_CALLS=$POINTS_CALLS,sendfile,ftruncate,fallocate,fsync,fdatasync,openat
POINTS_CALLS=$POINTS_CALLS,rename,renameat,renameat2,link,linkat,symlink
POINTS_CALLS=$POINTS_CALLS,symlinkat,unlink,unlinkat,rmdir,chmod,fchmod
POINTS_CALLS=$POINTS_CALLS,fchmodat,utimensat,fchown,fchownat
POINTS_AT=${POINTS_AT:-$(date +%s)}

points_begin()
{
	P=$T/points
	P_SITE=$P/site
	S=${1:-$P/share}
	mkdir -p "$P_SITE" "$S" "$P/state"
	p_points=0 p_torn=0 p_false=0 p_left=0 p_stuck=0
	case ${POINTS_TRACE-unset} in
	unset)	POINTS_TRACE=-f
		strace -f --seccomp-bpf -o "$T/trace" true 2>/dev/null &&
		    POINTS_TRACE='-f --seccomp-bpf'
		;;
	esac
}

# p_time COMMAND...: run it, at the time that stands still.
p_time()
{
	if [ "${POINTS_CLOCK-}" = no ]; then
		"$@"
	else
		LD_PRELOAD=$B/faults/clock.so CLOCK_AT=$POINTS_AT "$@"
	fi
}

# points_tool TOOL ARG...: the tool, plainly.
points_tool()
{
	p_time "$B/bevara-$1" "${@:2}"
}

# p_strace ARGUMENT... -- COMMAND...: strace runs at the right time itself.
p_strace()
{
	local to=()
	while [ "$1" != -- ]; do
		to+=("$1")
		shift
	done
	shift
	[ "${POINTS_CLOCK-}" = no ] || to+=(-E "LD_PRELOAD=$B/faults/clock.so" \
	    -E "CLOCK_AT=$POINTS_AT")
	# A shell between, so that the word "Killed" is not ours.
	bash -c 'ulimit -c 0; "$@"; exit $?' point strace -q -o "$T/trace" \
	    "${to[@]}" "$@" >"$T/out" 2>"$T/err" </dev/null
}

points_state()
{
	rm -rf "$P/state/$1"
	mkdir "$P/state/$1"
	cp -a "$P_SITE" "$P/state/$1/site"
	cp -r --preserve=links,mode,timestamps "$S" "$P/state/$1/share"
}

# p_back STATE: all is again as it was then.
p_back()
{
	rm -rf "$P_SITE"
	cp -a "$P/state/$1/site" "$P_SITE"
	find "$S" -mindepth 1 -maxdepth 1 -exec chmod -R u+w {} + \
	    -exec rm -rf {} +
	cp -r --preserve=links,mode,timestamps "$P/state/$1/share/." "$S/"
}

# p_tree: the files of what is there now, as site/... and share/...
p_tree()
{
	(cd "$P_SITE" && find . -type f -printf 'site/%P\n')
	(cd "$S" && find . -type f -printf 'share/%P\n')
}

# p_at NAME: where such a file or folder lies now.
p_at()
{
	case $1 in
	site/*)	echo "$P_SITE/${1#site/}" ;;
	*)	echo "$S/${1#share/}" ;;
	esac
}

# A signature by ECDSA is another each time; it is verified instead.
points_same_bytes()
{
	local sign
	diff -rq --no-dereference -x .lock -x .run.lock -x '*.part-lock' \
	    -x '*.p7s' "$1" "$2" ||
	    return 1
	diff <(p_signs "$1") <(p_signs "$2") || return 1
	while IFS= read -r sign; do
		openssl cms -verify -binary -inform DER -in "$2/$sign" \
		    -content "$2/${sign%.p7s}" -purpose any \
		    -CAfile "$S/logg/certifikat.pem" >/dev/null || return 1
	done < <(p_signs "$2")
}

p_signs()
{
	(cd "$1" && find . -name '*.p7s' | sort)
}

# p_same STATE: 0 if all is as it was then.
p_same()
{
	${POINTS_SAME:-points_same_bytes} "$P/state/$1/site" "$P_SITE" &&
	    ${POINTS_SAME:-points_same_bytes} "$P/state/$1/share" "$S"
}

# p_wrong COUNTER WORDS...: a demand does not hold.
p_wrong()
{
	eval "$1=\$(($1 + 1))"
	shift
	echo "$p_where: $*" >&2
	[ -s "$T/err" ] && sed 's/^/    /' "$T/err" >&2
	[ -s "$T/differ" ] && sed 's/^/    /' "$T/differ" | head -n 8 >&2
	return 0
}

# p_file NAME: it is as before or as after, or temporary.
p_file()
{
	local now state name=$1
	now=$(p_at "$1")
	case $1 in
	*.part-* | *.lock)	return 0 ;;
	share/logg/tile/*)	return 0 ;;	# only what is counted counts
	*/waiting.xml)		p_waiting "$now" && return 0 ;;
	*/logg/*.entry)		p_entry "$now" && return 0 ;;
	esac
	[ -z "${POINTS_MASK-}" ] || name=$(sed "$POINTS_MASK" <<<"$1")
	for state in "$p_from" "$p_name"; do
		[ -f "$P/state/$state/$name" ] || continue
		[ "${POINTS_SAME-}" = '' ] || return 0
		case $1 in
		*.p7s)	return 0 ;;	# for points_same_bytes
		esac
		cmp -s "$P/state/$state/$name" "$now" && return 0
	done
	p_wrong p_torn "torn, or of no good run: $1"
}

# p_waiting FILE: place said that the package waits; not when it is placed.
p_waiting()
{
	[ "$p_got" != "${POINTS_WANT:-0}" ] && xmllint --nonet --noout \
	    --schema "$ROOT/schemas/50-place.waiting.xsd" "$1" >"$T/differ" 2>&1
}

# p_entry FILE: a whole entry waits for the log, or is kept until the receipt
# has its index.
p_entry()
{
	grep -q '^bevara-logg/1 ' "$1" && grep -q '^bevara/1 [a-z]*$' "$1" &&
	    [ -z "$(tail -c 1 "$1")" ]
}

# p_unit NAME: the folder is as before or as after.
p_unit()
{
	local now state
	now=$(p_at "$1")
	for state in "$p_from" "$p_name"; do
		[ -d "$P/state/$state/$1" ] || continue
		${POINTS_SAME:-points_same_bytes} "$P/state/$state/$1" \
		    "$now" >"$T/differ" 2>&1 && return 0
	done
	p_wrong p_torn "not whole: $1"
}

# p_look: nothing torn, in what is there now.
p_look()
{
	local file pattern unit
	p_tree >"$T/files"
	while IFS= read -r file; do
		p_file "$file"
	done <"$T/files"
	for pattern in $p_units; do
		case $pattern in
		site/*)	unit=$P_SITE ;;
		*)	unit=$S ;;
		esac
		for unit in "$unit"/${pattern#*/}; do
			[ -d "$unit" ] || continue
			case $unit in
			*.part-*)	continue ;;
			"$S"/*)		p_unit "share/${unit#"$S"/}" ;;
			*)		p_unit "site/${unit#"$P_SITE"/}" ;;
			esac
		done
	done
}

# p_point CALL N FAULT COMMAND...: one point.
p_point()
{
	local call=$1 n=$2 fault=$3 got=0 how=error=$3 trace=$POINTS_TRACE
	shift 3
	if [ "$fault" = KILL ]; then
		how=signal=KILL
		trace=${trace% --seccomp-bpf}	# it knows of no signals
	fi
	p_where="$p_name $call $n $fault"
	p_back "$p_from"
	p_strace $trace -e "trace=$call" -e "inject=$call:$how:when=$n" -- \
	    "$@" || got=$?
	: >"$T/differ"
	grep -qE 'INJECTED|killed by SIGKILL' "$T/trace" || return 0
	p_points=$((p_points + 1))
	p_got=$got
	p_count=$((p_count + 1))
	p_look
	if [ "$got" = "${POINTS_WANT:-0}" ]; then
		p_same "$p_name" >"$T/differ" 2>&1 ||
		    p_wrong p_false "ended with $got and is not whole"
		p_good=$((p_good + 1))
	elif [ "$fault" != KILL ]; then
		# Unless it was the word itself that could not be written.
		[ -s "$T/err" ] || grep -q ' write(2, .*INJECTED' "$T/trace" ||
		    p_wrong p_false "ended with $got, wordless"
		case $got in
		6[59] | 7[3458])	;;
		*)	p_wrong p_false "ended with $got" ;;
		esac
	fi
	case $call/$fault in
	*/KILL | unlink*/* | rmdir/*)	;;
	*)	! grep -F .part- "$T/files" >"$T/differ" ||
		    p_wrong p_left 'left something behind' ;;
	esac
	p_again "$@"
}

# p_again COMMAND...: plainly, after the fault.
p_again()
{
	local got=0
	p_time "$@" >"$T/out" 2>"$T/err" </dev/null || got=$?
	case " ${POINTS_WANT:-0} ${POINTS_AGAIN-} " in
	*" $got "*)	;;
	*)	p_wrong p_stuck "the run after it ended with $got" ;;
	esac
	p_same "$p_name" >"$T/differ" 2>&1 ||
	    p_wrong p_stuck 'the run after it came to another end'
}

# p_list: which calls, of which number in their process, change a file.
p_list()
{
	awk '
	!/^[0-9]+ / { $0 = "0 " $0 }	# one process only, without its number
	{
		call = $2
		sub(/\(.*/, "", call)
		if (call !~ /^[a-z0-9_]+$/ || /<\.\.\. /)
			next
		n = ++seen[$1, call]
		if (call == "openat" && !/O_CREAT|O_TMPFILE|O_TRUNC/)
			next
		if (call ~ /write/ && !/^[0-9]+ +[a-z0-9]+\([0-9]+<\//)
			next
		if (call ~ /write/ && /^[0-9]+ +[a-z0-9]+\([0-9]+<\/(dev|proc)\//)
			next
		if (!((call, n) in told))
			print call, n
		told[call, n] = 1
	}' "$1"
}

points_of()
{
	local fault call n got=0 i=0
	p_name=$1 p_from=$2 p_units=$3 p_where=$1 p_count=0 p_good=0
	shift 3
	set -- "$B/bevara-$1" "${@:2}"
	p_back "$p_from"
	p_strace ${POINTS_TRACE% --seccomp-bpf} -y -e "trace=$POINTS_CALLS" \
	    -- "$@" || got=$?
	[ "$got" = "${POINTS_WANT:-0}" ] ||
	    fail_test "$p_name: ended with $got: $(cat "$T/err")"
	points_state "$p_name"
	p_list "$T/trace" >"$T/calls"
	[ -s "$T/calls" ] || fail_test "$p_name: changes no file"
	while read -r call n <&7; do
		i=$((i + 1))
		[ $((i % ${POINTS_STEP:-1})) = 0 ] || continue
		for fault in ${POINTS_FAULTS:-EIO ENOSPC KILL}; do
			p_point "$call" "$n" "$fault" "$@"
		done
	done 7<"$T/calls"
	p_back "$p_name"
	printf '%-10s %4d points, at %d of them it could do without; %s\n' \
	    "$p_name" "$p_count" "$p_good" "$(cut -d' ' -f1 "$T/calls" |
	    sort | uniq -c | awk '{ printf "%s%s %d", s, $2, $1; s = ", " }')"
}

points_end()
{
	echo "$p_points points: $p_torn torn, $p_false false OK," \
	    "$p_left left over, $p_stuck not mended by the next run"
	[ $((p_torn + p_false + p_left + p_stuck)) = 0 ] ||
	    fail_test 'not every demand holds'
	[ "$p_points" -ge "${1:-1}" ] || fail_test "only $p_points points"
}
