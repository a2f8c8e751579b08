#include "review/enter.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/hash.h"
#include "core/ledger.h"
#include "core/msg.h"
#include "core/record/decision.h"
#include "core/site.h"
#include "core/text.h"

/* Its time is the decision's, so that it is the same when done again. */
static int
write_entry(struct buf *b, const char *kind, const struct decision *decision,
    const char *path, struct fail *fail)
{
	struct hash_sum sum;

	if (hash_file(path, HASH_SHA256, &sum, fail) == -1)
		return (-1);
	ledger_entry(b, kind, decision->decided_utc);
	ledger_line(b, "id", decision->capture_id);
	buf_addf(b, "decision sha256:%s\n", sum.sha256);
	return (buf_check(b, fail));
}

int
enter_decision(const struct site *site, const struct decision *decision,
    const char *path, int again, struct fail *fail)
{
	const char *kind = strcmp(decision->value, DECISION_ACCEPT) == 0 ?
	    "accepted" : "retaken";
	char *key = text_printf(fail, "%s-%s", kind, decision->capture_id);
	struct buf b = BUF_INIT;
	int rc = -1;

	if (key == NULL || write_entry(&b, kind, decision, path, fail) == -1)
		goto out;
	if ((rc = ledger_leave(site, key, &b, again, fail)) == -1 &&
	    (fail->kind == FAIL_LATER || fail->kind == FAIL_CONFIG)) {
		msg_warn("the decision is made; its entry waits for the "
		    "archive's log in '%s/logg': %s", site->work, fail->text);
		fail_clear(fail);
		rc = 0;
	}
out:
	if (rc == -1)
		fail_add(fail, "the decision is made, but not entered in the "
		    "archive's log; run again");
	buf_clear(&b);
	free(key);
	return (rc);
}
