#include "fetch/auth.h"

#include <string.h>

#include "fetch/cdp.h"
#include "fetch/guard.h"
#include "fetch/value.h"

int
auth_answer(struct cdp *cdp, const char *password, const struct cdp_event *e,
    struct fail *fail)
{
	struct cdp_order order = { e->session, "Fetch.continueWithAuth", 0,
	    NULL, NULL };
	const char *id = value_text(e->params, "requestId");
	const char *source = value_text(value_get(e->params, "authChallenge"),
	    "source");

	if (id == NULL)
		return (0);
	if (password == NULL || source == NULL || strcmp(source, "Proxy") != 0)
		return (cdp_send(cdp, &order, fail, "{s:s,s:{s:s}}",
		    "requestId", id, "authChallengeResponse", "response",
		    "CancelAuth"));
	return (cdp_send(cdp, &order, fail, "{s:s,s:{s:s,s:s,s:s}}",
	    "requestId", id, "authChallengeResponse", "response",
	    "ProvideCredentials", "username", GUARD_USER, "password",
	    password));
}
