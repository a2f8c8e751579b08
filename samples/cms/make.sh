#!/bin/bash
# make.sh - how the files in this folder, and the signatures in
# tests/fuzz/corpus/cms, were made; they are not made again by any test.
# tests/00-core/test_cms.c says what is expected of each.
#
# root.pem is what is believed, and content what is signed.

set -eu
cd "$(dirname "$0")"
out=../../tests/fuzz/corpus/cms
w=$(mktemp -d)
trap 'rm -rf "$w"' EXIT
printf 'abc  some-list\n' >content
printf 'abd  some-list\n' >"$w/other"

# key NAME OPTION...: a private key.
key()
{
	openssl genpkey -out "$w/$1.key" "${@:2}"
}

# self NAME CN USE: a certificate that signs itself, for 30 years.
self()
{
	openssl req -x509 -new -key "$w/$1.key" -days 10958 -sha256 \
	    -subj "/O=Exempelköpings kommun/CN=$2" -utf8 \
	    -out "$w/$1.crt" "${@:3}"
}

# issue NAME ISSUER EXTENSIONS [FROM UNTIL]: a certificate by ISSUER.
issue()
{
	openssl req -new -key "$w/$1.key" -subj "/CN=$1" -out "$w/$1.csr"
	: >"$w/index.txt"
	printf '%s\n' '[ca]' 'default_ca=d' '[d]' "new_certs_dir=$w" \
	    "database=$w/index.txt" 'rand_serial=yes' 'policy=p' \
	    'default_md=sha256' 'unique_subject=no' '[p]' \
	    'commonName=supplied' '[e]' "$3" >"$w/ca.conf"
	openssl ca -batch -notext -config "$w/ca.conf" -extensions e \
	    -cert "$w/$2.crt" -keyfile "$w/$2.key" -in "$w/$1.csr" \
	    -startdate "${4:-20260101000000Z}" \
	    -enddate "${5:-20560101000000Z}" -out "$w/$1.crt" 2>/dev/null
}

# sign OUT SIGNER OPTION...: a signature over content.
sign()
{
	openssl cms -sign -binary -nosmimecap -outform DER -in content \
	    -signer "$w/$2.crt" -inkey "$w/$2.key" -out "$out/$1" "${@:3}"
}

ec='-algorithm EC -pkeyopt ec_paramgen_curve:P-256'
leaf='extendedKeyUsage=emailProtection'
for k in root middle leaf own foreign old web notca below; do key $k $ec; done
key rsa -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key short -algorithm RSA -pkeyopt rsa_keygen_bits:1024
self root 'Rot' -addext keyUsage=critical,keyCertSign
self own 'Egen' -addext basicConstraints=critical,CA:FALSE \
    -addext extendedKeyUsage=emailProtection
self foreign 'Egen' -addext basicConstraints=critical,CA:FALSE \
    -addext extendedKeyUsage=emailProtection
issue middle root basicConstraints=critical,CA:TRUE
issue leaf middle $leaf
issue rsa root $leaf
issue short root $leaf
issue old root $leaf 20010101000000Z 20020101000000Z
issue web root extendedKeyUsage=serverAuth
issue notca root $leaf
issue below notca $leaf
cat "$w/root.crt" "$w/own.crt" >root.pem

sign good-own.p7s own
sign good-chain.p7s leaf -certfile "$w/middle.crt"
sign good-rsa.p7s rsa
sign good-sha512.p7s own -md sha512
sign no-middle.p7s leaf
sign foreign.p7s foreign
sign expired.p7s old
sign for-the-web.p7s web
sign below-no-authority.p7s below -certfile "$w/notca.crt"
sign short-key.p7s short
sign sha1.p7s own -md sha1
sign attached.p7s own -nodetach
sign no-time.p7s own -noattr
sign no-certificate.p7s own -nocerts
openssl cms -sign -binary -nosmimecap -outform DER -in "$w/other" \
    -signer "$w/own.crt" -inkey "$w/own.key" -out $out/other-content.p7s
openssl cms -resign -binary -nosmimecap -inform DER -outform DER \
    -in $out/good-own.p7s -signer "$w/leaf.crt" -inkey "$w/leaf.key" \
    -certfile "$w/middle.crt" -out $out/two-signers.p7s
openssl cms -sign -binary -nosmimecap -outform PEM -in content \
    -signer "$w/own.crt" -inkey "$w/own.key" -out $out/as-pem.p7s
openssl cms -digest_create -binary -outform DER -in content \
    -out $out/digest.p7s
head -c 300 $out/good-own.p7s >$out/truncated.p7s
{ cat $out/good-own.p7s; printf 'x'; } >$out/more-after-it.p7s
: >$out/empty.p7s
(cd $out && python3) <<'END'
b = bytearray(open("good-own.p7s", "rb").read())
b[-5] ^= 1
open("changed.p7s", "wb").write(b)
END

# A PKCS#12 as a municipality brings it; its password is "hemligt".
openssl pkcs12 -export -inkey "$w/leaf.key" -in "$w/leaf.crt" \
    -certfile <(cat "$w/middle.crt" "$w/root.crt") -passout pass:hemligt \
    -out brought.p12
openssl pkcs12 -export -inkey "$w/leaf.key" -in "$w/leaf.crt" \
    -certfile "$w/middle.crt" -passout pass:hemligt -out no-root.p12
openssl pkcs12 -export -inkey "$w/web.key" -in "$w/web.crt" \
    -certfile "$w/root.crt" -passout pass:hemligt -out for-the-web.p12
