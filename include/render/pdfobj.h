/*
 * pdfobj.h - a PDF file under construction: a thin layer over the object
 * functions of libharu 2.3.0.
 *
 * libharu's own page, font and metadata calls write files that PDF/A-1
 * refuses (no /F on links, wrong /Metadata, ToUnicode with begincidrange), so
 * only its dictionaries, arrays, streams and cross-reference table are used.
 * Their struct layouts belong to that version; pdfobj_new() checks it.
 *
 * Errors stick: after the first one every call does nothing and returns NULL;
 * pdfobj_check() and pdfobj_save() report it.  NULL objects are accepted.
 * The limits of PDF 1.4, appendix C, that PDF/A-1 makes binding (6.1.12) are
 * kept here: arrays of 8,191, strings of 65,535 bytes, names of 127, reals
 * within +-32,767.
 *
 * Ownership: all objects belong to the struct pdfobj and die with it.
 */
#ifndef RENDER_PDFOBJ_H
#define RENDER_PDFOBJ_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct pdfobj;			/* the file */
struct pdfobj_dict;		/* a dictionary, or a stream */
struct pdfobj_array;

#define PDFOBJ_VERSION "2.3.0"
#define PDFOBJ_MAX_ARRAY 8191
#define PDFOBJ_MAX_TEXT 32000	/* UTF-16 units; longer text is cut */
#define PDFOBJ_MAX_BYTES 2000000000	/* libharu counts in 31 bits */

/* pdfobj_new(fail): FAIL_PROGRAM if libharu is of another version. */
struct pdfobj *pdfobj_new(struct fail *);

/* pdfobj_free(p): fine if NULL. */
void pdfobj_free(struct pdfobj *);

/* pdfobj_check(p, fail): 0, or -1 with the first error. */
int pdfobj_check(const struct pdfobj *, struct fail *);

/* pdfobj_save(p, path, fail): write the new file ${path}; not synced. */
int pdfobj_save(struct pdfobj *, const char *, struct fail *);

/* pdfobj_id(p, bytes): the file's identifier, 16 bytes, in the trailer. */
void pdfobj_id(struct pdfobj *, const uint8_t *);

/* The two dictionaries that every file has. */
struct pdfobj_dict *pdfobj_catalog(struct pdfobj *);
struct pdfobj_dict *pdfobj_info(struct pdfobj *);

/*
 * pdfobj_page(p, width, height): the next page, in points.
 * pdfobj_contents(p, page): its content stream.
 * pdfobj_resources(p, page): its resources.
 */
struct pdfobj_dict *pdfobj_page(struct pdfobj *, double, double);
struct pdfobj_dict *pdfobj_contents(struct pdfobj *,
    const struct pdfobj_dict *);
struct pdfobj_dict *pdfobj_resources(struct pdfobj *,
    struct pdfobj_dict *);

/* New indirect objects: numbered, referred to from wherever they are put. */
struct pdfobj_dict *pdfobj_dict(struct pdfobj *);
struct pdfobj_array *pdfobj_array(struct pdfobj *);

/* pdfobj_stream(p): one whose bytes are kept in memory, deflated when saved. */
struct pdfobj_dict *pdfobj_stream(struct pdfobj *);

/* pdfobj_plain(p): the same, saved as it is (XMP must be readable). */
struct pdfobj_dict *pdfobj_plain(struct pdfobj *);

/* pdfobj_write(p, stream, bytes, n), pdfobj_printf(p, stream, fmt, ...). */
void pdfobj_write(struct pdfobj *, struct pdfobj_dict *, const void *,
    size_t);
void pdfobj_printf(struct pdfobj *, struct pdfobj_dict *, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Bytes that are read only while the file is saved. */
struct pdfobj_source {
	uint64_t size;		/* bytes in all */
	int (*rewind)(void *);	/* to the start: 0 or -1 */
	long (*read)(void *, uint8_t *, size_t);	/* 0: the end; or -1 */
	void *arg;		/* must outlive pdfobj_save() */
	const char *entries;	/* further lines of the dictionary */
};

/* pdfobj_source(p, source): a stream of such bytes; ${source} is copied. */
struct pdfobj_dict *pdfobj_source(struct pdfobj *,
    const struct pdfobj_source *);

/* Direct objects, made inside a dictionary or at the end of an array. */
struct pdfobj_dict *pdfobj_dict_in(struct pdfobj *, struct pdfobj_dict *,
    const char *);
struct pdfobj_dict *pdfobj_dict_at(struct pdfobj *, struct pdfobj_array *);
struct pdfobj_array *pdfobj_array_in(struct pdfobj *, struct pdfobj_dict *,
    const char *);

/* Entries of a dictionary; one that is there already is replaced. */
void pdfobj_set_dict(struct pdfobj *, struct pdfobj_dict *, const char *,
    struct pdfobj_dict *);
void pdfobj_set_name(struct pdfobj *, struct pdfobj_dict *, const char *,
    const char *);
void pdfobj_set_int(struct pdfobj *, struct pdfobj_dict *, const char *, int);
void pdfobj_set_true(struct pdfobj *, struct pdfobj_dict *, const char *);

/* pdfobj_set_ascii: a string as it is.  pdfobj_set_text: UTF-8 to UTF-16BE. */
void pdfobj_set_ascii(struct pdfobj *, struct pdfobj_dict *, const char *,
    const char *);
void pdfobj_set_text(struct pdfobj *, struct pdfobj_dict *, const char *,
    const char *);

/* pdfobj_set_reals(p, dict, key, v, n): an array of n reals. */
void pdfobj_set_reals(struct pdfobj *, struct pdfobj_dict *, const char *,
    const double *, size_t);

/* Entries of an array. */
void pdfobj_add_dict(struct pdfobj *, struct pdfobj_array *,
    struct pdfobj_dict *);
void pdfobj_add_array(struct pdfobj *, struct pdfobj_array *,
    struct pdfobj_array *);
void pdfobj_add_int(struct pdfobj *, struct pdfobj_array *, int);
void pdfobj_add_real(struct pdfobj *, struct pdfobj_array *, double);
void pdfobj_add_name(struct pdfobj *, struct pdfobj_array *, const char *);
void pdfobj_add_null(struct pdfobj *, struct pdfobj_array *);

#endif /* !RENDER_PDFOBJ_H */
