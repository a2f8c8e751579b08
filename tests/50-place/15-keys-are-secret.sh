#!/bin/bash
# The private keys, and the password of the certificate, are in no log, no
# argument, no core file and nothing that is written but their own files.

. tests/harness/lib.sh
. tests/harness/package.sh
need strace
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

ID=exempel-fb_20261123T120000Z
PASSWORD=kanariefagel-7f3a9c51e8
K=$T/site/nycklar

# look_for: the secrets, one a line, as text, in hexadecimal and in base64.
look_for()
{
	local pem key
	for pem in "$K/logg.pem" "$K/signatur.pem" "$T/brought.pem"; do
		[ -f "$pem" ] || continue
		key=$(openssl pkey -in "$pem" -noout -text |
		    awk '/^priv:/ { on = 1; next } /^pub:/ { on = 0 } on' |
		    tr -d ' :\n')
		[ "${#key}" -ge 64 ] || fail_test "no key in $pem"
		echo "${key: -64}"
		sed -n 2p "$pem"
	done
	echo "$PASSWORD"
	echo 'PRIVATE KEY'
}

# search FILE...: none of them holds a secret, as text or as bytes.
search()
{
	python3 - "$T/secrets" "$@" <<'END'
import binascii, sys
secrets = []
for line in open(sys.argv[1]):
    line = line.rstrip("\n").encode()
    secrets.append(line)
    try:
        secrets.append(binascii.unhexlify(line))
    except binascii.Error:
        pass
for name in sys.argv[2:]:
    data = open(name, "rb").read()
    for secret in secrets:
        if secret in data or secret.lower() in data.lower():
            sys.exit("a secret is in " + name)
END
}

# all_files: what there is but the keys' folder.
all_files()
{
	find "$T" -type f ! -path "$K/*" ! -name secrets ! -name '*.p12' \
	    ! -name brought.pem -print0
}

# use_keys: all that is done with keys, at length, and its arguments.
use_keys()
{
	must "$B/bevara-key" -v show -C "$T/site"
	cat "$T/out" "$T/err" >>"$T/said"
	make_package "$T/job" $ID "Exempel $1"
	# Put off between signing and renaming, so that it can be looked at.
	strace -f -qq -o "$T/trace" -s 4096 -e trace=execve,renameat2 \
	    -e inject=renameat2:delay_enter=1500000:when=3 \
	    "$B/bevara-place" -v -C "$T/site" "$T/job" \
	    >>"$T/said" 2>&1 &
	pid=$!
	cores=
	while kill -0 $pid 2>/dev/null; do
		for tool in $(pgrep -f "^$B/bevara-place .*$T"); do
			cat "/proc/$tool/cmdline" >>"$T/said" || :
			cat "/proc/$tool/environ" >>"$T/said" || :
			cores="$cores $(awk '/^Max core/ { print $6 }' \
			    "/proc/$tool/limits")" || :
		done 2>/dev/null
		sleep 0.05
	done
	wait $pid || fail_test "$(cat "$T/said")"
	rm -rf "$S/2026-H2" "$T/job/receipt.xml"
}

plain_site
look_for >"$T/secrets"
equal "$(wc -l <"$T/secrets")" 6
# The search finds what it is to find.
cp "$K/logg.pem" "$T/planted"
! search "$T/planted" 2>/dev/null || fail_test 'the search is blind'
rm "$T/planted"

# The limit is lifted, so that only the tool's own care keeps cores away.
ulimit -c unlimited 2>/dev/null || :
use_keys ett
[[ $cores == *' 0'* ]] || fail_test "cores are allowed:$cores"
mapfile -t -d '' files < <(all_files)
search "${files[@]}"

# The same with a certificate that was brought, and its password.
openssl pkcs12 -in samples/cms/brought.p12 -passin pass:hemligt -nodes \
    -out "$T/all.pem" 2>/dev/null
openssl pkey -in "$T/all.pem" -out "$T/brought.pem"
openssl pkcs12 -export -in "$T/all.pem" -passout "pass:$PASSWORD" \
    -out "$K/signatur.p12"
rm "$T/all.pem" "$K/signatur.pem"
echo "$PASSWORD" >"$K/signatur.losen"
chmod 600 "$K"/signatur.*
must "$B/bevara-key" -v new -C "$T/site"
cat "$T/out" "$T/err" >>"$T/said"
look_for >"$T/secrets"
equal "$(wc -l <"$T/secrets")" 6
use_keys två
mapfile -t -d '' files < <(all_files)
search "${files[@]}"
has "$T/said" bevara-place
