/*
 * book.h - what the archive's log says of packages.
 *
 * The whole log is reckoned anew from its entries each time.  Kept in memory
 * is, for each package that was placed, its id, its list's SHA-256 and where
 * its entry is; not the entries.
 * Source: core/ledger.h (the entries).
 */
#ifndef VERIFY_BOOK_H
#define VERIFY_BOOK_H

#include <stddef.h>
#include <stdint.h>

#include "core/tlog.h"

struct extent;
struct fail;
struct finding_list;
struct note_key;
struct outcome;
struct shelf_list;
struct site;

struct book_package {
	size_t id;		/* where its id is in the book's names */
	uint64_t index;		/* of its newest `placed` entry */
	uint8_t sums[TLOG_HASH];	/* SHA-256 of its list */
	uint8_t deleted;	/* 1: a later entry says that it is no more */
	uint8_t seen;		/* 1: it is on the share */
};

struct book {
	struct tlog_head head;	/* of the log as it was read */
	int good;		/* 1: the log is whole, ours, and continues what
				   was seen of it; else only findings are told */
	int dir;		/* SHARE/logg, open; or -1 */
	struct book_package *package;	/* owned */
	size_t count, room;
	struct { char *text; size_t size, room; } names;	/* owned */
	uint32_t *slot;		/* owned; hash table of numbers in package,
				   plus 1 */
	size_t slots;		/* a power of two, or 0 */
};
#define BOOK_INIT { { 0, { 0 } }, 0, -1, NULL, 0, 0, { NULL, 0, 0 }, NULL, 0 }

struct book_source {		/* whose log it is; all borrowed */
	const struct site *site;
	int share;		/* the share's open folder */
	const struct note_key *key;	/* ours */
};

/*
 * book_read(book, source, findings, fail): read and check the log.  What is
 * wrong with it is a finding.  FAIL_LATER: the log's copy is not there to
 * compare with.
 */
int book_read(struct book *, const struct book_source *,
    struct finding_list *, struct fail *);

/* book_find(book, id): or NULL. */
struct book_package *book_find(const struct book *, const char *);

/*
 * book_entry(book, index, entry, fail): take in one entry of the log.
 * FAIL_DATA: it is an entry on a package that cannot be read.
 */
int book_entry(struct book *, uint64_t, const struct tlog_entry *,
    struct fail *);

/*
 * book_compare(book, packages, outcomes, fail): each package that was checked
 * has its entry; what is wrong goes to its outcome.
 * book_is_behind(book, packages, outcomes): 1 if some have none, which may be
 * because they were placed since the log was read.
 */
int book_compare(struct book *, const struct shelf_list *, struct outcome *,
    struct fail *);
int book_is_behind(const struct book *, const struct shelf_list *,
    const struct outcome *);

/*
 * Each package that the log has is on the share, if the extent is about all
 * or about its part.
 * book_see(book, packages): these are there.
 * book_tell_gone(book, extent, findings, fail): how many others should be
 * there, or -1; each is a finding, unless ${findings} is NULL.
 */
void book_see(struct book *, const struct shelf_list *);
int64_t book_tell_gone(const struct book *, const struct extent *,
    struct finding_list *, struct fail *);

/* book_clear(book): free; fine if empty. */
void book_clear(struct book *);

#endif /* !VERIFY_BOOK_H */
