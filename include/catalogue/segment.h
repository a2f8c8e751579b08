/*
 * segment.h - the catalogue's records in segments, each with a list of what is
 * shown of them and the words that they hold.
 *
 * Which records are together follows from their ids alone: oldest first, a
 * segment ends after a record whose id's hash is one of about 128, or at
 * WORDS_RECORDS.  So a new record touches the last segment, a removed one
 * the segment that it was in, and a rebuild gives what an update gave.
 */
#ifndef CATALOGUE_SEGMENT_H
#define CATALOGUE_SEGMENT_H

#include <stddef.h>

struct fail;
struct shelf;
struct store;

struct segment_list {		/* of names, newest first */
	char **name;		/* of the file katalog/lista-KEY.js; owned */
	size_t count;
};
#define SEGMENT_LIST_INIT { NULL, 0 }

/*
 * segment_write(list, shelf, store, fail): write and keep the files of all
 * segments of the shelf's records that have a post.
 */
int segment_write(struct segment_list *, const struct shelf *, struct store *,
    struct fail *);

/* segment_list_clear(list): free; fine if empty. */
void segment_list_clear(struct segment_list *);

#endif /* !CATALOGUE_SEGMENT_H */
