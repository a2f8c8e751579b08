#include "register/column.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/list.h"
#include "core/text.h"
#include "register/fold.h"
#include "register/konton.h"
#include "register/sheet.h"

#define NUMBER_MAX 99		/* of one field's columns */
#define TITLE_BYTES 64

static const struct column_field fields[] = {
	{ "Id", NULL, NULL, 0, 1, 0, 0 },
	{ "Namn", "namn", NULL, 0, 1, 0, 0 },
	{ "Plattform", "plattform", NULL, 0, 1, 0, 1 },
	{ "Adress", "adress", NULL, 0, 1, 0, 0 },
	{ "Syfte", "syfte", NULL, 0, 0, 0, 0 },
	{ "Målgrupp", "malgrupp", NULL, 0, 0, 0, 0 },
	{ "Kontakt", "kontakt", NULL, 0, 0, 0, 0 },
	{ "Enhet", "enhet", NULL, 0, 1, 0, 0 },
	{ "Nämnd", "namnd", NULL, 0, 1, 0, 0 },
	{ "Ansvarig %d", "ansvarig", "person", 2, 0, 0, 0 },
	{ "Ansvarig %d befattning", "ansvarig", "befattning", 2, 0, 0, 0 },
	{ "Ansvarig %d e-post", "ansvarig", "epost", 2, 0, 0, 0 },
	{ "Ersättare %d", "ersattare", "person", 1, 0, 0, 0 },
	{ "Ersättare %d befattning", "ersattare", "befattning", 1, 0, 0, 0 },
	{ "Ersättare %d e-post", "ersattare", "epost", 1, 0, 0, 0 },
	{ "Administratör %d", "administrator", "person", 2, 0, 0, 0 },
	{ "Administratör %d befattning", "administrator", "befattning", 2, 0,
	    0, 0 },
	{ "Administratör %d e-post", "administrator", "epost", 2, 0, 0, 0 },
	{ "Inloggning", "inloggning", NULL, 0, 0, 0, 0 },
	{ "Meta Business Suite", "metaBusinessSuite", NULL, 0, 1, 0, 1 },
	{ "Beslut av", "beslut", "av", 0, 0, 0, 0 },
	{ "Beslut datum", "beslut", "datum", 0, 0, 1, 0 },
	{ "Beslut paragraf", "beslut", "paragraf", 0, 0, 0, 0 },
	{ "Beslut diarienummer", "beslut", "diarienummer", 0, 0, 0, 0 },
	{ "Inloggad insamling av", "inloggadInsamling", "av", 0, 0, 0, 0 },
	{ "Inloggad insamling datum", "inloggadInsamling", "datum", 0, 0, 1,
	    0 },
	{ "Inloggad insamling paragraf", "inloggadInsamling", "paragraf", 0, 0,
	    0, 0 },
	{ "Inloggad insamling diarienummer", "inloggadInsamling",
	    "diarienummer", 0, 0, 0, 0 },
	{ "Status", "status", NULL, 0, 1, 0, 1 },
	{ "Slutdatum", "slutdatum", NULL, 0, 0, 1, 0 },
	{ "Inlet %d", "inlet", NULL, 1, 1, 0, 1 },
	{ "Ord %d", "ord", NULL, 1, 1, 0, 0 },
	{ "Ändrad", "andrad", NULL, 0, 1, 1, 0 },
};

#define FIELDS (sizeof(fields) / sizeof(fields[0]))

const struct column_field *
column_fields(size_t *count)
{
	*count = FIELDS;
	return (fields);
}

static int
add(struct column_list *list, const struct column_field *field, int number,
    struct fail *fail)
{
	struct column *item = list_grow(list->item, &list->count,
	    sizeof(*item), fail);

	if (item == NULL)
		return (-1);
	list->item = item;
	item[list->count - 1].field = field;
	item[list->count - 1].number = number;
	return (0);
}

static int
most(const struct konton *k, const char *element, int least)
{
	size_t i, n;

	for (i = 0; k != NULL && i < k->count; i++)
		if ((n = xml_count(k->account[i].node, element)) >
		    (size_t)least)
			least = (int)n;
	return (least);
}

int
column_for(struct column_list *list, const struct konton *a,
    const struct konton *b, struct fail *fail)
{
	size_t i = 0, j, end;
	int number, count;

	while (i < FIELDS) {
		/* What belongs to one person stands together. */
		for (end = i + 1; end < FIELDS && fields[i].many > 0 &&
		    strcmp(fields[end].element, fields[i].element) == 0; end++)
			;
		count = fields[i].many == 0 ? 1 : most(b, fields[i].element,
		    most(a, fields[i].element, fields[i].many));
		for (number = 1; number <= count; number++)
			for (j = i; j < end; j++)
				if (add(list, &fields[j], number, fail) == -1)
					return (-1);
		i = end;
	}
	return (0);
}

int
column_find(const struct column_list *list, const struct column_field *field,
    int number, size_t *at)
{
	for (*at = 0; *at < list->count; (*at)++)
		if (list->item[*at].field == field &&
		    list->item[*at].number == number)
			return (1);
	return (0);
}

/* ---- headings ---- */

static int
make_title(char title[TITLE_BYTES], const struct column_field *field,
    int number)
{
	const char *mark = strstr(field->title, "%d");
	int n;

	if (mark == NULL)
		n = snprintf(title, TITLE_BYTES, "%s", field->title);
	else
		n = snprintf(title, TITLE_BYTES, "%.*s%d%s",
		    (int)(mark - field->title), field->title, number,
		    mark + 2);
	return (n > 0 && n < TITLE_BYTES);
}

char *
column_title(const struct column *column, struct fail *fail)
{
	char title[TITLE_BYTES];

	return (make_title(title, column->field, column->number) ?
	    text_copy(title, fail) : NULL);
}

/* Which column the folded heading names; its field is NULL for none. */
static int
match(const char *heading, struct column *column, struct fail *fail)
{
	const char *digits = strpbrk(heading, "123456789");
	long told = digits == NULL ? 1 : strtol(digits, NULL, 10);
	char title[TITLE_BYTES], *folded;
	size_t i;
	int number, same;

	for (i = 0; i < FIELDS && column->field == NULL; i++) {
		number = fields[i].many > 0 ? (int)told : 1;
		if (told < 1 || told > NUMBER_MAX ||
		    !make_title(title, &fields[i], number))
			continue;
		if ((folded = fold_text(title, fail)) == NULL)
			return (-1);
		same = strcmp(folded, heading) == 0;
		free(folded);
		if (same) {
			column->field = &fields[i];
			column->number = number;
		}
	}
	return (0);
}

/* Whether any row below the headings has something in that column. */
static int
is_used(const struct sheet *s, size_t column)
{
	size_t i;

	for (i = 1; i < s->count; i++)
		if (*sheet_get(&s->row[i], column) != '\0')
			return (1);
	return (0);
}

static int
read_heading(struct column_list *list, const struct sheet *s, size_t at,
    struct fail *fail)
{
	const char *heading = sheet_get(&s->row[0], at);
	struct column column = { NULL, 0 };
	char name[SHEET_NAME], *folded;
	size_t twin;
	int rc;

	if ((folded = fold_text(heading, fail)) == NULL)
		return (-1);
	rc = match(folded, &column, fail);
	free(folded);
	sheet_column(at, name);
	if (rc == 0 && column.field == NULL &&
	    (*heading != '\0' || is_used(s, at)))
		return (fail_set(fail, FAIL_DATA, "row %d, column %s: '%.60s' "
		    "is no heading of the register; write one as 'bevara "
		    "register export' does, or take the column out",
		    s->row[0].line, name, heading));
	if (rc == 0 && column.field != NULL && column_find(list, column.field,
	    column.number, &twin))
		return (fail_set(fail, FAIL_DATA, "row %d, column %s: the "
		    "heading '%.60s' stands twice; take one of the columns "
		    "out", s->row[0].line, name, heading));
	return (rc == -1 ? -1 : add(list, column.field, column.number, fail));
}

/* The rightmost column of all rows, counted from 1. */
static size_t
width(const struct sheet *s)
{
	size_t i, widest = 0;

	for (i = 0; i < s->count; i++)
		if (s->row[i].count > widest)
			widest = s->row[i].count;
	return (widest);
}

int
column_read(struct column_list *list, const struct sheet *s,
    struct fail *fail)
{
	size_t i, count = s->count > 0 ? width(s) : 0, at;
	char *title;

	for (i = 0; i < count; i++)
		if (read_heading(list, s, i, fail) == -1)
			return (-1);
	for (i = 0; i < FIELDS; i++)
		if (fields[i].needed && !column_find(list, &fields[i], 1,
		    &at)) {
			const struct column missing = { &fields[i], 1 };

			if ((title = column_title(&missing, fail)) == NULL)
				return (-1);
			fail_set(fail, FAIL_DATA, "row 1: there is no column "
			    "'%s'; add it, as 'bevara register export' has "
			    "it", title);
			free(title);
			return (-1);
		}
	return (0);
}

const char *
column_value(const struct konton *k, const struct konton_account *a,
    const struct column *column)
{
	const struct column_field *f = column->field;
	const char *text = NULL;
	const xml_node *at;
	int i;

	if (f->element == NULL)
		return (a->id);
	at = xml_first(a->node, f->element);
	for (i = 1; i < column->number && at != NULL; i++)
		at = xml_next(at, f->element);
	if (at != NULL)
		text = f->child == NULL ? xml_text(k->file.doc, at) :
		    xml_get(k->file.doc, at, f->child);
	return (text == NULL ? "" : text);
}

void
column_clear(struct column_list *list)
{
	free(list->item);
	list->item = NULL;
	list->count = 0;
}
