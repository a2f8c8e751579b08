#include "core/note.h"

#include <string.h>

#include "core/base64.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/note_key.h"

#define BLOB_MIN (NOTE_KEY_ID + 1)
#define BLOB_MAX (NOTE_KEY_ID + 8192)	/* a post-quantum one has 5 kB */
#define LINES_MAX 100			/* as Go's note package */

static const char dash[] = "\xe2\x80\x94 ";	/* U+2014 and a space */
#define DASH (sizeof(dash) - 1)

int
note_sign(const struct note_key *key, const char *text, struct buf *note,
    struct fail *fail)
{
	uint8_t blob[NOTE_KEY_ID + NOTE_KEY_SIGNATURE];
	size_t n = strlen(text);

	if (n == 0 || text[n - 1] != '\n' || !note_key_is_text(text, n))
		return (fail_set(fail, FAIL_DATA, "what is to be signed is not "
		    "text that ends with a newline"));
	memcpy(blob, note_key_id(key), NOTE_KEY_ID);
	if (note_key_sign(key, text, n, blob + NOTE_KEY_ID, fail) == -1)
		return (-1);
	buf_addf(note, "%s\n%s%s ", text, dash, note_key_name(key));
	base64_put(note, blob, sizeof(blob));
	buf_addc(note, '\n');
	return (buf_check(note, fail));
}

/* Where the signature lines begin: after the last empty line; or NULL. */
static const char *
find_lines(const char *note, size_t n)
{
	size_t i;

	if (n < 2 || note[n - 1] != '\n')
		return (NULL);
	for (i = n - 1; i > 0; i--)
		if (note[i] == '\n' && note[i - 1] == '\n')
			return (note + i + 1);
	return (NULL);
}

/* One signature line, as parts of the note. */
struct line {
	const char *name;
	size_t name_size;
	uint8_t blob[BLOB_MAX];
	int blob_size;
};

/* Split "DASH NAME BASE64"; 0 or -1. */
static int
split_line(const char *s, size_t n, struct line *line)
{
	const char *space;

	if (n <= DASH || memcmp(s, dash, DASH) != 0)
		return (-1);
	line->name = s + DASH;
	space = memchr(line->name, ' ', n - DASH);
	if (space == NULL || space == line->name)
		return (-1);
	line->name_size = (size_t)(space - line->name);
	line->blob_size = base64_get(space + 1, (size_t)(s + n - space - 1),
	    line->blob, sizeof(line->blob));
	return (line->blob_size < BLOB_MIN ? -1 : 0);
}

/* Is it of this key, by name and id? */
static int
is_ours(const struct note_key *key, const struct line *line)
{
	const char *name = note_key_name(key);

	return (line->name_size == strlen(name) &&
	    memcmp(line->name, name, line->name_size) == 0 &&
	    memcmp(line->blob, note_key_id(key), NOTE_KEY_ID) == 0);
}

/* What the lines of signatures say of our key. */
enum said { SAID_NOTHING, SAID_GOOD, SAID_BAD, SAID_NONSENSE, SAID_UNKNOWN };

/* One of our lines. */
static enum said
read_ours(const struct note_key *key, const char *note, size_t text_size,
    const struct line *line)
{
	if (line->blob_size != NOTE_KEY_ID + NOTE_KEY_SIGNATURE)
		return (SAID_BAD);
	switch (note_key_holds(key, note, text_size,
	    line->blob + NOTE_KEY_ID)) {
	case 1:
		return (SAID_GOOD);
	case 0:
		return (SAID_BAD);
	default:
		return (SAID_UNKNOWN);
	}
}

static enum said
read_lines(const struct note_key *key, const char *note, size_t text_size,
    size_t n)
{
	enum said said = SAID_NOTHING;
	const char *at = note + text_size + 1, *end = note + n, *next;
	struct line line;
	int count = 0;

	for (; at < end; at = next + 1) {
		next = memchr(at, '\n', (size_t)(end - at));
		if (count++ == LINES_MAX ||
		    split_line(at, (size_t)(next - at), &line) == -1)
			return (SAID_NONSENSE);
		if (said == SAID_BAD || said == SAID_UNKNOWN ||
		    !is_ours(key, &line))
			continue;
		said = read_ours(key, note, text_size, &line);
	}
	return (count == 0 ? SAID_NONSENSE : said);
}

int
note_open(const struct note_key *key, const void *bytes, size_t n,
    size_t *text_size, struct fail *fail)
{
	const char *note = bytes, *lines;
	enum said said = SAID_NONSENSE;

	if (note_key_is_text(note, n) &&
	    (lines = find_lines(note, n)) != NULL) {
		*text_size = (size_t)(lines - note) - 1;
		said = read_lines(key, note, *text_size, n);
	}
	switch (said) {
	case SAID_GOOD:
		return (0);
	case SAID_BAD:
		return (fail_set(fail, FAIL_NO,
		    "the signature of '%s' is wrong", note_key_name(key)));
	case SAID_NOTHING:
		return (fail_set(fail, FAIL_NO,
		    "it is not signed by our key '%s'", note_key_name(key)));
	case SAID_UNKNOWN:
		return (fail_memory(fail));
	case SAID_NONSENSE:
		break;
	}
	return (fail_set(fail, FAIL_DATA, "it is not a signed note"));
}
