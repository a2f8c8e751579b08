#include "catalogue/asset.h"

/*
 * The assembler reads the files, from the folder that make runs in; so they
 * stay files that can be read, checked and stepped through in a browser.
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

#define PART(name) ".incbin \"pipeline/65-catalogue/" name "\"\n"

EMBED(asset_script, PART("letter.js") PART("katalog.js"));
EMBED(asset_style, PART("katalog.css"));
