# inlet.sh - what the tests of what people hand in share; after harness/lib.sh.

. tests/20-fetch/fetch.sh

BY='Exempel Exempelsson'
HANDED=tests/20-fetch/inlet	# small pictures: red and green over blue, white

# inlet_site: $T/site with one ordered account, $FIRST its job folder.
inlet_site()
{
	make_site
	only_account "$T/site" $ACCOUNT
	must "$B/bevara" register order -C "$T/site"
	FIRST=$(echo "$T"/site/arbete/*/$ACCOUNT)
}

# inlet STATUS ARGUMENT...: hand in; nothing half may be left.  $JOB and
# $CAPTURE are those of the first line that it prints.
inlet()
{
	local want=$1 found
	shift
	TMPDIR=$T status "$want" "$B/bevara" inlet -C "$T/site" \
	    --account $ACCOUNT --by "$BY" "$@"
	found=$(find "$T" -name '*.part-*' -o -name 'bevara-fetch.*')
	equal "$found" ''
	JOB=$(head -n 1 "$T/out" | cut -f 4)
	CAPTURE=$JOB/capture/capture.xml
}

# jobs: how many job folders of the account there are.
jobs_made()
{
	find "$T/site/arbete" -mindepth 2 -maxdepth 2 -type d | wc -l
}

# corners FILE: the colours in the corners of a PNG slice, two rows.
corners()
{
	need python
	"$JUDGES/bin/python" tests/20-fetch/corners.py "$1"
}

# offline CMD...: without any network, where we may say so.
offline()
{
	if [ "$(id -u)" = 0 ]; then
		unshare -n "$@"
	else
		"$@"
	fi
}

# mhtml FILE: a page as Chromium saves it, with a picture of its own.
mhtml()
{
	cat >"$1" <<'END'
From: <Saved by Blink>
Snapshot-Content-Location: https://www.example.org/exempelkoping
Subject: Exempel
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----Gr4ns----"

------Gr4ns----
Content-Type: text/html; charset=utf-8
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.example.org/exempelkoping

<!DOCTYPE html><html lang=3D"sv"><head><meta http-equiv=3D"Content-Type" co=
ntent=3D"text/html; charset=3DUTF-8"><title>Exempelk=C3=B6ping</title></h=
ead><body><h1>Badplatsen =C3=B6ppnar</h1><p>Ett inl=C3=A4gg med <a href=3D"=
https://www.example.org/mer">en l=C3=A4nk</a>.</p><img alt=3D"R=C3=B6d ruta=
" width=3D"96" height=3D"64" src=3D"https://www.example.org/bild.png"></bod=
y></html>
------Gr4ns----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.example.org/bild.png

END
	base64 $HANDED/rgb.png >>"$1"
	printf '\n------Gr4ns------\n' >>"$1"
	sed -i 's/$/\r/' "$1"
}
