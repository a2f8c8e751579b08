/*
 * note.h - signed notes: a text and under it lines of Ed25519 signatures.
 *
 * Source: C2SP signed-note v1.  A text ends with a newline and holds no control
 * character but newlines.  The keys are core/note_key.h's, which comes with it.
 */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include <stddef.h>

#include "core/note_key.h"

struct buf;
struct fail;

/*
 * note_sign(key, text, note, fail): add the text, an empty line and our
 * signature line to ${note}.
 */
int note_sign(const struct note_key *, const char *, struct buf *,
    struct fail *);

/*
 * note_open(key, bytes, n, text_size, fail): check that the note has a good
 * signature of ${key}; signatures of other keys are passed over.  The text is
 * the first ${text_size} bytes.  FAIL_DATA: it is no note.  FAIL_NO: our
 * signature is not there, or is wrong.
 */
int note_open(const struct note_key *, const void *, size_t, size_t *,
    struct fail *);

#endif /* !CORE_NOTE_H */
