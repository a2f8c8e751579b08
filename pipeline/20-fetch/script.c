#include "fetch/script.h"

/*
 * The assembler reads the files, from the folder that make runs in; so they
 * stay files that can be read, checked and stepped through as JavaScript.
 */
#define EMBED(name, files) \
	__asm__(".section .rodata\n" \
	    ".global " #name "\n" \
	    ".type " #name ", @object\n" \
	    #name ":\n" \
	    files \
	    ".byte 0\n" \
	    ".size " #name ", . - " #name "\n" \
	    ".previous\n")

#define PART(name) ".incbin \"pipeline/20-fetch/" name "\"\n"

EMBED(script_page, PART("page.js") PART("feed.js") PART("expand.js"));
EMBED(script_layout, PART("layout.js"));
EMBED(script_signs, PART("signs.js"));
EMBED(script_consent, PART("consent.js"));
