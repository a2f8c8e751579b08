# site.sh - change a site folder's XML files from a script, for the tests and
# the demo.  Every function ends with 1 when the place to change is not there.

# allow_address SITE HOST:PORT: let the site's pages be fetched from there.
allow_address()
{
	sed -i "s|^\( *\)</webblasare>|\1 <tillaten>$2</tillaten>\n&|" \
	    "$1/bevara.xml"
	grep -q "^ *<tillaten>$2</tillaten>" "$1/bevara.xml"
}

# site_swap FILE STATUS: FILE.new takes FILE's place if what made it ended well.
site_swap()
{
	if [ "$2" = 0 ]; then
		mv "$1.new" "$1"
	else
		rm -f "$1.new"
		return 1
	fi
}

# site_escape TEXT: as it stands in XML.
site_escape()
{
	printf '%s' "$1" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'
}

# set_account SITE ID ELEMENT TEXT: the first such element of the account, on
# one line as in the sample, gets this text.
set_account()
{
	local file=$1/konton.xml
	ID=$2 NAME=$3 TEXT=$(site_escape "$4") awk '
	index($0, "<konto id=\"" ENVIRON["ID"] "\">") { inside = 1 }
	/<\/konto>/ { inside = 0 }
	inside && !done && index($0, "<" ENVIRON["NAME"] ">") {
		print "  <" ENVIRON["NAME"] ">" ENVIRON["TEXT"] \
		    "</" ENVIRON["NAME"] ">"
		done = 1
		next
	}
	{ print }
	END { exit !done }' "$file" >"$file.new"
	site_swap "$file" $?
}

# only_account SITE ID: take all other accounts out, with the comments that
# stand before them.
only_account()
{
	local file=$1/konton.xml
	ID=$2 awk '
	function flush() { if (!drop) printf "%s", held; held = ""; drop = 0 }
	!body { print; if (/^<konton/) body = 1; next }
	/<konto id=/ {
		drop = !index($0, "<konto id=\"" ENVIRON["ID"] "\">")
		kept += !drop
	}
	/<\/konton>/ { flush() }
	{ held = held $0 "\n" }
	/<\/konto>/ { flush() }
	END { flush(); exit kept != 1 }' "$file" >"$file.new"
	site_swap "$file" $?
}

# add_account SITE ID NAME ADDRESS WORD: an ordinary web page as one more
# account of the first account's board.
add_account()
{
	local file=$1/konton.xml first
	first=$(sed -n 's/.*<konto id="\([^"]*\)".*/\1/p' "$file" | head -n 1)
	ID=$2 FIRST=$first awk '
	/<\/konton>/ { printf "\n <konto id=\"%s\">\n%s", ENVIRON["ID"], one }
	{ print }
	inside { one = one $0 "\n" }
	index($0, "<konto id=\"" ENVIRON["FIRST"] "\">") { inside = 1 }
	/<\/konto>/ { inside = 0 }
	END { exit one == "" }' "$file" >"$file.new"
	site_swap "$file" $? &&
	    set_account "$1" "$2" namn "$3" &&
	    set_account "$1" "$2" plattform webb &&
	    set_account "$1" "$2" adress "$4" &&
	    set_account "$1" "$2" metaBusinessSuite ej-aktuellt &&
	    set_account "$1" "$2" ord "$5"
}
