#!/bin/bash
# Odd text: right-to-left, combining marks, emoji, what shows nothing, broken
# and turned words, a title of 10,000 characters.  Each PDF passes the three
# profiles, shows the slices bit by bit, and has the words where they were.
. tests/harness/lib.sh
. tests/flow/flow.sh
. tests/flow/odd.sh

odd_run rtl combining emoji unseen title type ways
for case in unseen title type ways emoji; do
	words_in_place "$(odd_job $case)"
done
for case in rtl combining; do	# not Latin: the boxes, and some words
	boxes_in_place "$(odd_job $case)"
done
pdftotext -enc UTF-8 "$(odd_job rtl)/document/document.pdf" - |
    LC_ALL=C sed 's/\xe2\x80[\xaa-\xae]//g' >"$T/text"
for text in 'تقدم البلدية خدمات للسكان في جميع الأحياء' 08:00 2026-11-23 \
    'העירייה פתוחה בימים' kontakt@example.org 'كلمة' 10:00–12:00; do
	has "$T/text" "$text"
done
pdftotext -enc UTF-8 "$(odd_job combining)/document/document.pdf" "$T/text"
for text in 'räksmörgås på ön' 'हिन्दी में पाठ' 'ภาษาไทย' 한국어 𝒜𝒷 日本語; do
	has "$T/text" "$text"
done
pdftotext -enc UTF-8 "$(odd_job emoji)/document/document.pdf" "$T/text"
for text in 👨‍👩‍👧‍👦 🧑🏽‍🤝‍🧑🏿 🏳️‍🌈 👍🏿 🇸🇪🇳🇴 🏴󠁧󠁢󠁳󠁣󠁴󠁿 9️⃣ hej😀då; do
	has "$T/text" "$text"
done
for job in "${jobs[@]}"; do
	pictures_are_slices "$job"
done
odd_passes "${jobs[@]}"
list_passed
