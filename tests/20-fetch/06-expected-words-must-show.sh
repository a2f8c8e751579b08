#!/bin/bash
# Goal: a page without the words that the register expects is no record; the
# advice is about the address and the words.
. tests/harness/lib.sh
. tests/20-fetch/fetch.sh

serve samples/no-words/00-site
order "http://127.0.0.1:$PORT/"
rejected error 1
sign expected-words error
has "$T/err" 'expected words'

# The same page is good for an account that expects what it shows, in whatever
# case and over whatever line.
order "http://127.0.0.1:$PORT/" 'täcka ROSORNA med granris'
fetch 0
