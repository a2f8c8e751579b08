#!/bin/bash
# Goal: what a named person accepts goes on to the share; the machine's verdict
# stays, and PREMIS tells who it was, by the name and by the login, why and
# when.  A package of an accepted capture is an E-ARK AIP like any other.
. tests/harness/lib.sh
. tests/25-review/review.sh

put_job facebook-exempelkoping login-wall
status 1 "$B/bevara" render -C "$T/site" "$JOB"
before=$(date +%s)
must "$B/bevara" accept -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
    --reason 'Rutan täcker inget; sidan syns'
equal "$(cat "$T/out")" "facebook-exempelkoping	login-wall	$ID"
xsd_ok 25-review.decision.xsd "$JOB/decision.xml"
login=$(id -un)
equal "$(of //@@by/@name "$JOB/decision.xml")" 'Exempel Exempelsson'
equal "$(of //@@by/@login "$JOB/decision.xml")" "$login"
equal "$(of //@@capture/@verdict "$JOB/decision.xml")" login-wall
equal "$(of //@@capture/@sha256 "$JOB/decision.xml")" \
    "$(sha256sum <"$JOB/capture/capture.xml" | cut -c 1-64)"
decided=$(of /@@decision/@time "$JOB/decision.xml")
decided_s=$(date -d "$decided" +%s)
[ "$decided_s" -ge "$before" ] && [ "$decided_s" -le "$(date +%s)" ] ||
    fail_test "decided at $decided"

# Nothing is fetched again, and all the rest is done.
must "$B/bevara" run -C "$T/site" "$JOB"
equal "$(cut -f 1-3 "$T/out")" \
    "$(printf 'facebook-exempelkoping\tlogin-wall, accepted\tarchived')"
[ ! -e "$JOB/rejected" ] || fail_test 'the accepted capture was set aside'
package=$(find "$T/site/arkiv" -mindepth 2 -maxdepth 2 -type d \
    -name '*_*Z')
same_file "$JOB/decision.xml" "$package/documentation/decision.xml"
xsd_ok "$package/schemas/25-review.decision.xsd" \
    "$package/documentation/decision.xml"
eark_ok "$package"

p=$package/metadata/preservation/premis.xml
xsd_ok "$package/schemas/premis.xsd" "$p"
event="//@@event[@@eventType='appraisal']"
equal "$(of "count($event)" "$p")" 1
equal "$(of "$event/@@eventDateTime" "$p")" "$decided"
of "$event//@@eventDetail" "$p" >"$T/detail"
has "$T/detail" 'Exempel Exempelsson'
has "$T/detail" "inloggad som $login"
has "$T/detail" 'Maskinens bedömning står kvar: login-wall'
equal "$(of "$event//@@eventOutcomeDetailNote" "$p")" \
    'Skäl: Rutan täcker inget; sidan syns'
agent=$(of "$event//@@linkingAgentIdentifierValue" "$p")
is="//@@agent[@@agentIdentifier/@@agentIdentifierValue='$agent']"
equal "$(of "$is/@@agentName" "$p")" 'Exempel Exempelsson'
equal "$(of "$is/@@agentType" "$p")" person
equal "$(of "$is/@@agentNote" "$p")" "Inloggad i systemet som $login"
capture="//@@event[@@eventType='capture']"
equal "$(of "$capture//@@eventOutcome" "$p")" warning
of "$capture//@@eventDetail" "$p" >"$T/detail"
has "$T/detail" 'Bedömning: login-wall.'
has "$package/documentation/capture.xml" '<verdict value="login-wall">'
has "$package/documentation/README.txt" 'decision.xml'
has "$package/documentation/README.txt" 'godtogs av Exempel Exempelsson'
must "$B/bevara" verify -C "$T/site"

# Placed is placed; the same decision again is fine, another comes too late.
must "$B/bevara" run -C "$T/site" "$JOB"
equal "$(cut -f 3 "$T/out")" 'archived before'
must "$B/bevara" accept -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
    --reason 'Rutan täcker inget; sidan syns'
status 65 "$B/bevara" retake -C "$T/site" "$JOB" --by 'Exempel Exempelsson'
has "$T/err" 'decided already'

# A package that was made without the decision is not taken for one with it.
put_job webb-skola good
must "$B/bevara" accept -C "$T/site" "$JOB" --by 'Exempel Exempelsson' \
    --reason 'Som den ska vara'
must "$B/bevara" render -C "$T/site" "$JOB"
must "$B/bevara" describe -C "$T/site" "$JOB"
[ -f "$JOB"/package/*Z/documentation/decision.xml ]
mv "$JOB/decision.xml" "$T/decision.xml"
must "$B/bevara" describe -C "$T/site" "$JOB"
[ ! -e "$JOB"/package/*Z/documentation/decision.xml ]
[ ! -e "$JOB"/package/*Z/schemas/25-review.decision.xsd ]
mv "$T/decision.xml" "$JOB/decision.xml"
must "$B/bevara" describe -C "$T/site" "$JOB"
same_file "$JOB/decision.xml" "$JOB"/package/*Z/documentation/decision.xml
