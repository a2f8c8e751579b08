#!/bin/bash
# make.sh - how the files in this folder, and the stamps in
# tests/fuzz/corpus/stamp, were made; they are not made again by any test.
# tests/60-verify/test_stamp.c says what is expected of each.
#
# root.pem is what is believed, issuer.pem lies between it and the service's
# certificate, foreign.pem is another root, and checkpoint is what is stamped.

set -eu
cd "$(dirname "$0")"
out=../../tests/fuzz/corpus/stamp
w=$(mktemp -d)
trap 'rm -rf "$w"' EXIT
mkdir -p "$out"
printf 'example.org/logg\n5\n%s\n\n' \
    "$(printf x | openssl dgst -sha256 -binary | openssl base64)" >checkpoint
printf 'other\n' >"$w/other"
ca='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash'
leaf='basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping'

# cert NAME ISSUER EXTENSIONS [DAYS]: a key and its certificate, from 40 days
# ago on; ISSUER may be NAME itself.
cert()
{
	local by=(-CA "$w/$2.crt" -CAkey "$w/$2.key")
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
	    -out "$w/$1.key"
	openssl req -new -key "$w/$1.key" -subj "/CN=$1" -out "$w/$1.csr"
	[ "$1" != "$2" ] || by=(-signkey "$w/$1.key")
	printf '%s\n' "$3" >"$w/ext"
	faketime -f -40d openssl x509 -req -in "$w/$1.csr" "${by[@]}" \
	    -days "${4:-11000}" -extfile "$w/ext" -out "$w/$1.crt" \
	    -set_serial "0x$(openssl rand -hex 8)" 2>/dev/null
}

# service NAME CERTIFICATE CERTS: how it answers.
service()
{
	echo 01 >"$w/serial"
	printf '%s\n' '[tsa]' 'default_tsa=s' '[s]' "dir=$w" \
	    "serial=$w/serial" 'crypto_device=builtin' \
	    "signer_cert=$w/$2.crt" "certs=$w/$3.crt" \
	    "signer_key=$w/$2.key" 'signer_digest=sha256' \
	    'default_policy=1.2.3.4.1' 'digests=sha1,sha256,sha512' \
	    'tsa_name=yes' 'ess_cert_id_chain=no' 'ess_cert_id_alg=sha256' \
	    >"$w/$1.cnf"
}

# reply OUT SERVICE DATA QUERY-OPTION...
reply()
{
	openssl ts -query -data "$3" -out "$w/q" "${@:4}" 2>/dev/null
	openssl ts -reply -config "$w/$2.cnf" -queryfile "$w/q" \
	    -out "$out/$1" 2>/dev/null
}

cert root root "$ca"
cert issuer root "$ca"
cert tsa issuer "$leaf"
cert ended issuer "$leaf" 10
cert foreign foreign "$ca"
cert stranger foreign "$leaf"
service good tsa issuer
service ended ended issuer
service foreign stranger foreign
for name in root issuer foreign; do
	cp "$w/$name.crt" "$name.pem"
done

reply good.tsr good checkpoint -sha256 -cert
reply no-certs.tsr good checkpoint -sha256
reply no-nonce.tsr good checkpoint -sha256 -cert -no_nonce
reply other-data.tsr good "$w/other" -sha256 -cert
reply sha512.tsr good checkpoint -sha512 -cert
reply sha1.tsr good checkpoint -sha1 -cert
reply foreign.tsr foreign checkpoint -sha256 -cert
reply ended.tsr ended checkpoint -sha256 -cert
reply rejected.tsr good checkpoint -md5 -cert
cp "$w/q" "$out/query.tsr"
openssl ts -reply -config "$w/good.cnf" -in "$out/good.tsr" -token_out \
    -out "$out/token-alone.tsr" 2>/dev/null
head -c -50 "$out/good.tsr" >"$out/truncated.tsr"
{ cat "$out/good.tsr"; printf x; } >"$out/more-after-it.tsr"
: >"$out/empty.tsr"
