#include "register/finding.h"

#include <stdlib.h>

#include "core/clock.h"
#include "core/fail.h"
#include "core/list.h"
#include "core/text.h"
#include "core/xml.h"

#define NAMESPACE "urn:x-bevara:findings:1"

struct rule {
	const char *id;
	const char *clause;
	const char *advice;	/* one instruction */
};

#define SECTION_2 "rutinen avsnitt 2"

static const struct rule rules[FINDING_RULES] = {
	[FINDING_RESPONSIBLE] = { "ansvariga", SECTION_2,
	    "Utse minst två ansvariga och skriv en <ansvarig> för var och en." },
	[FINDING_NO_SUBSTITUTE] = { "ersattare-saknas", SECTION_2,
	    "Utse en ersättare och skriv den i <ersattare>." },
	[FINDING_SAME_SUBSTITUTE] = { "ersattare-ar-ansvarig", SECTION_2,
	    "Utse en ersättare som inte redan är ansvarig för kontot." },
	[FINDING_NO_CONTACT] = { "kontakt-saknas", SECTION_2,
	    "Skriv i <kontakt> hur allmänheten når enheten." },
	[FINDING_PERSON_CONTACT] = { "kontakt-person", SECTION_2,
	    "Byt till enhetens namn och dess gemensamma adress eller "
	    "telefonnummer." },
	[FINDING_ADMINISTRATORS] = { "administratorer", SECTION_2,
	    "Ge minst två personer rätt att administrera kontot och skriv en "
	    "<administrator> för var och en." },
	[FINDING_NO_LOGINS] = { "inloggning-saknas", SECTION_2,
	    "Lägg inloggningsuppgifterna på en plats som flera kommer åt och "
	    "skriv i <inloggning> var den finns." },
	[FINDING_PASSWORD] = { "inloggning-losenord", SECTION_2,
	    "Byt lösenordet på plattformen och skriv i <inloggning> bara var "
	    "uppgifterna förvaras." },
	[FINDING_SUITE] = { "meta-business-suite", SECTION_2,
	    "Be kommunikationsenheten lägga kontot i kommunens företagsprofil "
	    "och skriv sedan ja i <metaBusinessSuite>." },
	[FINDING_NO_DECISION] = { "beslut-saknas", SECTION_2,
	    "Begär beslut av kommunikationschefen och skriv det i <beslut>." },
	[FINDING_PART_DECISION] = { "beslut-ofullstandigt", SECTION_2,
	    "Hämta uppgiften ur beslutet och skriv den i <beslut>." },
	[FINDING_LATE_DECISION] = { "beslut-framtida", SECTION_2,
	    "Rätta <datum> i <beslut> till dagen då beslutet fattades." },
	[FINDING_NO_PURPOSE] = { "syfte-saknas", SECTION_2,
	    "Skriv i <syfte> det syfte som beslutet anger." },
	[FINDING_AIM] = { "syfte-utan-mal", "rutinen avsnitt 3",
	    "Bedöm om kontot tjänar något av de fyra syftena, och låt i så "
	    "fall <syfte> säga vilket." },
	[FINDING_NO_AUDIENCE] = { "malgrupp-saknas", SECTION_2,
	    "Skriv i <malgrupp> den huvudsakliga målgrupp som beslutet "
	    "anger." },
	[FINDING_NO_VISITORS] = { "besokstext-saknas",
	    "rutinen avsnitt 2 och 4.4",
	    "Lägg ut den kommungemensamma texten på kontots sida." },
	[FINDING_OTHER_VISITORS] = { "besokstext-avviker",
	    "rutinen avsnitt 2 och 4.4",
	    "Komplettera informationen till besökare på kontots sida med det "
	    "som saknas." },
	[FINDING_COMMON_TEXT] = { "gemensam-text", "rutinen avsnitt 4.4",
	    "Komplettera den gemensamma texten, först på kommunens webbplats "
	    "och sedan i <besokstext> i bevara.xml." },
	[FINDING_SENDER] = { "avsandare", "rutinen avsnitt 4.1",
	    "Låt kontots namn visa att det är kommunens, på plattformen och i "
	    "<namn>." },
	[FINDING_SAME_ID] = { "samma-id", SECTION_2,
	    "Ta bort det ena kontot, eller ge det ett eget id." },
	[FINDING_SAME_ADDRESS] = { "samma-adress", SECTION_2,
	    "Ta bort det ena kontot, eller rätta <adress>." },
	[FINDING_ID] = { "id-otillatet", SECTION_2,
	    "Ge kontot ett id som kan vara ett filnamn i Windows." },
	[FINDING_NO_LAST] = { "avslutat-utan-insamling", "rutinen avsnitt 4.3",
	    "Skriv tillfälligt avslutas i <status> och lämna in den sista "
	    "bilden av sidan med 'bevara inlet'." },
	[FINDING_PASSED] = { "slutdatum-passerat", SECTION_2,
	    "Stäng kontot på plattformen och skriv avslutad i <status>." },
	[FINDING_CLOSING] = { "slutdatum-fel", SECTION_2,
	    "Rätta <status> eller <slutdatum> så att de stämmer överens." },
	[FINDING_NO_PLAN] = { "namnd-utan-plan", "rutinen avsnitt 4.3",
	    "Lägg in nämndens dokumenthanteringsplan i plan.xml, eller stava "
	    "<namnd> som den." },
};

const char *
finding_id(enum finding_rule rule)
{
	return (rules[rule].id);
}

const char *
finding_clause(enum finding_rule rule)
{
	return (rules[rule].clause);
}

const char *
finding_advice(enum finding_rule rule)
{
	return (rules[rule].advice);
}

int
finding_add(struct finding_list *list, const char *account,
    const struct finding *f, struct fail *fail)
{
	struct finding *item = list_grow(list->item, &list->count,
	    sizeof(*item), fail);

	if (item == NULL) {
		free(f->text);
		return (-1);
	}
	list->item = item;
	item += list->count - 1;
	*item = *f;
	list->unknown += f->unknown != 0;
	item->account = text_copy(account, fail);
	return (item->account == NULL ? -1 : 0);
}

static void
write_finding(struct xml_writer *w, const struct finding *f)
{
	xml_open(w, f->unknown ? "unknown" : "finding");
	xml_set(w, "account", f->account);
	xml_set(w, "rule", rules[f->rule].id);
	xml_set(w, "clause", rules[f->rule].clause);
	if (f->line > 0)
		xml_setf(w, "line", "%d", f->line);
	xml_leaf(w, "text", f->text);
	if (!f->unknown)
		xml_leaf(w, "instruction", rules[f->rule].advice);
	xml_close(w);
}

int
finding_save(const struct finding_list *list, const char *organisation,
    const char *path, struct fail *fail)
{
	struct xml_writer *w = xml_writer_new(fail);
	char now[CLOCK_TEXT];
	size_t i;
	int rc;

	if (w == NULL)
		return (-1);
	clock_local(clock_now(), now);
	xml_open(w, "findings");
	xml_set(w, "xmlns", NAMESPACE);
	xml_set(w, "organisation", organisation);
	xml_set(w, "checked", now);
	xml_setf(w, "count", "%zu", list->count - list->unknown);
	xml_setf(w, "unknown", "%zu", list->unknown);
	for (i = 0; i < list->count; i++)
		write_finding(w, &list->item[i]);
	xml_close(w);
	rc = xml_writer_save(w, path, FINDING_SCHEMA, fail);
	xml_writer_free(w);
	return (rc);
}

void
finding_clear(struct finding_list *list)
{
	static const struct finding_list empty = FINDING_LIST_INIT;
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->item[i].account);
		free(list->item[i].text);
	}
	free(list->item);
	*list = empty;
}
