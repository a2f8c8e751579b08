/*
 * check_part.h - what the parts of the check share.  Inside check*.c only.
 *
 * Each part looks at its own rules and adds findings; none of them fails but
 * for want of memory, which check_add() and the run remember.
 */
#ifndef RENDER_CHECK_PART_H
#define RENDER_CHECK_PART_H

#include "render/check.h"
#include "render/pdf_read.h"

struct buf;
struct check_font;

/* Profiles, as flags; PDF/A-1a has all the rules of 1b. */
#define CHECK_1B 1
#define CHECK_1A 2
#define CHECK_UA1 4
#define CHECK_A (CHECK_1B | CHECK_1A)
#define CHECK_NOTE 8

struct check_entry {
	int64_t key;
	const struct pdf_value *value;	/* not resolved */
};

struct check_run {
	struct pdf_file pdf;
	struct check *check;	/* borrowed */
	const struct pdf_value *catalog, *tree;	/* tree: StructTreeRoot */
	int has_lang;		/* the catalog's */
	char space[5];		/* the output intent's: "RGB ", or "" */
	struct check_entry *entry;	/* owned; of the parent tree, rising */
	size_t entries, entry_room;
	uint8_t *tagged;	/* owned; per object: see check_is_tagged() */
	struct check_font *font;	/* owned list */
	uint64_t budget;	/* steps that loops in the file may cost */
};

/*
 * check_add(run, profiles, rule, object, fmt, ...): a finding for each
 * profile in the flags.
 */
void check_add(struct check_run *, int, const char *, uint32_t, const char *,
    ...) __attribute__((format(printf, 5, 6)));

/* check_memory(run): memory was short; the check will fail. */
void check_memory(struct check_run *);

/* The parts, in order. */
void check_file(struct check_run *);	/* 6.1: bytes, objects, limits */
void check_intent(struct check_run *);	/* 6.2.2: output intent */
void check_meta(struct check_run *);	/* 6.7: Info and XMP */
void check_catalog(struct check_run *);	/* viewer, names, outlines, actions */
void check_parents(struct check_run *);	/* the parent tree, for the next two */
void check_tree(struct check_run *);	/* 6.8, 7.1-7.5: structure */
void check_pages(struct check_run *);	/* contents, pictures, links */

/* check_parent(run, key): what the parent tree holds for it, or NULL. */
const struct pdf_value *check_parent(const struct check_run *, int64_t);

/*
 * check_standard(run, element, profile): the element's standard type for
 * CHECK_1A or CHECK_UA1, by the role map; NULL if there is none.
 */
const char *check_standard(const struct check_run *, const struct pdf_value *,
    int);

/* check_says(run, dict, key): 1 if a string is there and not empty. */
int check_says(const struct check_run *, const struct pdf_value *,
    const char *);

/* check_is_standard(name): 1 if it is a type of PDF 1.7. */
int check_is_standard(const struct pdf_value *);

/* check_role_loops(run, element): 1 if the role map leads in a circle. */
int check_role_loops(const struct check_run *, const struct pdf_value *);

/* check_inherited(run, element, key): its own, or that of one above it. */
const struct pdf_value *check_inherited(const struct check_run *,
    const struct pdf_value *, const char *);

/*
 * check_is_tagged(run, value): 1 if the element's parents lead to the root of
 * the structure tree.
 */
int check_is_tagged(struct check_run *, const struct pdf_value *);

/* check_lang(run, value, object): a /Lang wherever it stands. */
void check_lang(struct check_run *, const struct pdf_value *, uint32_t);

/* check_value(run, value, object): the limits of 6.1.12 on all within it. */
void check_value(struct check_run *, const struct pdf_value *, uint32_t);

/* check_group(run, dict, object): the /Group of a page or form. */
void check_group(struct check_run *, const struct pdf_value *, uint32_t);

/* check_action(run, action, object): an action, and those after it. */
void check_action(struct check_run *, const struct pdf_value *, uint32_t);

/* check_annotation(run, value, page): an entry of /Annots. */
void check_annotation(struct check_run *, const struct pdf_value *,
    const struct pdf_value *);

/*
 * check_kids(run, element, list): the standard types, for PDF/UA, of the
 * elements under it, where NonStruct, Div and Part give way to what is in
 * them.  The list is the caller's to clear.
 */
struct check_kid {
	const struct pdf_value *element;
	const char *type;	/* or NULL */
	uint32_t object;
};
struct check_kids {
	struct check_kid *kid;	/* owned */
	size_t count, room;
};
#define CHECK_KIDS_INIT { NULL, 0, 0 }
void check_kids(struct check_run *, const struct pdf_value *,
    struct check_kids *);
void check_kids_clear(struct check_kids *);

/* check_is_element(run, value): its dictionary if it is one, else NULL. */
const struct pdf_value *check_is_element(const struct check_run *,
    const struct pdf_value *);

/* check_parent_type(run, element): that of the element above it, likewise. */
const char *check_parent_type(const struct check_run *,
    const struct pdf_value *);

/* check_is(type, name): 1 if they are the same; fine if NULL. */
int check_is(const char *, const char *);

/* check_table(run, table, object): the grid of a Table (7.2, 7.5). */
void check_table(struct check_run *, const struct pdf_value *, uint32_t);

/* check_number_of(value): "object 17" of a reference; else ${or}. */
uint32_t check_number_of(const struct pdf_value *, uint32_t);

#endif /* !RENDER_CHECK_PART_H */
