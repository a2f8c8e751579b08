/*
 * rules_page.c - what visitors are told on an account's page, as it looked
 * when it was last captured.
 * Source: the routine, section 2 (what the account must publish) and 4.4 (what
 * comments may not hold, and that such is removed within 48 hours).
 */
#include "register/rules.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/site.h"
#include "core/text.h"
#include "register/check.h"
#include "register/fold.h"
#include "register/konton.h"
#include "register/past.h"
#include "register/seen.h"

/* Section 4.4's list: its points, and the words that they are told by. */
static const struct point {
	const char *name;
	const char *words[6];	/* folded beginnings; NULL-ended */
} points[] = {
	{ "förtal och personliga angrepp", { " förtal", " personliga angrepp",
	    " personangrepp", " förolämp", NULL } },
	{ "hets mot folkgrupp och trakasserier", { " hets mot folkgrupp",
	    " trakasser", NULL } },
	{ "våldsskildringar och pornografi", { "våldsskildr", " pornogra",
	    NULL } },
	{ "uppmaningar till brott", { " uppmaningar till brott",
	    " uppmaning till brott", " uppmana till brott", " brottslig",
	    NULL } },
	{ "sekretess och känslig information", { " sekretess",
	    " känslig information", " känsliga uppgifter",
	    " känsliga personuppgifter", NULL } },
	{ "bilder på människor utan godkännande", { " bilder på ",
	    " bild på ", " bilder av ", " fotografier ", NULL } },
	{ "upphovsrättsligt skyddat material", { " upphovsrätt", NULL } },
	{ "kommersiella budskap", { " kommersiell", " reklam", NULL } },
};

#define POINTS (sizeof(points) / sizeof(points[0]))

static const char *const hours[] = { " 48 timm", " 48 tim ", " 48 h ",
    " fyrtioåtta timm", " två dygn ", NULL };
static const char *const removal[] = { " tas bort", " tar vi bort",
    " tar bort", " att ta bort", " rader", " avpublic", " plockas bort",
    NULL };

static int
tells_removal(const char *text)
{
	return (fold_any(text, hours) != NULL &&
	    fold_any(text, removal) != NULL);
}

static void
lacks(struct buf *b, const char *what)
{
	buf_addf(b, "%s%s", b->size > 0 ? "; " : "", what);
}

/* The points that the text lacks, named in ${b}; how many. */
static size_t
add_points(struct buf *b, const char *text)
{
	size_t i, count = 0;

	for (i = 0; i < POINTS; i++)
		if (fold_any(text, points[i].words) == NULL) {
			lacks(b, points[i].name);
			count++;
		}
	return (count);
}

int
rules_common_text(const struct check *c)
{
	struct buf b = BUF_INIT;
	char *text;
	int rc = 0;

	if (c->site->visitors_text == NULL)
		return (0);
	if ((text = fold_text(c->site->visitors_text, c->fail)) == NULL)
		return (-1);
	(void)add_points(&b, text);
	if (!tells_removal(text))
		lacks(&b, "att otillåtet innehåll tas bort inom 48 timmar");
	if (b.size > 0)
		rc = check_say(c, NULL, FINDING_COMMON_TEXT, "Den gemensamma "
		    "texten till besökare i bevara.xml saknar: %s.",
		    buf_text(&b));
	buf_clear(&b);
	free(text);
	return (rc);
}

/* ---- on the page ---- */

/*
 * The first sentence of the common text that the page has not, as it stands
 * there; the caller's.  NULL: it has all, or *whole says that it has none.
 */
static char *
missing_sentence(const struct check *c, const char *page, int *none)
{
	const char *s = c->site->visitors_text;
	char *missing = NULL, *one, *folded;
	size_t n;
	int found = 0;

	for (; *s != '\0'; s += n) {
		s += strspn(s, " .!?;:");
		n = strcspn(s, ".!?;:");
		one = text_printf(c->fail, "%.*s", (int)n, s);
		folded = fold_text(one, c->fail);
		if (folded != NULL && strlen(folded) > 2) {
			if (strstr(page, folded) != NULL)
				found = 1;
			else if (missing == NULL) {
				missing = one;
				one = NULL;	/* given to the caller */
			}
		}
		free(folded);
		free(one);
	}
	*none = !found;
	return (missing);
}

/* A word by which a unit is reached: an address or a telephone number. */
static int
reaches(const char *word, size_t n)
{
	size_t i, digits = 0;

	for (i = 0; i < n; i++) {
		if (word[i] == '@')
			return (1);
		digits += word[i] >= '0' && word[i] <= '9';
	}
	return (digits >= 3 || strncmp(word, "www.", 4) == 0 ||
	    (n > 8 && strncmp(word, "http", 4) == 0));
}

/* Whether the page says how the unit is reached, as the register has it. */
static int
tells_contact(const struct check *c, const char *page, const char *contact)
{
	static const char between[] = " ,;()<>";
	const char *s = contact;
	char *word, *folded;
	int any = 0, found = 0;
	size_t n;

	for (; *s != '\0' && !found; s += n) {
		s += strspn(s, between);
		n = strcspn(s, between);
		if (!reaches(s, n))
			continue;
		any = 1;
		word = text_printf(c->fail, "%.*s", (int)n, s);
		folded = fold_text(word, c->fail);
		found = folded != NULL && strlen(folded) > 2 &&
		    strstr(page, folded) != NULL;
		free(folded);
		free(word);
	}
	if (any)
		return (found);
	if ((folded = fold_text(contact, c->fail)) != NULL)
		found = strstr(page, folded) != NULL;
	free(folded);
	return (found);
}

/* Section 4.4: by the common text where there is one, else by its points. */
static int
add_rules(const struct check *c, const char *page, struct buf *b)
{
	char *sentence;
	size_t before, count;
	int none = 0;

	if (c->site->visitors_text != NULL) {
		if ((sentence = missing_sentence(c, page, &none)) == NULL)
			return (0);
		lacks(b, "den gemensamma texten");
		if (!none)
			buf_addf(b, " där den lyder \"%s\"", sentence);
		free(sentence);
		return (none);
	}
	before = b->size;
	if (!tells_removal(page))
		lacks(b, "att otillåtet innehåll tas bort inom 48 timmar");
	none = b->size > before;
	count = add_points(b, page);
	return (none && count == POINTS);
}

static int
compare(const struct check *c, const struct konton_account *a,
    const char *page, const char *day)
{
	const char *purpose = check_text(c, a, "syfte");
	const char *contact = check_text(c, a, "kontakt");
	struct buf b = BUF_INIT;
	char *folded = fold_text(purpose, c->fail);
	int none, rc = -1;

	if (folded == NULL)
		return (-1);
	if (purpose != NULL && strstr(page, folded) == NULL &&
	    !fold_near(page, folded))
		lacks(&b, "syftet med kontot");
	if (contact != NULL && !tells_contact(c, page, contact))
		lacks(&b, "kontakt till ansvarig enhet");
	none = add_rules(c, page, &b);
	if (buf_check(&b, c->fail) == 0)
		rc = b.size == 0 ? 0 : none ?
		    check_say(c, a, FINDING_NO_VISITORS, "Sidan, så som den "
		    "insamlades %s, saknar informationen till besökare: %s.",
		    day, buf_text(&b)) :
		    check_say(c, a, FINDING_OTHER_VISITORS, "Informationen "
		    "till besökare på sidan, så som den insamlades %s, saknar: "
		    "%s.", day, buf_text(&b));
	buf_clear(&b);
	free(folded);
	return (rc);
}

int
rules_visitors(const struct check *c, const struct konton_account *a)
{
	const struct past_want want = { c->site->work, a->id, NULL, 1 };
	struct past past = PAST_INIT;
	char *path = NULL, *page = NULL;
	char day[CLOCK_TEXT];
	int rc = -1;

	if (past_find(&past, &want, c->fail) == -1)
		return (-1);
	if (past.id == NULL)
		return (check_unknown(c, a, FINDING_NO_VISITORS, "Sidan är "
		    "inte insamlad än, så det är inte känt vad den säger till "
		    "besökare."));
	clock_date(past.ended_utc, day);
	path = text_printf(c->fail, "%s/%s/%s/capture/layout.xml",
	    c->site->work, past.period, past.job);
	if (path == NULL)
		goto out;
	if (!file_is_file(path)) {
		rc = check_unknown(c, a, FINDING_NO_VISITORS, "Det som "
		    "insamlades %s är en bild utan text, så det är inte känt "
		    "vad sidan säger till besökare.", day);
		goto out;
	}
	if ((page = seen_text(path, c->fail)) != NULL)
		rc = compare(c, a, page, day);
out:
	past_clear(&past);
	free(path);
	free(page);
	return (rc);
}
