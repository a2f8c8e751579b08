/* A folder's stamps: stamp_check_tokens() of verify/stamp_check.h. */
#include "verify/stamp_check.h"

#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/site.h"
#include "verify/stamp.h"
#include "verify/stamp_trust.h"

/* The root of an authority that bevara.xml has no more: by the copy. */
static int
former_trust(const struct stamp_checking *c, const struct stamp_file *chain,
    struct stamp_trust **trust, struct fail *fail)
{
	struct buf pem = BUF_INIT;
	int rc;

	*trust = NULL;
	if (c->copy.fd == -1 ||
	    stamp_folder_find(&c->copy, chain->name) == NULL)
		return (0);
	if ((rc = stamp_folder_read(&c->copy, chain->name, &pem, fail)) == 0 &&
	    (*trust = stamp_trust_parse(&pem, fail)) == NULL)
		rc = fail->kind == FAIL_DATA ? 0 : -1;
	if (rc == 0)
		fail_clear(fail);
	buf_clear(&pem);
	return (rc);
}

static struct stamp_trust *
present_trust(const struct stamp_checking *c, const char *authority)
{
	size_t i;

	for (i = 0; i < c->room->site->authority_count; i++)
		if (strcmp(c->room->site->authority[i].name, authority) == 0)
			return (c->room->trust[i]);
	return (NULL);
}

static void
note_good(const struct stamp_checking *c, struct stamp_generation *g,
    const struct stamp *stamp)
{
	if (g->first_utc == 0 || stamp->time_utc < g->first_utc)
		g->first_utc = stamp->time_utc;
	if (stamp->until_utc > g->until_utc)
		g->until_utc = stamp->until_utc;
	if (stamp->time_utc > c->state->newest_utc)
		c->state->newest_utc = stamp->time_utc;
}

static int
check_token(const struct stamp_checking *c, const struct stamp_file *token,
    const struct buf *data, struct stamp_generation *g, struct fail *fail)
{
	struct stamp_trust *former = NULL;
	const struct stamp_trust *trust = present_trust(c, token->authority);
	struct buf answer = BUF_INIT, pem = BUF_INIT;
	const struct stamp_kept kept = { &answer, &pem, data };
	struct stamp stamp = STAMP_INIT;
	struct stamp_file chain;
	int got, rc = -1;

	stamp_file_make(&chain, STAMP_CHAIN, token->generation,
	    token->authority);
	if ((got = stamp_check_get(c, token->name, &answer, fail)) != 1 ||
	    stamp_check_get(c, chain.name, &pem, fail) == -1) {
		rc = got == 1 ? -1 : got;
		goto out;
	}
	if (trust == NULL) {
		if (former_trust(c, &chain, &former, fail) == -1)
			goto out;
		trust = former;
	}
	if (trust == NULL)
		rc = stamp_check_tell(c, FINDING_UNREADABLE, token->name, "neither "
		    "bevara.xml nor the copy has this service's root "
		    "certificate", fail);
	else if (stamp_check(&kept, trust, &stamp, fail) == -1)
		rc = stamp_check_why(c, token->name, fail);
	else {
		note_good(c, g, &stamp);
		rc = 0;
	}
out:
	stamp_clear(&stamp);
	stamp_trust_free(former);
	buf_clear(&answer);
	buf_clear(&pem);
	return (rc);
}

int
stamp_check_tokens(const struct stamp_checking *c, const struct buf *data,
    struct stamp_generation *g, struct fail *fail)
{
	const struct stamp_file *file;
	size_t i;

	for (i = 0; i < c->folder->count; i++) {
		file = &c->folder->file[i];
		if (file->kind != STAMP_TOKEN ||
		    file->generation != g->number)
			continue;
		c->state->token_count++;
		if (check_token(c, file, data, g, fail) == -1)
			return (-1);
	}
	return (0);
}
