#!/bin/bash
# Goal: `bevara --help` names every tool that was built, each answers --help
# and --version and has a manual page; a tool that is none is a usage error.
. tests/harness/lib.sh

must "$B/bevara" --help
cp "$T/out" "$T/help"
for tool in "$B"/bevara-*; do
	name=${tool##*/bevara-}
	grep -qE "^  $name " "$T/help" || fail_test "--help lacks '$name'"
	must "$B/bevara" "$name" --help
	has "$T/out" "usage: bevara $name"
	must "$B/bevara" "$name" --version
	ls pipeline/*/"$name.1" >/dev/null || fail_test "no manual of '$name'"
	status 64 "$B/bevara" "$name" --no-such-option
	has "$T/err" "$name: unknown option '--no-such-option'"
done
status 64 "$B/bevara" no-such
has "$T/err" 'is no tool'
status 64 "$B/bevara" ../bevara-run
status 64 "$B/bevara"
must "$B/bevara" --version

# Nothing is done when the results cannot be written.
status 74 sh -c "'$B/bevara' --help >/dev/full"
