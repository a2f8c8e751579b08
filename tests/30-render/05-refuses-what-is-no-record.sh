#!/bin/bash
# Only a good capture, unchanged, of the order that lies there, becomes a
# document; everything else is refused with its status and what to do, and
# leaves no document behind.
. tests/harness/lib.sh

must "$B/tests/30-render/test_capture" make empty "$T/good"

# refused STATUS TEXT: the job $T/job is refused, with this in the message.
refused() {
	status "$1" "$B/bevara-render" "$T/job"
	has "$T/err" "$2"
	equal "$(wc -l <"$T/err")" 1
	[ ! -e "$T/job/document" ] || fail_test "a document was left"
	equal "$(find "$T/job" -name '*.part-*')" ''
}

# fresh: $T/job is a good job again.
fresh() {
	rm -rf "$T/job"
	cp -r "$T/good" "$T/job"
}

fresh
sed -i 's/<verdict value="good"\/>/<verdict value="login-wall"><advice>Ask the owner.<\/advice><\/verdict>/' \
    "$T/job/capture/capture.xml"
refused 1 'Ask the owner.'

fresh
sed -i 's/<verdict value="good"\/>/<verdict value="rate-limited" later="true"><advice>Try later.<\/advice><\/verdict>/' \
    "$T/job/capture/capture.xml"
refused 75 'Try later.'

fresh
printf x >>"$T/job/capture/slice-0001.png"
refused 65 slice-0001.png

fresh
printf ' ' >>"$T/job/capture/layout.xml"
refused 65 layout.xml

fresh
rm "$T/job/capture/slice-0001.png"
refused 65 slice-0001.png

fresh
printf '\n' >>"$T/job/order.xml"
refused 65 "run 'bevara fetch'"

fresh
rm -r "$T/job/capture"
refused 65 "run 'bevara fetch'"

fresh
rm "$T/job/order.xml"
refused 65 order.xml

fresh
printf '<' >"$T/job/capture/capture.xml"
refused 65 capture.xml

# ---- a gap between the pictures ----
must "$B/tests/30-render/test_capture" make kinds "$T/kinds"
rm -rf "$T/job"
cp -r "$T/kinds" "$T/job"
sed -i '/<slice file="slice-0003.png"/d' "$T/job/capture/capture.xml"
must "$B/tests/30-render/test_capture" seal "$T/job"
refused 65 'leave a gap'

# ---- no such job, no operand, three ----
status 65 "$B/bevara-render" "$T/nowhere"
has "$T/err" 'no such job folder'
status 64 "$B/bevara-render"
status 64 "$B/bevara-render" a b c
status 64 "$B/bevara-render" --no-such-option "$T/good"
status 78 "$B/bevara-render" -C "$T/nowhere" "$T/good"
