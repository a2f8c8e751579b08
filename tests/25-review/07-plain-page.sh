#!/bin/bash
# Goal: of the sample's capture the decision is that of samples/plain-page, but
# for its time and the login; the sample speaks of the capture beside it.
. tests/harness/lib.sh
. tests/25-review/review.sh

sample=samples/plain-page/25-review/decision.xml
put_job facebook-exempelkoping good
same_file "$JOB/capture/capture.xml" samples/plain-page/20-fetch/capture.xml
must "$B/bevara" accept -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
    --reason 'Sidan är kontots, och hela flödet är med'
for file in "$JOB/decision.xml" "$sample"; do
	sed 's/ time="[^"]*"/ time=""/; s/ login="[^"]*"/ login=""/' "$file" \
	    >>"$T/$([ "$file" = "$sample" ] && echo want || echo got)"
done
same_file "$T/got" "$T/want"

# And what is made from the sample's decision holds it as it is.
cp "$sample" "$JOB/decision.xml"
must "$B/bevara" render -C "$T/site" "$JOB"
must "$B/bevara" describe -C "$T/site" "$JOB"
same_file "$JOB"/package/*Z/documentation/decision.xml "$sample"
