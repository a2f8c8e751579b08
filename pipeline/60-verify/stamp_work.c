#include "verify/stamp_work.h"

#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/ledger.h"
#include "core/msg.h"
#include "core/site.h"
#include "verify/finding.h"
#include "verify/log.h"
#include "verify/stamp_folder.h"
#include "verify/stamp_http.h"
#include "verify/stamp_request.h"

#define LOCK_WAIT_S 30

int
stamp_work_begin(struct stamp_work *work, const struct site *site, int share,
    struct log_result *result, struct fail *fail)
{
	memset(work, 0, sizeof(*work));
	work->result = result;
	if (stamp_room_open(&work->room, site, share, 1, fail) == -1)
		return (-1);
	if (ledger_head(site, share, work->room.key, &work->room.head,
	    &work->checkpoint, fail) == -1) {
		stamp_room_close(&work->room);
		buf_clear(&work->checkpoint);
		return (-1);
	}
	work->room.head_known = 1;
	return (0);
}

int
stamp_work_end(struct stamp_work *work, struct fail *fail)
{
	stamp_room_close(&work->room);
	buf_clear(&work->checkpoint);
	if (work->worst.kind == FAIL_NONE)
		return (0);
	*fail = work->worst;
	return (-1);
}

void
stamp_work_note(struct stamp_work *work, struct fail *fail)
{
	struct fail better = *fail;

	fail_clear(fail);
	/* What a person must look at is worse than what may pass. */
	if (work->worst.kind == FAIL_NONE || (work->worst.kind == FAIL_LATER &&
	    better.kind != FAIL_LATER)) {
		struct fail swap = work->worst;

		work->worst = better;
		better = swap;
	}
	if (better.kind != FAIL_NONE)
		msg_warn("%s", better.text);
}

int
stamp_work_sound(struct stamp_work *work, const struct stamp_folder *folder,
    struct stamp_state *state, struct fail *fail)
{
	struct finding_list list = FINDING_LIST_INIT;
	const struct finding *bad = NULL;
	size_t i;
	int rc = -1;

	if (stamp_room_check(&work->room, folder, state, &list, fail) == -1)
		goto out;
	for (i = 0; i < list.count && bad == NULL; i++)
		if (list.item[i].kind != FINDING_LEFTOVER &&
		    list.item[i].kind != FINDING_EXPIRED)
			bad = &list.item[i];
	rc = bad == NULL;
	if (bad == NULL)
		goto out;
	fail_set(fail, FAIL_NO, "'%s' is %s%s%s; nothing is added beside it; "
	    "see 'bevara verify'", bad->path, finding_word(bad->kind),
	    bad->detail == NULL ? "" : ": ",
	    bad->detail == NULL ? "" : bad->detail);
	stamp_work_note(work, fail);
out:
	finding_clear(&list);
	return (rc);
}

int
stamp_work_ask(struct stamp_work *work, struct stamp_asked *asked,
    struct fail *fail)
{
	const struct site_authority *to =
	    &work->room.site->authority[asked->authority];
	struct stamp_request *request = stamp_request_new(asked->data, fail);
	struct buf der = BUF_INIT;
	const struct stamp_http http = { to->url, &der, STAMP_HTTP_SECONDS };
	int rc = -1;

	if (request == NULL || stamp_request_der(request, &der, fail) == -1)
		goto out;
	if (stamp_post(&http, &asked->answer, fail) == -1)
		goto failed;
	if (stamp_accept(request, work->room.trust[asked->authority],
	    &asked->answer, &asked->stamp, fail) == -1) {
		fail_add(fail, "the answer of the time-stamp service '%s' is "
		    "refused", to->name);
		goto failed;
	}
	rc = 1;
	goto out;
failed:
	work->away |= 1u << asked->authority;
	stamp_work_note(work, fail);
	rc = 0;
out:
	buf_clear(&der);
	stamp_request_free(request);
	return (rc);
}

int
stamp_work_lock(const struct stamp_work *work, struct fail *fail)
{
	return (tlog_lock(work->room.log, LOCK_WAIT_S, fail));
}

static int
report(const struct stamp_work *work, const struct stamp_folder *folder,
    const struct stamp_file *token, const struct stamp_asked *asked,
    struct fail *fail)
{
	char time[CLOCK_TEXT], until[CLOCK_TEXT];
	const char *const line[] = { "stamped", folder->name, token->name,
	    time, until };

	clock_utc(asked->stamp.time_utc, time);
	clock_utc(asked->stamp.until_utc, until);
	return (log_result_add(work->result, line, 5, fail));
}

/* The token last: it is what makes the others count. */
static int
write_stamp(const struct stamp_folder *folder, const struct stamp_file *token,
    const struct stamp_asked *asked, struct fail *fail)
{
	struct stamp_file chain, list;

	stamp_file_make(&chain, STAMP_CHAIN, token->generation,
	    token->authority);
	stamp_file_make(&list, STAMP_LIST, token->generation, NULL);
	if ((token->generation > folder->last &&
	    stamp_folder_write(folder, list.name, asked->data, fail) == -1) ||
	    stamp_folder_write(folder, chain.name, &asked->stamp.chain,
	    fail) == -1)
		return (-1);
	return (stamp_folder_write(folder, token->name, &asked->answer, fail));
}

int
stamp_work_keep(struct stamp_work *work, struct stamp_folder *folder,
    int generation, const struct stamp_asked *asked, struct fail *fail)
{
	struct stamp_file token;
	int lock, rc = -1;

	stamp_file_make(&token, STAMP_TOKEN, generation,
	    work->room.site->authority[asked->authority].name);
	if ((lock = stamp_work_lock(work, fail)) == -1)
		return (-1);
	/* Another run may have been faster: its stamp is as good. */
	if (stamp_folder_again(folder, fail) == 0 &&
	    (stamp_folder_find(folder, token.name) != NULL ||
	    (write_stamp(folder, &token, asked, fail) == 0 &&
	    stamp_folder_again(folder, fail) == 0 &&
	    report(work, folder, &token, asked, fail) == 0)))
		rc = 0;
	close(lock);
	return (rc);
}

void
stamp_asked_clear(struct stamp_asked *asked)
{
	buf_clear(&asked->answer);
	stamp_clear(&asked->stamp);
}

static int
copy_file(const struct stamp_folder *from, const struct stamp_folder *to,
    const char *name, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	if (stamp_folder_read(from, name, &b, fail) == 0)
		rc = stamp_folder_write(to, name, &b, fail);
	buf_clear(&b);
	return (rc);
}

static int
copy_folder(const struct stamp_folder *folder, const struct stamp_folder *copy,
    struct fail *fail)
{
	const char *name;
	size_t i;

	for (i = 0; i < folder->count; i++) {
		name = folder->file[i].name;
		if (stamp_folder_counts(folder, &folder->file[i]) &&
		    stamp_folder_find(copy, name) == NULL &&
		    copy_file(folder, copy, name, fail) == -1)
			return (-1);
	}
	return (0);
}

int
stamp_work_settle(struct stamp_work *work, struct stamp_folder *folder,
    struct fail *fail)
{
	struct stamp_folder copy = STAMP_FOLDER_INIT;
	int lock, rc = -1;

	if ((lock = stamp_work_lock(work, fail)) == -1)
		return (-1);
	if (stamp_folder_sweep(folder, fail) == 0 &&
	    stamp_folder_open(&copy, work->room.copy, folder->size, 1,
	    fail) == 0 && stamp_folder_sweep(&copy, fail) == 0)
		rc = copy_folder(folder, &copy, fail);
	stamp_folder_clear(&copy);
	close(lock);
	return (rc);
}
