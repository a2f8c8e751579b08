#include "register/konton.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/path.h"
#include "core/text.h"

/* A decision's date: konto/beslut/datum. */
static const char *
decided(const struct konton *k, const struct konton_account *a)
{
	return (xml_get(k->file.doc, xml_first(a->node, "beslut"), "datum"));
}

/* Where a child element stands, or the account if it has none of that name. */
static int
line_of(const struct konton_account *a, const char *name)
{
	const xml_node *at = xml_first(a->node, name);

	return (at == NULL ? a->line : xml_line(at));
}

static int
check_id(const struct konton *k, const struct konton_account *a,
    struct fail *fail)
{
	const struct konton_account *first = konton_find(k, a->id);
	struct fail why = FAIL_INIT;

	if (first != a)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: the id '%s' is "
		    "used already on line %d; give each account an id of its "
		    "own, for example id=\"%s-2\"", k->file.path, a->line,
		    a->id, first->line, a->id));

	/* It becomes part of names on a share that Windows reads. */
	if (path_check_name(a->id, &why) == -1)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: the id '%s' cannot "
		    "be a file's name in Windows; write another one, for "
		    "example id=\"konto-%s\"", k->file.path, a->line, a->id,
		    a->id));
	return (0);
}

static int
check_closing(const struct konton *k, const struct konton_account *a,
    const char *today, struct fail *fail)
{
	const char *start = decided(k, a);

	if (strcmp(a->status, KONTON_ACTIVE) == 0) {
		if (a->closes == NULL)
			return (0);
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: '%s' is aktiv and "
		    "has a slutdatum; write <status>avslutas</status> if it "
		    "is to be closed, or take slutdatum out", k->file.path,
		    line_of(a, "slutdatum"), a->id));
	}
	if (a->closes == NULL)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: '%s' is %s but has "
		    "no slutdatum; write it after status, for example "
		    "<slutdatum>%s</slutdatum>", k->file.path,
		    line_of(a, "status"), a->id, a->status, today));
	if (start != NULL && strcmp(a->closes, start) < 0)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: slutdatum %s is "
		    "before %s, the date of the decision; write a slutdatum "
		    "after it, or mend the datum in beslut", k->file.path,
		    line_of(a, "slutdatum"), a->closes, start));

	/* It would silently stay out of the archive until then. */
	if (strcmp(a->status, KONTON_CLOSED) == 0 &&
	    strcmp(a->closes, today) > 0)
		return (fail_set(fail, FAIL_CONFIG, "%s:%d: '%s' is avslutad "
		    "but its slutdatum %s is yet to come; write "
		    "<status>avslutas</status> until then", k->file.path,
		    line_of(a, "status"), a->id, a->closes));
	return (0);
}

static void
read_account(struct konton *k, struct konton_account *a, const xml_node *node)
{
	a->node = node;
	a->line = xml_line(node);
	a->id = xml_attr(k->file.doc, node, "id");
	a->name = xml_get(k->file.doc, node, "namn");
	a->platform = xml_get(k->file.doc, node, "plattform");
	a->address = xml_get(k->file.doc, node, "adress");
	a->board = xml_get(k->file.doc, node, "namnd");
	a->status = xml_get(k->file.doc, node, "status");
	a->closes = xml_get(k->file.doc, node, "slutdatum");
}

static int
read_accounts(struct konton *k, struct fail *fail)
{
	const xml_node *root = xml_root(k->file.doc), *node;

	k->count = 0;
	k->account = calloc(xml_count(root, "konto") + 1,
	    sizeof(*k->account));
	if (k->account == NULL)
		return (fail_memory(fail));
	for (node = xml_first(root, "konto"); node != NULL;
	    node = xml_next(node, "konto"))
		read_account(k, &k->account[k->count++], node);
	return (0);
}

int
konton_read(struct konton *k, const char *dir, struct fail *fail)
{
	static const struct konton empty = KONTON_INIT;

	*k = empty;
	if (source_load(&k->file, dir, "konton.xml", KONTON_SCHEMA,
	    fail) == 0 && read_accounts(k, fail) == 0)
		return (0);
	konton_clear(k);
	return (-1);
}

int
konton_check(const struct konton *k, const char *today, struct fail *fail)
{
	size_t i;

	for (i = 0; i < k->count; i++)
		if (check_id(k, &k->account[i], fail) == -1 ||
		    check_closing(k, &k->account[i], today, fail) == -1)
			return (-1);
	return (0);
}

int
konton_load(struct konton *k, const char *dir, const char *today,
    struct fail *fail)
{
	if (konton_read(k, dir, fail) == -1)
		return (-1);
	if (konton_check(k, today, fail) == 0)
		return (0);
	konton_clear(k);
	return (-1);
}

int
konton_parse(struct konton *k, const struct buf *b, const char *path,
    const char *today, struct fail *fail)
{
	static const struct konton empty = KONTON_INIT;

	*k = empty;
	if ((k->file.path = text_copy(path, fail)) != NULL &&
	    (k->file.doc = xml_parse(b, path, KONTON_SCHEMA, FAIL_CONFIG,
	    fail)) != NULL && read_accounts(k, fail) == 0 &&
	    konton_check(k, today, fail) == 0)
		return (0);
	konton_clear(k);
	return (-1);
}

const struct konton_account *
konton_find(const struct konton *k, const char *id)
{
	size_t i;

	for (i = 0; i < k->count; i++) {
		assert(k->account[i].id != NULL);
		if (strcmp(k->account[i].id, id) == 0)
			return (&k->account[i]);
	}
	return (NULL);
}

const char *
konton_text(const struct konton *k, const struct konton_account *a,
    const char *name)
{
	return (xml_get(k->file.doc, a->node, name));
}

void
konton_clear(struct konton *k)
{
	static const struct konton empty = KONTON_INIT;

	source_clear(&k->file);
	free(k->account);
	*k = empty;
}
