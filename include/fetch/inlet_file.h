/*
 * inlet_file.h - a file that somebody hands in: opened once, read once, and
 * known by what it holds, not by its name.
 *
 * Links, pipes, devices and folders are never opened.  A picture or a page is
 * taken whole into memory, so that what is judged, kept and decoded is one and
 * the same; hence the bound.
 * Source: the signatures of ISO/IEC 15948 (PNG) and ISO/IEC 10918-1 (JPEG),
 * RFC 2557 (MHTML), the WHATWG's MIME sniffing.
 */
#ifndef FETCH_INLET_FILE_H
#define FETCH_INLET_FILE_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"

struct fail;

#define INLET_MAX_BYTES (200u << 20)	/* of one file */
#define INLET_MAX_FILES 100		/* of one capture */

enum inlet_kind { INLET_PNG, INLET_JPEG, INLET_HTML, INLET_MHTML };

struct inlet_file {
	char *path;		/* owned, as the other strings */
	char *name;		/* its last part, as XML can hold it */
	struct buf bytes;
	enum inlet_kind kind;
	uid_t owner;
	int64_t changed_utc;
};

/*
 * inlet_file_read(f, path, fail): fill the zeroed ${f}.  FAIL_DATA names the
 * file, and says what to do: no regular file, empty, too large, no kind that
 * is taken.
 */
int inlet_file_read(struct inlet_file *, const char *, struct fail *);

/* inlet_file_kind(bytes, n, kind, fail): what they are; FAIL_DATA. */
int inlet_file_kind(const uint8_t *, size_t, enum inlet_kind *,
    struct fail *);

/* inlet_file_is_page(f): 1 for a saved page, 0 for a picture. */
int inlet_file_is_page(const struct inlet_file *);

/* inlet_file_type(f): its media type; inlet_file_ending(f): "png". */
const char *inlet_file_type(const struct inlet_file *);
const char *inlet_file_ending(const struct inlet_file *);

/* inlet_file_clear(f): free; fine if zeroed. */
void inlet_file_clear(struct inlet_file *);

#endif /* !FETCH_INLET_FILE_H */
