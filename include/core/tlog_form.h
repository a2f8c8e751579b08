/*
 * tlog_form.h - what a log is made of.  It comes with core/tlog.h.
 */
#ifndef CORE_TLOG_FORM_H
#define CORE_TLOG_FORM_H

#include <stddef.h>
#include <stdint.h>

#define TLOG_HASH 32			/* bytes of a hash */
#define TLOG_ENTRY_MAX 65535		/* bytes of an entry */
#define TLOG_CHECKPOINT_MAX 65536	/* bytes of a checkpoint */

struct tlog_head {
	uint64_t size;			/* entries */
	uint8_t root[TLOG_HASH];
};

struct tlog_entry {			/* borrowed */
	const void *bytes;
	size_t size;
};

#endif /* !CORE_TLOG_FORM_H */
