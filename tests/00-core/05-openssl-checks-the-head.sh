#!/bin/bash
# With openssl alone the log's key is read and a checkpoint's signature found
# good, or wrong when a byte of the text differs; a key that openssl made signs.

. tests/harness/lib.sh

need openssl
NAME=exempel.example.org/arkivlogg
mkdir "$T/logg"
must "$B/logger" new "$T/logg" "$T/key" $NAME
must "$B/logger" append "$T/logg" "$T/key" $NAME 5

equal "$(stat -c %a "$T/key")" 600
must openssl pkey -in "$T/key" -pubout
same_file "$T/out" "$T/key.pub"

# The text is what stands before the empty line; the signature is base64
# after the last space, but for its first four bytes, which are the key's id.
sed '/^$/,$d' "$T/logg/checkpoint" >"$T/text"
sed -n '$s/.* //p' "$T/logg/checkpoint" | base64 -d | tail -c +5 >"$T/sig"
must openssl pkeyutl -verify -pubin -inkey "$T/key.pub" -rawin -in "$T/text" \
    -sigfile "$T/sig"
sed '2s/5/6/' "$T/text" >"$T/other"
status 1 openssl pkeyutl -verify -pubin -inkey "$T/key.pub" -rawin \
    -in "$T/other" -sigfile "$T/sig"

# The root of five entries, by sha256sum: leaf 0 || entry, node 1 || l || r.
hash()
{
	sha256sum | cut -c 1-64
}
leaf()
{
	{ printf '\0'; printf 'bevara/1 test\ntime 2026-11-23T12:00:00Z\nid entry %d\n' "$1"; } | hash
}
node()
{
	printf '01%s%s' "$1" "$2" | basenc -d --base16 -i | hash
}
up()
{
	tr a-f A-F <<<"$1"
}
n01=$(node "$(up "$(leaf 0)")" "$(up "$(leaf 1)")")
n23=$(node "$(up "$(leaf 2)")" "$(up "$(leaf 3)")")
n03=$(node "$(up "$n01")" "$(up "$n23")")
root=$(node "$(up "$n03")" "$(up "$(leaf 4)")")
equal "$(sed -n 3p "$T/logg/checkpoint" | base64 -d | od -An -v -tx1 |
    tr -d ' \n')" "$root"

# A key of openssl's own.
must openssl genpkey -algorithm ed25519 -out "$T/other.pem"
chmod 600 "$T/other.pem"
status 1 "$B/logger" append "$T/logg" "$T/other.pem" $NAME 1
has "$T/err" 'not signed by our key'
chmod 644 "$T/other.pem"
status 78 "$B/logger" append "$T/logg" "$T/other.pem" $NAME 1
has "$T/err" 'make its mode 600'
for kind in 'RSA' 'EC -pkeyopt ec_paramgen_curve:P-256' X25519; do
	must openssl genpkey -algorithm $kind -out "$T/kind.pem"
	chmod 600 "$T/kind.pem"
	status 78 "$B/logger" append "$T/logg" "$T/kind.pem" $NAME 1
	has "$T/err" 'is not an Ed25519 private key'
done
must openssl pkcs8 -topk8 -in "$T/key" -passout pass:hemligt -out "$T/locked"
chmod 600 "$T/locked"
status 78 "$B/logger" append "$T/logg" "$T/locked" $NAME 1
status 78 "$B/logger" append "$T/logg" "$T/absent" $NAME 1
