#include "verify/report_part.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"
#include "verify/extent.h"
#include "verify/finding.h"
#include "verify/report.h"
#include "verify/stamps.h"
#include "verify/verify.h"

/* What a kind of finding is called, and what is to be done about it. */
static const struct {
	const char *name, *remedy;
} words[FINDING_KINDS] = {
	[FINDING_CHANGED] = { "ändrad",
	    "Filen har ett annat innehåll än när den lades in. Ta fram filen\n"
	    "   ur en säkerhetskopia och ta reda på vem som ändrade vad. Rätta\n"
	    "   aldrig listan efter filen." },
	[FINDING_MISSING] = { "saknas",
	    "Det som borde finnas är borta. Ta fram det ur en säkerhetskopia.\n"
	    "   Saknas bara en underskrift eller ett bevis görs det om med det\n"
	    "   kommando som står vid raden." },
	[FINDING_UNTRACKED] = { "okänd",
	    "Något ligger på arkivytan som inte hör till något arkivpaket.\n"
	    "   Ta reda på vem som lade det där och flytta det därifrån." },
	[FINDING_MISSING_SUMS] = { "utan lista",
	    "Arkivpaketet saknar sin lista över kontrollsummor. Kör\n"
	    "   'bevara place' på dess jobb igen." },
	[FINDING_UNREADABLE] = { "oläsbar",
	    "Filen gick inte att läsa. Försök igen; går det inte då heller ska\n"
	    "   disken undersökas och filen tas fram ur en säkerhetskopia." },
	[FINDING_LEFTOVER] = { "rest",
	    "En rest av en körning som bröts. Den hör inte till något paket\n"
	    "   och är ingen fara; 'bevara place' på samma jobb städar bort\n"
	    "   den." },
	[FINDING_LOG] = { "logg",
	    "Arkivets logg har ändrats, eller känner inte till det som finns.\n"
	    "   Ta fram loggen ur en säkerhetskopia, jämför, och ta reda på vem\n"
	    "   som gjorde vad." },
	[FINDING_SIGNATURE] = { "underskrift",
	    "Underskriften gäller inte, eller är inte vår. Kontrollera att\n"
	    "   ingen har bytt ut den; kör sedan 'bevara place' på paketets\n"
	    "   jobb igen." },
	[FINDING_PROOF] = { "bevis",
	    "Beviset ur loggen visar inte det som det ska visa. Gör om det med\n"
	    "   'bevara log prove' och paketets namn." },
	[FINDING_BROKEN] = { "trasig",
	    "Filen kan vara som den lades in, men säger emot sig själv. Jämför\n"
	    "   med en säkerhetskopia; är den likadan var filen trasig redan när\n"
	    "   den lades in, och då ska det antecknas i ärendet." },
	[FINDING_EXPIRED] = { "utgången",
	    "En tidsstämpel förnyades inte innan tjänstens certifikat gick ut.\n"
	    "   Kör 'bevara log restamp' i tid nästa gång; loggens egna\n"
	    "   underskrifter gäller fortfarande." }
};

/* Text from a file's name or another program's message, on one line. */
static void
put_outside(struct buf *b, const char *text)
{
	struct fail fail = FAIL_INIT;
	char *clean = text_clean(text, &fail), *s;

	if (clean == NULL) {
		b->failed = 1;
		return;
	}
	for (s = clean; *s != '\0'; s++)
		buf_addc(b, (uint8_t)*s < 0x20 ? ' ' : *s);
	free(clean);
}

static void
put_head(struct buf *b, const struct report *r, const char *stamp)
{
	char start[CLOCK_TEXT], end[CLOCK_TEXT];

	clock_minute(r->started_utc, start);
	clock_minute(r->ended_utc, end);
	buf_adds(b, "KONTROLL AV ARKIVYTAN\n\n");
	put_outside(b, r->site->organisation);
	buf_adds(b, "\n");
	put_outside(b, r->site->share_windows);
	buf_addf(b, "\n\nBörjade: %s\nSlutade: %s\n", start, end);
	buf_addf(b, "Mapp:    " REPORT_FOLDER "/" REPORT_PREFIX "%s\n", stamp);
	buf_adds(b, "Program: bevara-verify " BEVARA_VERSION "\n");
	buf_adds(b, "Tiderna är svensk tid.\n\n");
}

static void
put_answer(struct buf *b, const struct verify *v)
{
	uint64_t bad = verify_bad(v);

	buf_adds(b, "RESULTAT\n\n");
	if (bad > 0)
		buf_addf(b, "%" PRIu64 " AVVIKELSER. De står nedan, med vad "
		    "som ska göras.\n", bad);
	else if (v->package_count == 0)
		buf_adds(b, "Inget arkivpaket kontrollerades.\n");
	else
		buf_adds(b, "ALLT SOM KONTROLLERADES STÄMMER.\n");
	if (v->unchecked_count > 0)
		buf_addf(b, "Tiden räckte inte till: %" PRIu64 " arkivpaket "
		    "är inte kontrollerade.\n", v->unchecked_count);
	buf_adds(b, "\n");
}

static void
put_extent(struct buf *b, const struct report *r)
{
	const struct extent *extent = r->extent;
	const struct verify *v = r->verify;

	buf_adds(b, "VAD SOM KONTROLLERADES\n\n");
	switch (extent->kind) {
	case EXTENT_PART:
		buf_addf(b, "Del %" PRId64 " av %" PRId64 " av arkivpaketen. "
		    "Delarna är tillsammans alla.\n", extent->part,
		    extent->parts);
		break;
	case EXTENT_SAMPLE:
		buf_adds(b, "Ett slumpvis urval av arkivpaketen.\n");
		break;
	case EXTENT_NAMED:
		buf_adds(b, "De arkivpaket som angavs.\n");
		break;
	default:
		buf_adds(b, "Hela arkivytan: alla arkivpaket, och det som "
		    "ligger löst bredvid dem.\n");
	}
	buf_addf(b, "Arkivpaket:   %" PRIu64 "\n", v->package_count);
	buf_addf(b, "Filer:        %" PRIu64 "\n", v->file_count);
	buf_addf(b, "Byte:         %" PRIu64 "\n", v->size_bytes);
	buf_addf(b, "Underskrifter och bevis prövade: %" PRIu64
	    " arkivpakets\n", v->sealed_count);
	if (extent->deep)
		buf_addf(b, "WARC-poster:  %" PRIu64 ", med %" PRIu64
		    " kontrollsummor jämförda\n", v->record_count,
		    v->digest_count);
	if (r->log != NULL)
		buf_addf(b, "Loggen:       %" PRIu64 " rader\n", r->log->size);
	if (r->stamps != NULL)
		buf_addf(b, "Tidsstämplar: %zu\n", r->stamps->token_count);
	buf_adds(b, "\n");
}

static void
put_how(struct buf *b, const struct report *r)
{
	buf_adds(b, "HUR\n\n"
	    "Varje fil i arkivpaketen lästes och dess kontrollsumma (SHA-256)\n"
	    "jämfördes med paketets lista, ID.sha256. Listan jämfördes med\n"
	    "paketets METS-filer och med arkivets logg. Loggen räknades om från\n"
	    "sina rader, och dess underskrift prövades med arkivets egen nyckel.\n"
	    "Den jämfördes med kopian utanför arkivytan, så att en äldre logg\n"
	    "eller en utbytt märks. Att underskrift och bevis finns kontrollerades\n"
	    "för varje paket; så många som står ovan prövades också med nycklar.\n");
	if (r->log == NULL)
		buf_adds(b, "Loggen är inte som den ska; paketen kunde inte "
		    "jämföras med den.\n");
	if (r->extent->deep)
		buf_adds(b, "Varje post i WARC-filerna och varje kontrollsumma "
		    "i premis.xml prövades\nockså.\n");
	if (r->stamps != NULL)
		buf_adds(b, "Tidsstämplarna prövades vid den tid som de anger.\n");
	buf_adds(b, "Vilka paket det gäller och när vart och ett kontrollerades "
	    "står i\n" REPORT_XML ". Samma sak som PREMIS-händelser står i "
	    REPORT_PREMIS ".\nVarje fil här har en underskrift med samma namn "
	    "och .p7s;\nKONTROLLERA.txt på arkivytan visar hur den prövas.\n\n");
}

static void
put_findings(struct buf *b, const struct finding_list *list)
{
	const struct finding *f;
	size_t i;

	if (list->count == 0)
		return;
	buf_adds(b, "AVVIKELSER\n\n");
	for (i = 0; i < list->count; i++) {
		f = &list->item[i];
		buf_addf(b, "%zu. %s: ", i + 1, words[f->kind].name);
		put_outside(b, f->path);
		buf_adds(b, "\n");
		if (f->detail == NULL)
			continue;
		buf_adds(b, "   Programmets ord: ");
		put_outside(b, f->detail);
		buf_adds(b, "\n");
	}
	buf_adds(b, "\n");
}

static void
put_remedies(struct buf *b, const struct finding_list *list)
{
	int kind, is_there;
	size_t i;

	if (list->count == 0)
		return;
	buf_adds(b, "VAD SOM SKA GÖRAS\n\n");
	for (kind = 0; kind < FINDING_KINDS; kind++) {
		is_there = 0;
		for (i = 0; i < list->count; i++)
			is_there |= (int)list->item[i].kind == kind;
		if (is_there)
			buf_addf(b, "%s:\n   %s\n\n", words[kind].name,
			    words[kind].remedy);
	}
}

void
report_text(const struct report *r, const char *stamp, struct buf *b)
{
	put_head(b, r, stamp);
	put_answer(b, r->verify);
	put_extent(b, r);
	put_how(b, r);
	put_findings(b, &r->verify->findings);
	put_remedies(b, &r->verify->findings);
}
