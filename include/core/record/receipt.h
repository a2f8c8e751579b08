/*
 * receipt.h - the record JOB/receipt.xml: where a package was placed.
 *
 * Written by stage place, read by run.
 * Schema: schemas/50-place.receipt.xsd.
 */
#ifndef CORE_RECORD_RECEIPT_H
#define CORE_RECORD_RECEIPT_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define RECEIPT_SCHEMA "50-place.receipt.xsd"

struct receipt {		/* strings are owned */
	char *id;		/* the package's */
	char *period;
	char *package;		/* "2026-H2/ID", relative to the share */
	char *sums;		/* "2026-H2/ID.sha256" */
	char *pdf;		/* "2026-H2/2026-11-23 Name, Platform.pdf" */
	char *sums_sha256;	/* of the placed ID.sha256 */
	int64_t placed_utc;
	uint64_t file_count;
	uint64_t size_bytes;	/* all files of the package together */
	uint64_t log_index;	/* of its entry in the archive's log */
};

/* receipt_load(r, path, fail): read and validate; FAIL_DATA. */
int receipt_load(struct receipt *, const char *, struct fail *);

/* receipt_save(r, path, fail): write it, validated, in one rename. */
int receipt_save(const struct receipt *, const char *, struct fail *);

/* receipt_clear(r): free; fine if zeroed. */
void receipt_clear(struct receipt *);

#endif /* !CORE_RECORD_RECEIPT_H */
