#!/bin/bash
# lint.sh - what the compilers do not say: clang's analyzer over our sources,
# mandoc over the manual pages, xmllint over schemas and samples.
#
# Prints each finding and ends with 1 if there was any.  samples/broken is
# left out: it is meant to be wrong.
#
# The analyzer would take seven minutes of a processor's time for all sources.
# So it follows at most $NODES steps of a function (clang's own bound is
# 225000; "NODES=225000 make lint" looks that deep), and what it said of a
# source is kept in $BUILD/lint until the source, or what it includes, is
# another.

set -u
cd "$(dirname "$0")/../.." || exit 1
LC_ALL=C.UTF-8
export LC_ALL
kept=${BUILD:-build}/lint
NODES=${NODES:-60000}
export kept NODES
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
found=0

# quiet STATUS WHAT: what was just run into $log must have said nothing.
quiet()
{
	[ "$1" = 0 ] && [ ! -s "$log" ] && return
	echo "== $2"
	cat "$log"
	found=1
}

# analyze FILE: its findings, in a file of their own below $logs.
analyze()
{
	local before="-include tests/harness/lint.h" key out=$logs/${1//\//_}
	[ "$1" != pipeline/00-core/fail.c ] || before=
	set -- -std=c11 -D_GNU_SOURCE -Iinclude \
	    $(pkg-config --cflags libxml-2.0) $before "$1"
	key=$({ clang --version && echo "$NODES $*" && clang -E "$@"; } 2>&1 |
	    sha256sum | cut -c 1-64)
	if [ -e "$kept/$key" ]; then
		touch "$kept/$key"
		cat "$kept/$key" >"$out"
	elif clang --analyze --analyzer-output text -Xclang -analyzer-config \
	    -Xclang "max-nodes=$NODES" -o /dev/null "$@" >"$out" 2>&1; then
		cp "$out" "$kept/$key.part-$$" &&
		    mv "$kept/$key.part-$$" "$kept/$key"
	else
		echo "clang failed" >>"$out"
	fi
}

sources()
{
	local file
	logs=$(mktemp -d) || exit 1
	mkdir -p "$kept" && : >"$kept/begun" || exit 1
	export logs
	export -f analyze
	find pipeline tests/harness -name '*.c' -print0 |
	    xargs -0 -n 1 -P "$(nproc)" bash -c 'analyze "$1"' analyze
	for file in "$logs"/*; do
		cat "$file" >"$log"
		quiet 0 "${file##*/}"
	done
	# What no source asked for is of one that is no more.
	find "$kept" -type f ! -newer "$kept/begun" -delete
	rm -rf "$logs"
}

manuals()
{
	local page
	for page in $(find pipeline schemas -name '*.[1-9]' | sort); do
		mandoc -T lint -W warning "$page" >"$log" 2>&1
		quiet $? "$page"
	done
}

# A schema that is none stops xmllint with 5, before it looks at a document.
schemas()
{
	local schema status
	for schema in schemas/*.xsd; do
		status=0
		echo '<none/>' | xmllint --nonet --noout --schema "$schema" - \
		    >"$log" 2>&1 || status=$?
		[ "$status" = 3 ] && : >"$log" && status=0
		quiet "$status" "$schema"
	done
}

# schema_of FILE: the schema whose namespace is that of the file's root.
schema_of()
{
	local space
	space=$(xmllint --nonet --xpath 'namespace-uri(/*)' "$1" 2>/dev/null)
	[ -n "$space" ] &&
	    grep -lF "targetNamespace=\"$space\"" schemas/*.xsd | head -n 1
}

samples()
{
	local file schema
	while read -r file; do
		schema=$(schema_of "$file")
		if [ -n "$schema" ]; then
			xmllint --nonet --noout --schema "$schema" "$file" \
			    >"$log" 2>&1
		else
			xmllint --nonet --noout "$file" >"$log" 2>&1
		fi
		status=$?
		grep -vxF "$file validates" "$log" >"$log.rest"
		mv "$log.rest" "$log"
		quiet "$status" "$file"
	done < <(find samples \( -name '*.xml' -o -name '*.svg' \) \
	    ! -path 'samples/broken/*' | sort)
}

for program in clang mandoc xmllint pkg-config; do
	command -v "$program" >/dev/null || {
		echo "lint: '$program' is missing: run" \
		    "tests/harness/tools.sh packages judges" >&2
		exit 69
	}
done
schemas
samples
manuals
sources
exit $found
