# tsa.sh - authorities for time stamps, on loopback; sourced after lib.sh.

# tsa_leaf NAME SECONDS: (again) a certificate for time stamping below the
# authority's issuer, from a week ago until so many seconds from now.
tsa_leaf()
{
	(
		cd "$T/tsa/$1"
		openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		    -nodes -keyout tsa.key -subj "/CN=$1 stamps" -out tsa.csr
		faketime -f "-$((604800 - $2))s" openssl x509 -req \
		    -in tsa.csr -CA issuer.crt -CAkey issuer.key \
		    -set_serial "0x$(openssl rand -hex 8)" -days 7 \
		    -extfile ../ext.cnf -extensions stamps -out tsa.crt
	) >"$T/tsa.log" 2>&1 || fail_test "no certificate: $(cat "$T/tsa.log")"
}

# make_tsa NAME [SECONDS]: an authority in $T/tsa/NAME: root.crt, an issuer
# below it, and a certificate for time stamping that ends so soon (four days).
make_tsa()
{
	need faketime
	mkdir -p "$T/tsa/$1"
	cat >"$T/tsa/ext.cnf" <<'END'
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[stamps]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
END
	cat >"$T/tsa/req.cnf" <<'END'
[req]
distinguished_name=name
x509_extensions=root
[name]
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
END
	cat >"$T/tsa/$1/tsa.cnf" <<'END'
[tsa]
default_tsa=service
[service]
dir=.
serial=serial
crypto_device=builtin
signer_cert=tsa.crt
certs=issuer.crt
signer_key=tsa.key
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
accuracy=secs:1
ordering=yes
tsa_name=yes
ess_cert_id_chain=no
ess_cert_id_alg=sha256
END
	(
		cd "$T/tsa/$1"
		echo 01 >serial
		faketime -f -8d openssl req -x509 -newkey ec \
		    -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key \
		    -subj "/CN=$1 root" -days 3650 \
		    -config ../req.cnf -out root.crt
		openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		    -nodes -keyout issuer.key -subj "/CN=$1 issuer" \
		    -out issuer.csr
		faketime -f -8d openssl x509 -req -in issuer.csr -CA root.crt \
		    -CAkey root.key -set_serial 2 -days 3650 \
		    -extfile ../ext.cnf -extensions root -out issuer.crt
	) >"$T/tsa.log" 2>&1 || fail_test "no authority: $(cat "$T/tsa.log")"
	tsa_leaf "$1" "${2:-345600}"
}

# serve_tsa: answer for those that were made; $TSA is the address, and
# $TSA/NAME/good an authority of it; tests/harness/tsa.py lists the other ways
# to answer.
serve_tsa()
{
	local i
	need python3
	mkdir -p "$T/tsa"
	python3 tests/harness/tsa.py "$T/tsa" >"$T/tsa.port" 2>"$T/tsa.asked" &
	TSA_SERVER=$!
	lib_servers="$lib_servers $TSA_SERVER"
	for ((i = 0; i < 200; i++)); do
		[ -s "$T/tsa.port" ] && break
		sleep 0.05
	done
	[ -s "$T/tsa.port" ] || fail_test "no authority: $(cat "$T/tsa.asked")"
	TSA=http://127.0.0.1:$(cat "$T/tsa.port")
}

# add_authority SITE NAME ADDRESS ROOT: into bevara.xml, after the others.
add_authority()
{
	sed -i "s|^ </logg>|  <tidsstampel><namn>$2</namn><adress>$3</adress>\
<rot>$4</rot></tidsstampel>\n&|" "$1/bevara.xml"
	grep -q "<namn>$2</namn><adress>$3</adress>" "$1/bevara.xml"
}

# set_authority SITE NAME ADDRESS: another address.
set_authority()
{
	sed -i "s|\(<namn>$2</namn><adress>\)[^<]*|\1$3|" "$1/bevara.xml"
	grep -q "<namn>$2</namn><adress>$3</adress>" "$1/bevara.xml"
}

# ts_ok FILE DATA ROOT CHAIN: openssl-ts(1) takes the stamp.  It parts the name
# after -untrusted at its spaces, so the chain is given without its folder.
ts_ok()
{
	(
		cd "${4%/*}"
		lib_judge openssl ts -verify -in "$1" -data "$2" -CAfile "$3" \
		    -untrusted "${4##*/}"
	)
	has "$T/judge" 'Verification: OK'
}

# add_entry KEY: a made-up entry more in the log of $T/site.
add_entry()
{
	mkdir -p "$T/site/arbete/logg"
	{
		printf 'bevara-logg/1 waiting 0\nbevara/1 placed\n'
		printf 'time 2026-11-23T12:00:00Z\nid %s\n' "$1"
		printf 'sums sha256:%064d\nrule r1\n' "${1//[!0-9]/}"
	} >"$T/site/arbete/logg/$1.entry"
	must "$B/bevara-log" flush -C "$T/site"
}
