#include "core/record/waiting.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:waiting:1"
#define DAY 86400

int
waiting_load(struct waiting *w, const char *path, struct fail *fail)
{
	struct xml_doc *doc;
	const xml_node *last;
	int rc;

	memset(w, 0, sizeof(*w));
	if ((doc = xml_load(path, WAITING_SCHEMA, FAIL_DATA, fail)) == NULL)
		return (-1);
	last = xml_first(xml_root(doc), "last");
	w->since_utc = fields_time(doc, xml_root(doc), "since");
	w->tries = (int)fields_number(doc, xml_root(doc), "tries", 0);
	w->last_utc = fields_time(doc, last, "time");
	rc = fields_child(&w->reason, doc, xml_root(doc), "last", fail);
	xml_free(doc);
	return (rc);
}

int
waiting_save(const struct waiting *w, const char *path, struct fail *fail)
{
	struct xml_writer *writer = xml_writer_new(fail);
	char since[CLOCK_TEXT], last[CLOCK_TEXT];
	int rc;

	if (writer == NULL)
		return (-1);
	clock_local(w->since_utc, since);
	clock_local(w->last_utc, last);
	xml_open(writer, "waiting");
	xml_set(writer, "xmlns", NAMESPACE);
	xml_set(writer, "since", since);
	xml_setf(writer, "tries", "%d", w->tries);
	xml_open(writer, "last");
	xml_set(writer, "time", last);
	xml_put(writer, w->reason);
	xml_close(writer);
	xml_close(writer);
	rc = xml_writer_save(writer, path, WAITING_SCHEMA, fail);
	xml_writer_free(writer);
	return (rc);
}

int
waiting_note(const char *job, const char *reason, struct fail *fail)
{
	struct waiting w = { 0 };
	char *path;
	int rc = -1;

	if ((path = path_join(job, WAITING_NAME, fail)) == NULL)
		return (-1);
	if (!file_is_file(path) || waiting_load(&w, path, fail) == -1) {
		fail_clear(fail);
		w.since_utc = clock_now();
		w.tries = 0;
	}
	free(w.reason);
	w.last_utc = clock_now();
	if (w.tries < 999999)
		w.tries++;
	if ((w.reason = text_copy(reason, fail)) != NULL)
		rc = waiting_save(&w, path, fail);
	waiting_clear(&w);
	free(path);
	return (rc);
}

int
waiting_done(const char *job, struct fail *fail)
{
	char *path;
	int rc = 0;

	if ((path = path_join(job, WAITING_NAME, fail)) == NULL)
		return (-1);
	if (unlink(path) == 0)
		rc = file_sync(job, fail);
	else if (errno != ENOENT)
		rc = fail_sys(fail, "cannot remove '%s'", path);
	free(path);
	return (rc);
}

char *
waiting_words(int64_t since, int64_t now, struct fail *fail)
{
	long long days = (now - since) / DAY;
	char date[CLOCK_TEXT];

	clock_date(since, date);
	if (now < since)	/* one of the two clocks was wrong */
		return (text_printf(fail, "waiting since %s", date));
	if (days == 0)
		return (text_printf(fail, "waiting since %s, less than a day",
		    date));
	return (text_printf(fail, "waiting since %s, %lld day%s", date, days,
	    days == 1 ? "" : "s"));
}

void
waiting_clear(struct waiting *w)
{
	free(w->reason);
	memset(w, 0, sizeof(*w));
}
