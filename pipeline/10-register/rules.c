#include "register/rules.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/site.h"
#include "core/text.h"
#include "register/check.h"
#include "register/fold.h"
#include "register/konton.h"
#include "register/person.h"

#define LEAST 2			/* persons, section 2 */

/* What the four aims of section 3 are written by, folded (fold.h). */
static const char *const aims[] = {
	/* the municipality and what happens in it */
	"marknadsför", "evenemang", "aktivitet", "sprid", "inform", "berätta",
	"visa ", "visar ", "synliggör", "upplev", " besök", "turis", "nyhet",
	" program", " händ", " locka", " inspir", "varumärk", "utställning",
	" intresse", "platsen ", " bygden", " orten",
	/* dialog with those who live there */
	"dialog", "synpunkt", " förslag", " åsikt", "relation", " kontakt",
	" fråg", "demokrat", "delaktig", " samtal", " lyssna", "återkoppl",
	"engagera", " service", " möta ", " möte",
	/* the municipality as an employer */
	"arbetsgivar", "rekryter", "medarbetar", " anställ", " jobb",
	"lediga tjänster", "praktik", " yrke",
	/* disturbances of society */
	"störning", " kris", "kriser", " akut", "beredskap", "olyck", " varn",
	"avbrott", " larm", NULL
};

/* How many different persons have that part; -1 on failure. */
static int
count_persons(const struct check *c, const struct konton_account *a,
    const char *part)
{
	struct person_list list = PERSON_LIST_INIT;
	int count = -1;

	if (person_list(&list, c->konton, a, part, c->fail) == 0)
		count = (int)list.count;
	person_clear(&list);
	return (count);
}

/* Somebody must stand in who is not away with the others. */
static int
check_substitutes(const struct check *c, const struct konton_account *a)
{
	struct person_list in = PERSON_LIST_INIT, for_whom = PERSON_LIST_INIT;
	size_t i, others = 0;
	int rc = -1;

	if (person_list(&in, c->konton, a, "ersattare", c->fail) == -1 ||
	    person_list(&for_whom, c->konton, a, "ansvarig", c->fail) == -1)
		goto out;
	for (i = 0; i < in.count; i++)
		others += !person_has(&for_whom, in.name[i]);
	rc = 0;
	if (in.count == 0)
		rc = check_say(c, a, FINDING_NO_SUBSTITUTE,
		    "Kontot har ingen ersättare vid frånvaro.");
	else if (others == 0)
		rc = check_say(c, a, FINDING_SAME_SUBSTITUTE,
		    "Ersättaren är själv ansvarig för kontot.");
out:
	person_clear(&in);
	person_clear(&for_whom);
	return (rc);
}

int
rules_persons(const struct check *c, const struct konton_account *a)
{
	int count = count_persons(c, a, "ansvarig");

	if (count == -1)
		return (-1);
	if (count < LEAST && check_say(c, a, FINDING_RESPONSIBLE,
	    "Kontot har %s; det ska vara minst två olika personer.",
	    count == 0 ? "ingen ansvarig" : "bara en ansvarig person") == -1)
		return (-1);
	if (check_substitutes(c, a) == -1 ||
	    (count = count_persons(c, a, "administrator")) == -1)
		return (-1);
	if (count >= LEAST)
		return (0);
	return (check_say(c, a, FINDING_ADMINISTRATORS,
	    "Kontot har %s; det ska vara minst två olika personer.",
	    count == 0 ? "ingen administratör" :
	    "bara en person som administratör"));
}

int
rules_decision(const struct check *c, const struct konton_account *a)
{
	static const char *const part[][2] = { { "av", "vem som beslutade" },
	    { "datum", "datum" }, { "diarienummer", "diarienummer" } };
	struct xml_doc *doc = c->konton->file.doc;
	const xml_node *node = xml_first(a->node, "beslut");
	const char *date;
	size_t i;

	if (node == NULL)
		return (check_say(c, a, FINDING_NO_DECISION,
		    "Det finns inget beslut om att kontot får användas."));
	for (i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		if (xml_get(doc, node, part[i][0]) == NULL)
			return (check_say(c, a, FINDING_PART_DECISION,
			    "Beslutet om kontot saknar %s.", part[i][1]));
	date = xml_get(doc, node, "datum");
	if (strcmp(date, c->today) <= 0)
		return (0);
	return (check_say(c, a, FINDING_LATE_DECISION,
	    "Beslutet om kontot har datum %s, som inte har varit än.", date));
}

int
rules_purpose(const struct check *c, const struct konton_account *a)
{
	const char *purpose = check_text(c, a, "syfte");
	char *folded;
	int rc = 0;

	if (check_text(c, a, "malgrupp") == NULL && check_say(c, a,
	    FINDING_NO_AUDIENCE, "Kontot har ingen målgrupp.") == -1)
		return (-1);
	if (purpose == NULL)
		return (check_say(c, a, FINDING_NO_PURPOSE,
		    "Kontot har inget syfte."));
	if ((folded = fold_text(purpose, c->fail)) == NULL)
		return (-1);
	if (fold_any(folded, aims) == NULL)
		rc = check_say(c, a, FINDING_AIM, "Syftet \"%s\" ser inte ut "
		    "att tjäna något av kommunens syften: marknadsföring, "
		    "dialog, arbetsgivare eller samhällsstörningar.", purpose);
	free(folded);
	return (rc);
}

int
rules_suite(const struct check *c, const struct konton_account *a)
{
	static const char *const metas[] = { "facebook", "instagram",
	    "threads" };
	const char *suite = check_text(c, a, "metaBusinessSuite");
	size_t i;

	for (i = 0; i < sizeof(metas) / sizeof(metas[0]); i++)
		if (strcmp(a->platform, metas[i]) == 0 &&
		    (suite == NULL || strcmp(suite, "ja") != 0))
			return (check_say(c, a, FINDING_SUITE, "Kontot ligger "
			    "inte i kommunens företagsprofil i Meta Business "
			    "Suite."));
	return (0);
}

/*
 * What tells the organisation of its name: "Exempelköpings kommun" is told by
 * " exempelköping", with or without the ending s.
 */
static char *
name_mark(const struct check *c)
{
	static const char *const common[] = { "kommun", "stad", "region" };
	char *folded = fold_text(c->site->organisation, c->fail), *word, *rest;
	size_t i, n;

	if (folded == NULL)
		return (NULL);
	word = folded + 1;
	n = strcspn(word, " ");
	for (i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strncmp(word, common[i], strlen(common[i])) == 0)
			return (folded);	/* all of it, for want of a name */
	if (n > 4 && word[n - 1] == 's' &&
	    (rest = strchr(word, ' ')) != NULL && rest[1] != '\0')
		n--;
	word[n] = '\0';
	return (folded);
}

/* Whether the folded name begins a word with the mark. */
static int
shows(const struct check *c, const char *name, const char *mark)
{
	char *folded = fold_text(mark, c->fail);
	int found = 0;

	if (folded != NULL) {
		folded[strlen(folded) - 1] = '\0';	/* endings may follow */
		found = strstr(name, folded) != NULL;
	}
	free(folded);
	return (found);
}

int
rules_sender(const struct check *c, const struct konton_account *a)
{
	char *name = fold_text(a->name, c->fail), *mark = NULL;
	int found = 0, rc = -1;
	size_t i;

	if (name == NULL)
		return (-1);
	for (i = 0; !found && i < c->site->mark_count; i++)
		found = shows(c, name, c->site->mark[i]);
	if (c->site->mark_count == 0) {
		if ((mark = name_mark(c)) == NULL)
			goto out;
		found = strstr(name, mark) != NULL;
	}
	rc = found ? 0 : check_say(c, a, FINDING_SENDER, "Namnet \"%s\" visar "
	    "inte att %s är avsändare.", a->name, c->site->organisation);
out:
	free(name);
	free(mark);
	return (rc);
}

int
rules_contact(const struct check *c, const struct konton_account *a)
{
	const char *contact = check_text(c, a, "kontakt");
	char *units, *who = NULL;
	int rc = -1;

	if (contact == NULL)
		return (check_say(c, a, FINDING_NO_CONTACT,
		    "Kontot har ingen kontaktinformation till enheten."));
	units = text_printf(c->fail, "%s %s %s %s",
	    check_text(c, a, "enhet"), a->board, a->name,
	    c->site->organisation);
	if (units != NULL && person_in_text(c->konton, units, contact, &who,
	    c->fail) == 0)
		rc = who == NULL ? 0 : check_say(c, a, FINDING_PERSON_CONTACT,
		    "Kontakten är en person (%s) och inte enheten.", who);
	free(units);
	free(who);
	return (rc);
}

/* ---- logins ---- */

/* "lösenord: ..." and its like: what follows is the secret itself. */
static int
says_password(const char *text)
{
	static const char *const words[] = { "lösenord", "lösen", "password",
	    "passord", "pwd", "pinkod", "pin", "kod" };
	const char *at, *end;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (at = text; (at = strcasestr(at, words[i])) != NULL; ) {
			at += strlen(words[i]);
			end = at + strspn(at, " ");
			if ((*end == ':' || *end == '=') &&
			    end[1 + strspn(end + 1, " ")] != '\0')
				return (1);
		}
	return (0);
}

/* A word that no language has: letters of both sizes, digits and signs. */
static int
is_secret(const char *s, size_t n)
{
	static const char *const products[] = { "SharePoint", "Office",
	    "Windows", "Microsoft", "OneNote" };
	int low = 0, high = 0, digit = 0, sign = 0;
	size_t i;

	for (i = 0; i < sizeof(products) / sizeof(products[0]); i++)
		if (strncmp(s, products[i], strlen(products[i])) == 0)
			return (0);
	for (i = 0; i < n; i++) {
		if (strchr("/\\@", s[i]) != NULL)
			return (0);	/* a place or an address */
		low |= s[i] >= 'a' && s[i] <= 'z';
		high |= s[i] >= 'A' && s[i] <= 'Z';
		digit |= s[i] >= '0' && s[i] <= '9';
		sign |= i + 1 < n && strchr("!#$%&*?^~+=_", s[i]) != NULL;
	}
	sign |= n > 0 && strchr("!#$%&*^~+=_", s[n - 1]) != NULL;
	return (n >= 8 && low + high + digit + sign >= 3 && (digit || sign));
}

int
rules_logins(const struct check *c, const struct konton_account *a)
{
	const char *place = check_text(c, a, "inloggning"), *at;
	size_t n;

	if (place == NULL)
		return (check_say(c, a, FINDING_NO_LOGINS, "Det står inte var "
		    "gemensamma inloggningsuppgifter förvaras."));
	n = says_password(place);
	for (at = place; n == 0 && *at != '\0'; at += strcspn(at, " ,;()")) {
		at += strspn(at, " ,;()");
		n = (size_t)is_secret(at, strcspn(at, " ,;()"));
	}
	/* The word itself is not repeated: a finding is read by many. */
	return (n == 0 ? 0 : check_say(c, a, FINDING_PASSWORD,
	    "I <inloggning> står något som ser ut som ett lösenord, i en fil "
	    "som är en allmän handling."));
}
