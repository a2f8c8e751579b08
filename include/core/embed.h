/*
 * embed.h - files that are put into a program when it is built.
 *
 *	#define PART(name) EMBED_FILE("pipeline/NN-x/" name)
 *	EMBED(script_page, PART("page.js") PART("feed.js"));
 *
 * gives what a header declares as extern const char script_page[]: the files'
 * bytes one after the other, and a NUL.
 *
 * The assembler reads the files, from the folder that make runs in; so they
 * stay files that can be read, checked and stepped through in a browser.  The
 * compiler knows nothing of them: the Makefile names them beside the object.
 */
#ifndef CORE_EMBED_H
#define CORE_EMBED_H

#define EMBED(name, files) \
	__asm__(".section .rodata\n" \
	    ".global " #name "\n" \
	    ".type " #name ", @object\n" \
	    #name ":\n" \
	    files \
	    ".byte 0\n" \
	    ".size " #name ", . - " #name "\n" \
	    ".previous\n")

#define EMBED_FILE(path) ".incbin \"" path "\"\n"

#endif /* !CORE_EMBED_H */
