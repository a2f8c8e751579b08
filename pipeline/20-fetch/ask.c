#include "fetch/ask.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/text.h"
#include "core/xml.h"
#include "fetch/ask_hop.h"
#include "fetch/ask_url.h"
#include "fetch/hop.h"

#define SCHEMA "20-fetch.answer.xsd"
#define NAMESPACE "urn:x-bevara:answer:1"
#define REDIRECTS_MAX 10
#define RETRY_MAX_S (366 * 86400)

static void
write_hop(struct xml_writer *w, const struct hop *hop)
{
	const struct hop_certificate *c;
	char time[CLOCK_TEXT];
	size_t i;

	clock_local(hop->time_utc, time);
	xml_open(w, "hop");
	xml_set(w, "address", hop->url);
	xml_set(w, "time", time);
	if (hop->status != 0)
		xml_setf(w, "status", "%d", hop->status);
	xml_set(w, "peer", hop->peer);
	xml_set(w, "protocol", hop->protocol);
	xml_set(w, "error", hop->error);
	for (i = 0; i < hop->header_count; i++) {
		xml_open(w, "header");
		xml_set(w, "name", hop->header[i].name);
		xml_put(w, hop->header[i].value);
		xml_close(w);
	}
	for (i = 0; i < hop->certificate_count; i++) {
		c = &hop->certificate[i];
		xml_open(w, "certificate");
		xml_set(w, "subject", c->subject != NULL ? c->subject : "");
		xml_set(w, "issuer", c->issuer != NULL ? c->issuer : "");
		xml_set(w, "notBefore", c->not_before);
		xml_set(w, "notAfter", c->not_after);
		xml_put(w, c->pem != NULL ? c->pem : "");
		xml_close(w);
	}
	xml_close(w);
}

/* Retry-After (RFC 9110 10.2.3): seconds, or a date; -1 without. */
static int
retry_after(const struct hop *hop)
{
	const char *text = hop_header(hop, "retry-after");
	int64_t s;

	if (text == NULL)
		return (-1);
	if (text_int(text, 0, INT64_MAX, &s) == -1) {
		if ((s = ask_url_date(text)) == -1)
			return (-1);
		s -= hop->time_utc;
	}
	return (s < 0 ? 0 : s > RETRY_MAX_S ? RETRY_MAX_S : (int)s);
}

/* Where the answer sends us on to, or NULL. */
static const char *
redirect(const struct hop *hop)
{
	switch (hop->status) {
	case 301:
	case 302:
	case 303:
	case 307:
	case 308:
		return (hop_header(hop, "location"));
	default:
		return (NULL);
	}
}

/* Take over in ${ask} what the last hop told. */
static int
take_hop(struct ask *ask, struct hop *hop, struct fail *fail)
{
	free(ask->final);
	if ((ask->final = text_copy(hop->url, fail)) == NULL)
		return (-1);
	ask->status = hop->status;
	ask->retry_after_s = retry_after(hop);
	ask->refused = hop->refused;
	if (hop->status != 0) {
		ask->hops++;
		return (0);
	}

	/* An answer that broke off later is still one: the hop tells. */
	ask->later = hop->later;
	ask->error = hop->error != NULL ? hop->error :
	    text_copy("no answer", fail);
	hop->error = NULL;		/* now owned by ask */
	return (ask->error == NULL ? -1 : 0);
}

/* The next address, or NULL: with ask->error when a redirect leads nowhere. */
static int
next_address(struct ask *ask, const struct hop *hop, char **next,
    struct fail *fail)
{
	const char *location = redirect(hop);

	*next = NULL;
	if (location == NULL)
		return (0);
	if (ask->hops > REDIRECTS_MAX) {
		ask->error = text_printf(fail, "the address is redirected more "
		    "than %d times, last by '%.300s'", REDIRECTS_MAX, hop->url);
		return (ask->error == NULL ? -1 : 0);
	}
	if ((*next = ask_url_whole(hop->url, location, fail)) != NULL)
		return (0);
	if (fail->kind != FAIL_DATA)
		return (-1);
	fail_clear(fail);
	ask->error = text_printf(fail, "'%.300s' redirects to what is not an "
	    "address: '%.300s'", hop->url, location);
	return (ask->error == NULL ? -1 : 0);
}

/* What all hops share. */
struct asking {
	const struct guard_rules *rules;
	int64_t deadline_ms;
	struct xml_writer *w;
};

/* Ask for ${url}, write the hop, and find the ${next} address, or NULL. */
static int
ask_once(struct ask *ask, const struct asking *a, const char *url,
    char **next, struct fail *fail)
{
	struct hop hop;
	int rc = -1;

	*next = NULL;
	if (ask_hop(&hop, url, a->rules, a->deadline_ms - clock_monotonic_ms(),
	    fail) == -1)
		goto out;
	write_hop(a->w, &hop);
	if (take_hop(ask, &hop, fail) == 0)
		rc = next_address(ask, &hop, next, fail);
out:
	hop_clear(&hop);
	return (rc);
}

static int
follow(struct ask *ask, const struct asking *a, const char *url,
    struct fail *fail)
{
	char *now, *next = NULL;
	int rc;

	if ((now = ask_url_whole(NULL, url, fail)) == NULL) {
		if (fail->kind != FAIL_DATA)
			return (-1);
		ask->error = text_copy(fail->text, fail);
		fail_clear(fail);
		return (ask->error == NULL ? -1 : 0);
	}
	do {
		rc = ask_once(ask, a, now, &next, fail);
		free(now);
		now = next;
	} while (rc == 0 && now != NULL);
	free(now);
	return (rc);
}

int
ask_address(struct ask *ask, const char *url, const struct guard_rules *rules,
    int timeout_s, const char *path, struct fail *fail)
{
	struct asking a = { .rules = rules,
	    .deadline_ms = clock_monotonic_ms() + timeout_s * INT64_C(1000) };
	int rc = -1;

	memset(ask, 0, sizeof(*ask));
	ask->retry_after_s = -1;
	if (ask_hop_start(fail) == -1)
		return (-1);
	if ((a.w = xml_writer_new(fail)) == NULL)
		goto out;
	xml_open(a.w, "answer");
	xml_set(a.w, "xmlns", NAMESPACE);
	if (follow(ask, &a, url, fail) == -1)
		goto out;
	xml_close(a.w);
	rc = xml_writer_save(a.w, path, SCHEMA, fail);
out:
	xml_writer_free(a.w);
	ask_hop_end();
	if (rc == -1) {
		fail_add(fail, "asking for '%.300s'", url);
		ask_clear(ask);
	}
	return (rc);
}

void
ask_clear(struct ask *ask)
{
	free(ask->final);
	free(ask->error);
	memset(ask, 0, sizeof(*ask));
}
