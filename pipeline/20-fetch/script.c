#include "fetch/script.h"

/*
 * The assembler reads the files, from the folder that make runs in; so they
 * stay files that can be read, checked and stepped through as JavaScript.
 */
#define EMBED(name, file) \
	__asm__(".section .rodata\n" \
	    ".global " #name "\n" \
	    ".type " #name ", @object\n" \
	    #name ":\n" \
	    ".incbin \"" file "\"\n" \
	    ".byte 0\n" \
	    ".size " #name ", . - " #name "\n" \
	    ".previous\n")

EMBED(script_page, "pipeline/20-fetch/page.js");
EMBED(script_layout, "pipeline/20-fetch/layout.js");
EMBED(script_signs, "pipeline/20-fetch/signs.js");
EMBED(script_consent, "pipeline/20-fetch/consent.js");
