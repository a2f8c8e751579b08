#include <stdlib.h>
#include <string.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/text.h"
#include "core/xml.h"
#include "describe/input.h"
#include "describe/pack.h"
#include "describe/premis_part.h"
#include "describe/words.h"

static struct premis_agent *
find_agent(struct premis_agents *list, const char *uuid)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->agent[i].uuid, uuid) == 0)
			return (&list->agent[i]);
	return (NULL);
}

static int
append_agent(struct premis_agents *list, const struct premis_agent *what,
    const char *uuid, struct fail *fail)
{
	struct premis_agent *a = list_grow(list->agent, &list->count,
	    sizeof(*a), fail);

	if (a == NULL)
		return (-1);
	list->agent = a;
	a += list->count - 1;
	memcpy(a->uuid, uuid, sizeof(a->uuid));
	a->did = what->did;
	if ((a->name = text_copy(what->name, fail)) == NULL)
		return (-1);
	if (what->version != NULL &&
	    (a->version = text_copy(what->version, fail)) == NULL)
		return (-1);
	if (what->note != NULL &&
	    (a->note = text_copy(what->note, fail)) == NULL)
		return (-1);
	return (0);
}

/* Add an agent, or note what else it did. */
static int
add_agent(struct premis_agents *list, struct pack *pk,
    const struct premis_agent *what, struct fail *fail)
{
	struct premis_agent *a;
	char uuid[UUID_TEXT];

	pack_agent(pk, what->name, what->version, uuid);
	if ((a = find_agent(list, uuid)) == NULL)
		return (append_agent(list, what, uuid, fail));
	a->did |= what->did;
	return (0);
}

/* One program, "name version" or "name/version". */
static int
add_program(struct premis_agents *list, struct pack *pk, char *text,
    unsigned int did, struct fail *fail)
{
	struct premis_agent a = { text, NULL, NULL, did, "" };
	char *cut = strrchr(text, ' ');

	if (cut == NULL)
		cut = strchr(text, '/');
	if (cut != NULL && cut != text && cut[1] != '\0') {
		*cut = '\0';
		a.version = cut + 1;
	}
	return (add_agent(list, pk, &a, fail));
}

/* The programs that a record names: "bevara-render 0.1.0, libharu 2.3.0". */
static int
add_programs(struct premis_agents *list, struct pack *pk, const char *text,
    unsigned int did, struct fail *fail)
{
	char *copy, *one, *rest;
	int rc = 0;

	if (text == NULL)
		return (0);
	if ((copy = text_copy(text, fail)) == NULL)
		return (-1);
	for (one = strtok_r(copy, ",", &rest); one != NULL && rc == 0;
	    one = strtok_r(NULL, ",", &rest)) {
		one += strspn(one, " ");
		if (*one != '\0')
			rc = add_program(list, pk, one, did, fail);
	}
	free(copy);
	return (rc);
}

/* A board of the organisation; the same board is one agent. */
static int
add_board(struct premis_agents *list, struct pack *pk, const char *board,
    unsigned int did, struct fail *fail)
{
	struct premis_agent a = { NULL, NULL, NULL, did, "" };
	int rc = -1;

	a.name = text_printf(fail, "%s, %s", board,
	    pk->in->order.organisation);
	if (a.name != NULL)
		rc = add_agent(list, pk, &a, fail);
	free(a.name);
	return (rc);
}

/* A person is known by the name that was given and the login name together. */
static int
add_person(struct premis_agents *list, struct pack *pk,
    const struct premis_agent *person, const char *login, struct fail *fail)
{
	struct premis_agent a = *person, *known;
	char uuid[UUID_TEXT];
	int rc;

	if (a.name == NULL)
		return (0);
	pack_agent(pk, a.name, login, uuid);
	if ((known = find_agent(list, uuid)) != NULL) {
		known->did |= a.did;
		return (0);
	}
	if ((a.note = text_printf(fail, "Inloggad i systemet som %s",
	    login)) == NULL)
		return (-1);
	rc = append_agent(list, &a, uuid, fail);
	free(a.note);
	return (rc);
}

int
premis_agents_collect(struct premis_agents *list, struct pack *pk,
    struct fail *fail)
{
	const struct capture *c = &pk->in->capture;
	const struct document *d = &pk->in->document;
	const struct order *o = &pk->in->order;
	const struct premis_agent giver = { c->manual.by, NULL, NULL,
	    PREMIS_BY_PERSON, "" };
	const struct premis_agent reviewer = { pk->in->decision.by, NULL, NULL,
	    PREMIS_BY_REVIEWER, "" };
	size_t i;

	if (add_person(list, pk, &giver, c->manual.login, fail) == -1)
		return (-1);
	if (add_programs(list, pk, c->tool, PREMIS_BY_FETCH, fail) == -1 ||
	    add_programs(list, pk, c->browser, PREMIS_BY_FETCH, fail) == -1 ||
	    add_programs(list, pk, d->tool, PREMIS_BY_RENDER, fail) == -1)
		return (-1);
	for (i = 0; i < d->check_count; i++)
		if (add_programs(list, pk, d->check[i].judge, PREMIS_BY_JUDGE,
		    fail) == -1)
			return (-1);
	if (add_programs(list, pk, "bevara-describe " BEVARA_VERSION,
	    PREMIS_BY_DESCRIBE, fail) == -1 ||
	    add_board(list, pk, o->board, PREMIS_BY_CREATOR, fail) == -1)
		return (-1);
	if (add_person(list, pk, &reviewer, pk->in->decision.login,
	    fail) == -1)
		return (-1);
	if (o->plan_decision.by == NULL)
		return (0);	/* the board had no plan in force */
	return (add_board(list, pk, o->plan_decision.by, PREMIS_BY_PLAN, fail));
}

void
premis_agents_write(struct xml_writer *w, const struct premis_agents *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct premis_agent *a = &list->agent[i];

		xml_open(w, "premis:agent");
		xml_open(w, "premis:agentIdentifier");
		premis_id(w, "agentIdentifier", a->uuid);
		xml_close(w);
		xml_leaf(w, "premis:agentName", a->name);
		if (a->did & (PREMIS_BY_CREATOR | PREMIS_BY_PLAN))
			premis_term(w, "premis:agentType", "agentType", "org",
			    "organization");
		else if (a->did & (PREMIS_BY_REVIEWER | PREMIS_BY_PERSON))
			premis_term(w, "premis:agentType", "agentType", "per",
			    "person");
		else
			premis_term(w, "premis:agentType", "agentType", "sof",
			    "software");
		xml_leaf(w, "premis:agentVersion", a->version);
		xml_leaf(w, "premis:agentNote", a->note);
		xml_close(w);
	}
}

void
premis_agents_clear(struct premis_agents *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->agent[i].name);
		free(list->agent[i].version);
		free(list->agent[i].note);
	}
	free(list->agent);
	memset(list, 0, sizeof(*list));
}
