# odd.sh - odd pages through the whole chain, and what their PDFs must be;
# after harness/lib.sh and flow.sh.

# odd_run CASE...: samples/odd-CASE/00-site as an account each, in one run.  All
# must be archived.  odd_job CASE: its job folder.
odd_run()
{
	local case
	serve samples
	make_site
	allow_address "$T/site" "localhost:$PORT"
	only_account "$T/site" facebook-exempelkoping
	for case; do
		add_account "$T/site" "odd-$case" "Prov $case" \
		    "http://127.0.0.1:$PORT/odd-$case/00-site/" Prov
	done
	must "$B/bevara" register -C "$T/site" order
	grep odd- "$T/out" | cut -f 2 >"$T/jobs"
	equal "$(wc -l <"$T/jobs")" $#
	mapfile -t jobs <"$T/jobs"
	must "$B/bevara" run -C "$T/site" "${jobs[@]}"
	equal "$(grep -c "$(printf '\tgood\tarchived\t')" "$T/out")" $#
}

odd_job()
{
	echo "$T"/site/arbete/*/"odd-$1"
}

# pictures_are_slices JOB: the PDF's pictures are the slices, bit by bit, and
# each lies within a pixel of where the capture has it.
pictures_are_slices()
{
	local job=$1 pdf=$1/document/document.pdf n=0 i
	rm -rf "$T/pictures"
	mkdir "$T/pictures"
	(cd "$T/pictures" && must mutool extract "$pdf")
	find "$T/pictures" -name 'image-*' | sort >"$T/found"
	equal "$(wc -l <"$T/found")" \
	    "$(find "$job/capture" -name 'slice-*.png' | wc -l)"
	while read -r i; do
		n=$((n + 1))
		must "$B/pixels" "$i" \
		    "$job/capture/$(printf 'slice-%04d.png' $n)"
	done <"$T/found"
	must python "$ROOT/tests/flow/places.py" "$job/capture/capture.xml" \
	    "$pdf"
}

# words_in_place JOB: 99 % of the words are in the PDF's text, and 97 % of the
# words' boxes are the page's, by two readers.
words_in_place()
{
	local job=$1 pdf=$1/document/document.pdf
	pdftotext -enc UTF-8 "$pdf" "$T/text"
	tests/flow/words.sh "$job/capture/layout.xml" "$T/text" 99 \
	    >"$T/words" || fail_test "$job: words: $(cut -c 1-200 "$T/words")"
	boxes_in_place "$job"
	echo "${job##*/}: $(head -n 1 "$T/words")"
}

boxes_in_place()
{
	python tests/flow/boxes.py "$1/capture/layout.xml" \
	    "$1/document/document.pdf" >"$T/boxes" ||
	    fail_test "$1: boxes: $(cat "$T/boxes")"
	sed "s|^|${1##*/}: |" "$T/boxes"
}

# odd_passes JOB...: all three profiles of veraPDF, one start for each.
odd_passes()
{
	local profile job files=()
	for job; do
		files+=("$job/document/document.pdf")
		qpdf_ok "$job/document/document.pdf"
	done
	for profile in 1b 1a ua1; do
		must "$JUDGES/bin/verapdf" -f "$profile" --format text \
		    "${files[@]}"
		equal "$(grep -c '^PASS' "$T/out")" "${#files[@]}"
		hasnt "$T/out" FAIL
	done
}

need python
need mutool
need pdftotext
python()
{
	"$JUDGES/bin/python" "$@"
}
