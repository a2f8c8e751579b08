#include "register/previous.h"

#include <stdlib.h>

#include "core/fail.h"
#include "core/record/order.h"
#include "core/text.h"
#include "register/past.h"

int
previous_find(struct order *o, const char *work, struct fail *fail)
{
	const struct past_want want = { work, o->account, o->period, 0 };
	struct past past = PAST_INIT;
	int rc = past_find(&past, &want, fail);

	if (rc == 0 && past.id != NULL) {
		/* From WORK/PERIOD/ACCOUNT up to WORK. */
		free(o->previous_dir);
		o->previous_dir = text_printf(fail, "../../%s/%s/capture",
		    past.period, past.job);
		if (o->previous_dir == NULL) {
			rc = -1;
		} else {
			free(o->previous_id);
			o->previous_id = past.id;
			past.id = NULL;		/* now owned by the order */
		}
	}
	past_clear(&past);
	return (rc);
}
