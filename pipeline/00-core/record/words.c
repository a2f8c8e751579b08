#include "core/record/words.h"

#include <stddef.h>
#include <string.h>

static const struct words_pair verdicts[] = {
	{ "good", "Bra" },
	{ "login-wall", "Inloggning i vägen" },
	{ "consent-wall", "Fråga om kakor i vägen" },
	{ "rate-limited", "Servern bad oss vänta" },
	{ "captcha", "Robotkontroll i vägen" },
	{ "blank", "Tom sida" },
	{ "truncated", "Avkortad sida" },
	{ "changed", "Ändrad sedan förra gången" },
	{ "error", "Sidan kunde inte hämtas" },
	{ NULL, NULL }
};

static const struct words_pair todos[] = {
	{ "good", "Titta att bilden är kontots sida." },
	{ "login-wall", "Syns sidan bakom rutan kan den godtas. Annars: se till "
	    "att den syns utan inloggning och ta om den." },
	{ "consent-wall", "Syns sidan bakom frågan kan den godtas. Annars: ta "
	    "om den." },
	{ "rate-limited", "Vänta, helst till i morgon, och kör igen." },
	{ "captcha", "Vänta en dag och ta om den, eller lämna in en egen "
	    "skärmdump." },
	{ "blank", "Öppna adressen i en webbläsare. Syns sidan där: ta om den. "
	    "Är den verkligen tom: godta." },
	{ "truncated", "Räcker det som kom med kan det godtas, med skäl. "
	    "Annars: ta om den." },
	{ "changed", "Jämför med förra gångens bild. Är det samma konto: godta. "
	    "Är det ett annat: rätta adressen i konton.xml och ta om den." },
	{ "error", "Kontrollera adressen i konton.xml och kör igen." },
	{ NULL, NULL }
};

static const struct words_pair platforms[] = {
	{ "facebook", "Facebook" }, { "instagram", "Instagram" },
	{ "x", "X" }, { "linkedin", "LinkedIn" }, { "youtube", "YouTube" },
	{ "tiktok", "TikTok" }, { "mastodon", "Mastodon" },
	{ "bluesky", "Bluesky" }, { "threads", "Threads" },
	{ "webb", "webbplats" },
	{ NULL, NULL }
};

const char *
words_find(const struct words_pair *w, const char *code)
{
	for (; w->code != NULL; w++)
		if (strcmp(w->code, code) == 0)
			return (w->text);
	return (code);
}

const char *
words_verdict(const char *code)
{
	return (words_find(verdicts, code));
}

const char *
words_todo(const char *code)
{
	return (words_find(todos, code));
}

const char *
words_platform(const char *code)
{
	return (words_find(platforms, code));
}
