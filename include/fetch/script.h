/*
 * script.h - the scripts that run inside the page, from the .js files beside
 * script.c, put into the program when it is built.
 */
#ifndef FETCH_SCRIPT_H
#define FETCH_SCRIPT_H

extern const char script_page[];	/* page.js, feed.js, expand.js */
extern const char script_layout[];	/* layout.js */
extern const char script_signs[];	/* signs.js */
extern const char script_consent[];	/* consent.js, after signs.js */

#endif /* !FETCH_SCRIPT_H */
