/*
 * reading.h - the text of a captured page, as the catalogue may show it.
 *
 * What layout.xml marks as a comment is left out (all of one that does not say
 * that comments are marked), and so is every word that
 * starts with '@' and is not the account's own name: the share is read by
 * many, and these are names of private persons (GDPR, articles 5 and 32).
 * Pictures' alternative texts are left out too.
 */
#ifndef CATALOGUE_READING_H
#define CATALOGUE_READING_H

struct buf;
struct fail;

#define READING_MAX (1u << 20)	/* bytes of one record's text that are kept */

struct reading_own {		/* the account's own name; borrowed */
	const char *handle;	/* without '@', or "" */
	const char *host;	/* of its address, or "" */
};

/*
 * reading_own(address, handle, host, fail): what an account of that address is
 * called: the last part of its path, and the host.  Both are the caller's.
 */
int reading_own(const char *, char **, char **, struct fail *);

/*
 * reading_layout(out, xml, name, own, fail): add the text of the layout in
 * ${xml} to ${out}: words split by a space, blocks by a newline.  ${name} is
 * for messages.  FAIL_DATA: it is no XML.
 */
int reading_layout(struct buf *, const struct buf *, const char *,
    const struct reading_own *, struct fail *);

/* reading_line(out, text, own): add one line of text, under the same rule. */
void reading_line(struct buf *, const char *, const struct reading_own *);

#endif /* !CATALOGUE_READING_H */
