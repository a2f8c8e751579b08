#include "verify/stamp_room.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/ledger.h"
#include "core/note.h"
#include "core/site.h"
#include "core/tree.h"
#include "verify/stamp_folder.h"
#include "verify/stamp_store.h"
#include "verify/stamp_trust.h"

static int
load_trust(struct stamp_room *room, struct fail *fail)
{
	size_t i;

	if (room->site->authority_count > STAMP_AUTHORITIES)
		return (fail_set(fail, FAIL_CONFIG, "bevara.xml has more than "
		    "%d services for time stamps", STAMP_AUTHORITIES));
	for (i = 0; i < room->site->authority_count; i++) {
		room->trust[i] = stamp_trust_load(
		    room->site->authority[i].root, fail);
		if (room->trust[i] == NULL)
			return (-1);
	}
	return (0);
}

int
stamp_room_open(struct stamp_room *room, const struct site *site, int share,
    int make, struct fail *fail)
{
	struct fail wrong = FAIL_INIT;

	memset(room, 0, sizeof(*room));
	room->site = site;
	room->share = share;
	room->log = room->store = room->copy = -1;
	if (load_trust(room, fail) == -1 ||
	    (room->key = ledger_public(site, fail)) == NULL ||
	    stamp_store_share(share, make, &room->store, fail) == -1 ||
	    stamp_store_copy(site, make, &room->copy, fail) == -1 ||
	    (room->log = tree_folder(share, "logg", fail)) == -1) {
		stamp_room_close(room);
		return (-1);
	}
	room->head_known = tlog_read(room->log, room->key, &room->head, NULL,
	    &wrong) == 0;
	return (0);
}

void
stamp_room_close(struct stamp_room *room)
{
	size_t i;

	for (i = 0; i < STAMP_AUTHORITIES; i++)
		stamp_trust_free(room->trust[i]);
	note_key_free(room->key);
	if (room->log != -1)
		close(room->log);
	if (room->store != -1)
		close(room->store);
	if (room->copy != -1)
		close(room->copy);
	memset(room, 0, sizeof(*room));
	room->log = room->store = room->copy = -1;
}

/*
 * What one folder waits for.  ${newer}: who has stamped a later one; those
 * that have stamped this one are added.
 */
static unsigned
waits_for(const struct stamp_room *room, const struct stamp_folder *folder,
    unsigned *newer)
{
	unsigned lacks = 0, has = 0;
	struct stamp_file want;
	size_t i;

	for (i = 0; i < room->site->authority_count; i++) {
		stamp_file_make(&want, STAMP_TOKEN, folder->last,
		    room->site->authority[i].name);
		if (stamp_folder_find(folder, want.name) != NULL)
			has |= 1u << i;
		else
			lacks |= 1u << i;
	}
	if (has != 0)
		lacks &= ~*newer;
	*newer |= has;
	return (stamp_folder_find(folder, "checkpoint") == NULL ? 0 : lacks);
}

int
stamp_room_queue(const struct stamp_room *room,
    const struct stamp_sizes *sizes, unsigned **waiting, struct fail *fail)
{
	const unsigned all = (1u << room->site->authority_count) - 1;
	struct stamp_folder folder;
	unsigned newer = 0;
	size_t i;

	if ((*waiting = calloc(sizes->count + 1, sizeof(**waiting))) == NULL)
		return (fail_memory(fail));
	for (i = sizes->count; i-- > 0;) {
		if (stamp_folder_open(&folder, room->store, sizes->size[i], 0,
		    fail) == -1)
			return (-1);
		(*waiting)[i] = waits_for(room, &folder, &newer);
		stamp_folder_clear(&folder);
	}
	/* A service that is new begins with the newest, and what has none. */
	for (i = 0; i + 1 < sizes->count; i++)
		if ((*waiting)[i] != all)
			(*waiting)[i] &= newer;
	return (0);
}
