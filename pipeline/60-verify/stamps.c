#include "verify/stamps.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/fail.h"
#include "core/text.h"
#include "verify/finding.h"
#include "verify/stamp_folder.h"
#include "verify/stamp_room.h"
#include "verify/stamp_store.h"

static void
add_state(struct stamps *stamps, const struct stamp_state *state)
{
	stamps->token_count += state->token_count;
	if (state->newest_utc > stamps->newest_utc)
		stamps->newest_utc = state->newest_utc;
	if (state->until_utc != 0 && (stamps->until_utc == 0 ||
	    state->until_utc < stamps->until_utc))
		stamps->until_utc = state->until_utc;
}

static int
check_one(struct stamps *stamps, const struct stamp_room *room, uint64_t size,
    struct finding_list *findings, struct fail *fail)
{
	struct stamp_folder folder;
	struct stamp_state state;
	int rc;

	if (stamp_folder_open(&folder, room->store, size, 0, fail) == -1)
		return (-1);
	if ((rc = stamp_room_check(room, &folder, &state, findings,
	    fail)) == 0)
		add_state(stamps, &state);
	stamp_folder_clear(&folder);
	return (rc);
}

/* Checkpoints that the copy has and the share has not; both ascending. */
static int
find_missing(const struct stamp_room *room, const struct stamp_sizes *sizes,
    struct finding_list *findings, struct fail *fail)
{
	struct stamp_sizes copy = STAMP_SIZES_INIT;
	size_t i, at = 0;
	char *path;
	int rc = 0;

	if (room->copy == -1)
		return (0);
	rc = stamp_store_sizes(room->copy, &copy, NULL, fail);
	for (i = 0; i < copy.count && rc == 0; i++) {
		while (at < sizes->count && sizes->size[at] < copy.size[i])
			at++;
		if (at < sizes->count && sizes->size[at] == copy.size[i])
			continue;
		path = text_printf(fail, "logg/stamplar/%012" PRIu64,
		    copy.size[i]);
		rc = path == NULL ? -1 : finding_add(findings,
		    FINDING_MISSING, path, "the copy has it", fail);
		free(path);
	}
	stamp_sizes_clear(&copy);
	return (rc);
}

int
stamps_check(struct stamps *stamps, const struct site *site, int share,
    struct finding_list *findings, struct fail *fail)
{
	struct stamp_sizes sizes = STAMP_SIZES_INIT;
	struct stamp_room room;
	unsigned *waiting = NULL;
	size_t i;
	int rc = -1;

	*stamps = (struct stamps)STAMPS_INIT;
	if (stamp_room_open(&room, site, share, 0, fail) == -1)
		return (-1);
	if (room.store != -1 && stamp_store_sizes(room.store, &sizes,
	    findings, fail) == -1)
		goto out;
	stamps->folder_count = sizes.count;
	for (i = 0; i < sizes.count; i++)
		if (check_one(stamps, &room, sizes.size[i], findings,
		    fail) == -1)
			goto out;
	if (stamp_room_queue(&room, &sizes, &waiting, fail) == -1)
		goto out;
	for (i = 0; i < sizes.count; i++)
		stamps->waiting_count += waiting[i] != 0;
	rc = find_missing(&room, &sizes, findings, fail);
out:
	free(waiting);
	stamp_sizes_clear(&sizes);
	stamp_room_close(&room);
	return (rc);
}
