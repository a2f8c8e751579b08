#!/bin/bash
# words.sh LAYOUT TEXT PERCENT - of the left-to-right words that the page shows
# by layout.xml, at least PERCENT must be words of the text file.  A word that
# is joined to the next run without a space counts as one with it, but not
# over the end of a line.  Marks of direction that the reader adds are no text.
set -eu
layout=$1 text=$2 percent=$3

# Words of the layout: one a line; join="true" glues a run to the one before.
xmllint --nonet --xpath '//*[local-name()="run" and not(@rtl="true")]' \
    "$layout" | tr -d '\n' |
    sed -e 's|<run |\n<run |g' | awk '
	/^<run / {
		glue = ($0 ~ /^<run [^>]*join="true"/)
		y = $0
		sub(/^.* y="/, "", y)
		glue = glue && y + 0 > last - 10 && y + 0 < last + 10
		last = y + 0
		line = $0
		sub(/^<run [^>]*>/, "", line)
		gsub(/<\/w> *<w [^>]*>/, "\n", line)
		gsub(/<[^>]*>/, "", line)
		gsub(/^ +| +$/, "", line)
		printf "%s%s", (NR == 1 || glue) ? "" : "\n", line
	}
	END { print "" }' |
    sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g' | tr -s ' ' '\n' |
    sed '/^$/d' | sort >"$text.want"
LC_ALL=C sed 's/\xe2\x80[\xaa-\xae]//g' "$text" |
    tr -s '[:space:]' '\n' | sed '/^$/d' | sort >"$text.got"
want=$(wc -l <"$text.want")
missing=$(comm -23 "$text.want" "$text.got" | wc -l)
echo "$((want - missing)) of $want words found; missing:"
comm -23 "$text.want" "$text.got" | head -n 20
[ "$want" -gt 0 ] && [ $(((want - missing) * 100)) -ge $((want * percent)) ]
