#include "register/person.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/record/fields.h"
#include "core/text.h"
#include "register/fold.h"
#include "register/konton.h"

static const char *const parts[] = { "ansvarig", "ersattare",
    "administrator" };

#define PARTS (sizeof(parts) / sizeof(parts[0]))

int
person_list(struct person_list *list, const struct konton *k,
    const struct konton_account *a, const char *part, struct fail *fail)
{
	const xml_node *at;
	char *name = NULL;
	int rc = 0;

	for (at = xml_first(a->node, part); rc == 0 && at != NULL;
	    at = xml_next(at, part)) {
		name = fold_text(xml_get(k->file.doc, at, "person"), fail);
		if (name == NULL)
			rc = -1;
		else if (!person_has(list, name))
			rc = fields_add(&list->name, &list->count, name, fail);
		free(name);
	}
	return (rc);
}

int
person_has(const struct person_list *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->name[i], name) == 0)
			return (1);
	return (0);
}

void
person_clear(struct person_list *list)
{
	fields_free(list->name, list->count);
	list->name = NULL;
	list->count = 0;
}

/* ---- in a text ---- */

/* What an address may hold on either side of its @. */
static size_t
address_span(const char *s)
{
	return (strcspn(s, " \t\r\n,;:<>()[]\"/|"));
}

/* How a name is written in an address: å, ä and ö without their marks. */
static void
add_plain(struct buf *b, const char *s, size_t n)
{
	const char *end = s + n;
	uint32_t c;

	while (s < end) {
		s = text_next(s, end, &c);
		if (c == 0xe5 || c == 0xe4)
			c = 'a';
		else if (c == 0xf6)
			c = 'o';
		text_put(b, c);
	}
}

/* Words that units use before the @, by their beginnings. */
static int
is_unit_word(const char *word, const char *unit)
{
	static const char *const known[] = { " arkiv", " barn", " bibl",
	    " bygg", " central", " elev", " enhet", " forening", " forskol",
	    " fritid", " forvaltning", " info", " kansli", " kommun",
	    " kontakt", " kultur", " kund", " media", " medborg", " milj",
	    " museum", " namnd", " narings", " nyhet", " omsorg", " personal",
	    " press", " redaktion", " registrator", " rekryt", " service",
	    " simhall", " skol", " social", " stads", " stod", " support",
	    " teknik", " teknisk", " turis", " utbildning", " vard", " visit",
	    " vuxen", " webb", " yrkes", NULL };

	return (fold_any(word, known) != NULL ||
	    (unit != NULL && strstr(unit, word) != NULL));
}

/* Letters only, from ${s} on: ${n} of them. */
static int
is_name(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!(((uint8_t)s[i] | 0x20) >= 'a' &&
		    ((uint8_t)s[i] | 0x20) <= 'z') && (uint8_t)s[i] < 0x80 &&
		    s[i] != '-')
			return (0);
	return (n >= 2);
}

/* first.last@, where neither is what a unit is called. */
static int
is_personal(const char *address, const char *unit, struct fail *fail)
{
	size_t first = strcspn(address, ".@"), second;
	struct buf b = BUF_INIT;
	char *plain;
	int personal = 0;

	if (address[first] != '.')
		return (0);
	second = strcspn(address + first + 1, ".@");
	if (address[first + 1 + second] != '@' || !is_name(address, first) ||
	    !is_name(address + first + 1, second))
		return (0);
	add_plain(&b, address, first);
	plain = fold_text(buf_text(&b), fail);
	personal = plain != NULL && !is_unit_word(plain, unit);
	free(plain);
	buf_reset(&b);
	add_plain(&b, address + first + 1, second);
	plain = fold_text(buf_text(&b), fail);
	personal = personal && plain != NULL && !is_unit_word(plain, unit);
	free(plain);
	buf_clear(&b);
	return (personal);
}

/* Whether the address is that of somebody in the register. */
static int
is_known(const struct konton *k, const char *address)
{
	const xml_node *at;
	const char *mail;
	size_t i, j;

	for (i = 0; i < k->count; i++)
		for (j = 0; j < PARTS; j++)
			for (at = xml_first(k->account[i].node, parts[j]);
			    at != NULL; at = xml_next(at, parts[j])) {
				mail = xml_get(k->file.doc, at, "epost");
				if (mail != NULL &&
				    strcasecmp(mail, address) == 0)
					return (1);
			}
	return (0);
}

static int
find_address(const struct konton *k, const char *unit, const char *text,
    char **what, struct fail *fail)
{
	char *word, *bare;
	size_t n, end;

	for (; *text != '\0' && *what == NULL; text += n) {
		text += strspn(text, " \t\r\n,;:<>()[]\"/|");
		n = address_span(text);
		for (end = n; end > 0 && text[end - 1] == '.'; end--)
			;
		if (memchr(text, '@', n) == NULL)
			continue;
		if ((word = text_printf(fail, "%.*s", (int)end, text)) == NULL)
			return (-1);
		bare = strcmp(word, "@") == 0 ? NULL : word;
		if (bare != NULL && (is_known(k, bare) ||
		    is_personal(bare, unit, fail)))
			*what = word;
		else
			free(word);
	}
	return (0);
}

/* The person's name as the register has it, if the folded text has it. */
static int
match_name(const char *text, const char *name, char **what, struct fail *fail)
{
	char *folded = fold_text(name, fail);
	int found;

	if (folded == NULL)
		return (-1);
	/* One word is too little to tell a person by. */
	found = folded[0] != '\0' && folded[1] != '\0' &&
	    strchr(folded + 1, ' ') != strrchr(folded, ' ') &&
	    strstr(text, folded) != NULL;
	free(folded);
	if (!found)
		return (0);
	*what = text_copy(name, fail);
	return (*what == NULL ? -1 : 0);
}

/* The name of anybody in the register. */
static int
find_name(const struct konton *k, const char *text, char **what,
    struct fail *fail)
{
	char *folded = fold_text(text, fail);
	const xml_node *at;
	size_t i, j;
	int rc = folded == NULL ? -1 : 0;

	for (i = 0; rc == 0 && *what == NULL && i < k->count; i++)
		for (j = 0; j < PARTS; j++)
			for (at = xml_first(k->account[i].node, parts[j]);
			    rc == 0 && *what == NULL && at != NULL;
			    at = xml_next(at, parts[j]))
				rc = match_name(folded, xml_get(k->file.doc,
				    at, "person"), what, fail);
	free(folded);
	return (rc);
}

int
person_in_text(const struct konton *k, const char *unit, const char *text,
    char **what, struct fail *fail)
{
	struct buf b = BUF_INIT;
	char *folded = NULL;
	int rc = -1;

	*what = NULL;
	if (text == NULL)
		return (0);
	/* Units as they are written in addresses. */
	if ((folded = fold_text(unit, fail)) != NULL) {
		add_plain(&b, folded, strlen(folded));
		if (buf_check(&b, fail) == 0 &&
		    find_name(k, text, what, fail) == 0)
			rc = *what != NULL ? 0 : find_address(k, buf_text(&b),
			    text, what, fail);
	}
	buf_clear(&b);
	free(folded);
	return (rc);
}
