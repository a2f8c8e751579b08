#include "catalogue/asset.h"

/*
 * The assembler reads the files, from the folder that make runs in; so they
 * stay files that can be read, checked and stepped through in a browser.
 */
#define EMBED(name, file) \
	__asm__(".section .rodata\n" \
	    ".global " #name "\n" \
	    ".type " #name ", @object\n" \
	    #name ":\n" \
	    ".incbin \"pipeline/65-catalogue/" file "\"\n" \
	    ".byte 0\n" \
	    ".size " #name ", . - " #name "\n" \
	    ".previous\n")

EMBED(asset_script, "katalog.js");
EMBED(asset_style, "katalog.css");
