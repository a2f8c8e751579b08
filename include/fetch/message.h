/*
 * message.h - one message of the browser as a value.
 *
 * Pictures and bodies come as one string of megabytes that opens the result:
 *	{"id":7,"result":{"data":"iVBORw0KGgo..."}}
 * Such a string is taken over as it stands, and only the rest is read as JSON:
 * to have a JSON reader look at each of its letters costs more than all else
 * that a capture does.
 */
#ifndef FETCH_MESSAGE_H
#define FETCH_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

struct fail;
struct value;

#define MESSAGE_LONG 16384	/* bytes; a shorter string is read as any */

/*
 * message_parse(bytes, n, fail): the same value as value_parse() gives, as long
 * as no key is there twice; it is the caller's.  FAIL_DATA.  The bytes are not
 * needed afterwards.
 */
struct value *message_parse(const char *, size_t, struct fail *);

/*
 * message_body(bytes, n, at): the number of the call that a message answers
 * with a "body", of which these bytes are the beginning; ${at} is where that
 * text begins.  -1 if it is another message.
 */
int64_t message_body(const char *, size_t, size_t *);

#endif /* !FETCH_MESSAGE_H */
