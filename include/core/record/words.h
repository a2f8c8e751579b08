/*
 * words.h - the Swedish wording of what the records hold as codes, for pages
 * that people read.  An unknown code is given back as it is.
 */
#ifndef CORE_RECORD_WORDS_H
#define CORE_RECORD_WORDS_H

struct words_pair {
	const char *code, *text;
};

/* words_find(pairs, code): its text; a pair of NULLs ends the table. */
const char *words_find(const struct words_pair *, const char *);

/* words_verdict(code): "login-wall": "Inloggningssida". */
const char *words_verdict(const char *);

/* words_todo(code): what a person does about that verdict; a sentence. */
const char *words_todo(const char *);

/* words_platform(code): "facebook": "Facebook". */
const char *words_platform(const char *);

#endif /* !CORE_RECORD_WORDS_H */
