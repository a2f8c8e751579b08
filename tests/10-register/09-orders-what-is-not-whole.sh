#!/bin/bash
# Goal: a page can be archived while its account is not whole in the register:
# what is left out is not in the order either, a decision that lacks a part is
# no decision, and nothing else changes; an empty element is an error still.
. tests/harness/lib.sh

make_site
site=$T/site
only_account "$site" facebook-exempelkoping
order=$site/arbete/2026-H2/facebook-exempelkoping/order.xml
must "$B/bevara-register" order -C "$site" --period 2026-H2
cp "$order" "$T/whole.xml"

# without ELEMENT...: order the account without these.
without()
{
	cp samples/site/konton.xml "$site/konton.xml"
	only_account "$site" facebook-exempelkoping
	for name; do
		sed -i "/^  <$name>.*<\/$name>\$/d; /^  <$name>\$/,/^  <\/$name>/d
		    /^   <$name>.*<\/$name>\$/d" "$site/konton.xml"
	done
	rm -r "$site/arbete/2026-H2"
	must "$B/bevara-register" order -C "$site" --period 2026-H2
	xsd_ok 10-register.order.xsd "$order"
}

# lines ELEMENT: what the whole order has of it.
gone()
{
	diff "$T/whole.xml" "$order" | grep -v ' konton=' | grep '^[<>]' |
	    sed 's/^< *\(<[a-zA-Z]*\).*/\1/' | sort -u | tr '\n' ' '
}

without syfte malgrupp kontakt inloggning
equal "$(gone)" '<audience <contact <logins <purpose '
without ansvarig
equal "$(grep -c 'part="responsible"' "$order")" 0
for part in beslut av datum diarienummer; do
	without "$part"
	hasnt "$order" '<by>Kommunikationschefen'
	has "$order" '<businessSuite>yes'
done
cp samples/site/konton.xml "$site/konton.xml"
set_account "$site" facebook-exempelkoping malgrupp ''
status 78 "$B/bevara-register" order -C "$site" --period 2026-H2
has "$T/err" 'or leave the element out until that is known'
