#!/bin/bash
# arrows.sh - fails on an include that goes the wrong way, naming file, line
# and rule.  With another tree as argument it looks at that one.
#
#	pipeline/NN-x/   includes core/ and x/
#	pipeline/*.c     includes core/
#	include/x/       includes core/ and x/, and of <...> only what C and
#	                 POSIX have: no foreign library's type is in a header
#	core             includes core/, has no cycle, and names no stage
#	a library        is seen by the one room that it lives in

set -u
cd "${1:-$(dirname "$0")/..}" || exit 1

found=0
wrong()
{
	echo "$1: $2"
	found=1
}

# includes FILE...: FILE:LINE, a tab, "name" or <name> of every include.
includes()
{
	[ $# -gt 0 ] || return 0
	awk 'match($0, /^[ \t]*#[ \t]*include[ \t]*["<][^">]*[">]/) {
		name = substr($0, RSTART, RLENGTH)
		sub(/^[^"<]*/, "", name)
		printf "%s:%d\t%s\n", FILENAME, FNR, name
	}' "$@"
}

# files DIR: its C files and headers, one a line.
files()
{
	find "$1" -name '*.[ch]' 2>/dev/null | sort
}

posix=' aio.h arpa/inet.h assert.h complex.h ctype.h dirent.h dlfcn.h errno.h
fcntl.h fenv.h float.h fnmatch.h ftw.h glob.h grp.h iconv.h inttypes.h iso646.h
langinfo.h libgen.h limits.h locale.h math.h net/if.h netdb.h netinet/in.h
netinet/tcp.h poll.h pthread.h pwd.h regex.h sched.h search.h semaphore.h
setjmp.h signal.h spawn.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h
stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h sys/mman.h
sys/select.h sys/socket.h sys/stat.h sys/statvfs.h sys/time.h sys/times.h
sys/types.h sys/uio.h sys/un.h sys/utsname.h sys/wait.h syslog.h termios.h
tgmath.h threads.h time.h uchar.h unistd.h utime.h wchar.h wctype.h wordexp.h '
posix=" $(echo $posix) "

# look DIR OWN HEADERS: DIR's files include core/ and OWN/ ("core" for core
# itself); with HEADERS=1 the <...> are looked at too.
look()
{
	local place name
	mapfile -t list < <(files "$1")
	while IFS=$'\t' read -r place name; do
		case $name in
		'"core/'*|"\"$2/"*)
			[ -f "include/$(tr -d '"' <<<"$name")" ] ||
			    wrong "$place" "no such header: $name" ;;
		'"'*)
			wrong "$place" \
			    "$name: $1 may include core/ and $2/ only" ;;
		'<'*)
			name=${name#<}
			name=${name%>}
			[ "$3" = 0 ] || [[ $posix == *" $name "* ]] ||
			    wrong "$place" "<$name> is foreign to a header" ;;
		esac
	done < <(includes "${list[@]}")
}

rooms()
{
	local dir own
	for dir in pipeline/[0-9]*/; do
		dir=${dir%/}
		own=${dir##*/}
		look "$dir" "${own#*-}" 0
	done
	for dir in include/*/; do
		dir=${dir%/}
		own=${dir##*/}
		ls -d pipeline/[0-9]*-"$own" >/dev/null 2>&1 ||
		    wrong "$dir" "there is no room pipeline/NN-$own"
		look "$dir" "$own" 1
	done
}

# The front belongs to no room.
front()
{
	local place name
	while IFS=$'\t' read -r place name; do
		[[ $name == '"core/'* || $name == '<'* ]] ||
		    wrong "$place" "$name: the front may include core/ only"
	done < <(includes pipeline/*.c)
}

# library PATTERN ROOM...: only these rooms include headers that match.
library()
{
	local pattern=$1 place name room
	shift
	while IFS=$'\t' read -r place name; do
		[[ $name =~ ^\<$pattern ]] || continue
		room=${place#pipeline/}
		[[ " $* " == *" ${room%%/*} "* ]] ||
		    wrong "$place" "$name lives in $*"
	done < <(echo "$all_includes")
}

libraries()
{
	mapfile -t list < <(files pipeline)
	all_includes=$(includes "${list[@]}")
	library 'hpdf' 30-render
	library 'png' 20-fetch 25-review 30-render
	library 'jpeglib' 20-fetch 30-render
	library 'curl/' 20-fetch 60-verify
	library 'jansson' 20-fetch
	library 'zip\.h' 10-register
	library 'libxml/' 00-core
	library 'openssl/' 00-core 60-verify
	library 'zlib' 20-fetch 30-render 60-verify
}

# module FILE: the core module that a file belongs to: the header of its own
# name, else its first core header, which STYLE has it include first.
module()
{
	local name=${1#include/core/}
	name=${name#pipeline/00-core/}
	name=${name%.[ch]}
	if [ ! -f "include/core/$name.h" ]; then
		name=$(includes "$1" | sed -n 's/.*"core\/\(.*\)\.h"/\1/p' |
		    head -n 1)
	fi
	echo "$name"
}

# core_edges: FILE:LINE, module, module it includes.
core_edges()
{
	local file own
	while read -r file; do
		own=$(module "$file")
		includes "$file" |
		    sed -n "s|\"core/\(.*\)\.h\"|$own\t\1|p"
	done < <(files pipeline/00-core; files include/core)
}

core_cycles()
{
	local edges loop from to
	edges=$(core_edges | awk -F '\t' '$2 != $3')
	loop=$(cut -f 2,3 <<<"$edges" | tsort 2>&1 >/dev/null |
	    sed -n 's/^tsort: //p' | grep -v 'input contains a loop' | sort -u)
	for from in $loop; do
		for to in $loop; do
			awk -F '\t' -v a="$from" -v b="$to" \
			    '$2 == a && $3 == b { print $1 }' <<<"$edges" |
			while read -r place; do
				echo "$place: cycle in core: $from -> $to"
			done
		done
	done
	[ -z "$loop" ] || found=1
}

# core_words NAMES FILE...: a string outside comments that is one of NAMES (or
# the name of its program), split by '|'.
core_words()
{
	local names=$1 place
	shift
	while read -r place; do
		wrong "$place" "core names a stage"
	done < <(awk -v re="\"(bevara-)?(${names})\"" '
	{ gsub(/\/\*([^*]|\*[^\/])*\*\//, "") }
	/\/\*/ { sub(/\/\*.*/, ""); if ($0 ~ re) print FILENAME ":" FNR
	    inside = 1; next }
	inside { if (!sub(/.*\*\//, "")) next; inside = 0 }
	$0 ~ re { print FILENAME ":" FNR }' "$@")
}

# Core knows no stage and no tool by name.  A word that a schema has for an
# element or a value is the record's own ("accept"), where records are read.
core_names()
{
	local stages words
	stages=$({
		ls -d pipeline/[0-9]*-*/ | sed 's|.*/[0-9]*-\(.*\)/|\1|' |
		    grep -vx core
		ls pipeline/[0-9]*/*_main.c 2>/dev/null |
		    sed 's|.*/\(.*\)_main\.c|\1|'
	} | sort -u)
	words=$(sed 's/<xs:element name="\|<xs:enumeration value="/\n&/g' \
	    schemas/[0-9]*.xsd | sed -n 's/^<xs:e[a-z]* [a-z]*="\([^"]*\)".*/\1/p')
	mapfile -t list < <(files pipeline/00-core; files include/core)
	mapfile -t other < <(printf '%s\n' "${list[@]}" | grep -v /record/)
	mapfile -t list < <(printf '%s\n' "${list[@]}" | grep /record/)
	core_words "$(paste -s -d '|' <<<"$stages")" "${other[@]}"
	core_words "$(grep -vxF "$words" <<<"$stages" | paste -s -d '|')" \
	    "${list[@]}"
}

rooms
front
libraries
core_cycles
core_names
exit $found
