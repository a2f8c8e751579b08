#!/bin/bash
# The first question checks the server's certificate and keeps it: a good chain
# lies in answer.xml as PEM that openssl reads; a certificate that nobody
# vouches for, that is for another name or that has expired is no answer, said
# in plain words, and not to be tried again by itself.

. tests/harness/lib.sh

need openssl

# certificate NAME SUBJECT-ALT-NAME: $T/NAME.pem, .key; its own issuer.
certificate()
{
	must openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
	    -nodes -keyout "$T/$1.key" -out "$T/$1.pem" -days 30 \
	    -subj "/O=Exempel/CN=$1" -addext "subjectAltName=$2"
}

# tls NAME: serve with that certificate on a free port, $PORT.
tls()
{
	local i
	: >"$T/$1.log"
	openssl s_server -www -accept 127.0.0.1:0 -cert "$T/$1.pem" \
	    -key "$T/$1.key" >"$T/$1.log" 2>&1 </dev/null &
	lib_servers="$lib_servers $!"
	for ((i = 0; i < 100; i++)); do
		PORT=$(sed -n 's/^ACCEPT 127.0.0.1://p' "$T/$1.log")
		[ -n "$PORT" ] && return
		sleep 0.05
	done
	fail_test "no server: $(cat "$T/$1.log")"
}

# ask NAME: ask the server of that certificate; told in $T/out and $T/NAME.xml.
ask()
{
	must "$B/tests/20-fetch/test_ask" "https://127.0.0.1:$PORT/" \
	    "127.0.0.1:$PORT" "$T/$1.xml"
	xsd_ok 20-fetch.answer.xsd "$T/$1.xml"
}

# refused NAME: it answered nothing, for its certificate's sake.
refused()
{
	ask "$1"
	has "$T/out" 'status 0'
	has "$T/out" 'later 0'
	has "$T/out" 'refused 0'
	has "$T/out" 'its certificate cannot be trusted'
	has "$T/$1.xml" 'error="127.0.0.1:'
	hasnt "$T/$1.xml" 'status='
}

certificate good IP:127.0.0.1
certificate name DNS:www.example.org
certificate expired IP:127.0.0.1
must openssl x509 -in "$T/expired.pem" -signkey "$T/expired.key" -days -1 \
    -out "$T/expired.pem.new"
mv "$T/expired.pem.new" "$T/expired.pem"

tls good
refused good

# The same server, when somebody vouches for it.
export TEST_CA="$T/good.pem"
ask good
has "$T/out" 'status 200'
has "$T/good.xml" 'subject="O = Exempel, CN = good" issuer='
sed -n '/BEGIN CERT/,/END CERT/p' "$T/good.xml" |
    sed 's/.*-----BEGIN/-----BEGIN/; s/\(END CERTIFICATE-----\).*/\1/' \
    >"$T/kept.pem"
must openssl x509 -in "$T/kept.pem" -outform DER -out "$T/kept.der"
must openssl x509 -in "$T/good.pem" -outform DER -out "$T/good.der"
same_file "$T/kept.der" "$T/good.der"

# Vouched for, and refused all the same.
tls name
TEST_CA="$T/name.pem" refused name
tls expired
TEST_CA="$T/expired.pem" refused expired
