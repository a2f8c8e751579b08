#include "describe/readme.h"

#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "describe/input.h"
#include "describe/pack.h"
#include "describe/words.h"

#define LINE_BYTES 78

static void
add_head(struct buf *b, const struct input *in, const char *version)
{
	char minute[CLOCK_TEXT];

	clock_minute(in->capture.ended_utc, minute);
	buf_adds(b, "ARKIVPAKET ");
	buf_adds(b, in->capture.id);
	buf_adds(b, "\n\n");
	words_title(b, in);
	buf_addf(b, "\nAdress:       %s\nInsamlat:     %s (svensk tid)\n"
	    "Arkivbildare: ", in->capture.requested, minute);
	words_creator(b, in);
	if (in->decision.value != NULL) {
		clock_minute(in->decision.decided_utc, minute);
		buf_addf(b, "Godtagen:     maskinens bedömning var \"%s\"; "
		    "insamlingen\n              godtogs av %s (inloggad som "
		    "%s)\n              %s, se documentation/decision.xml\n",
		    in->decision.verdict, in->decision.by, in->decision.login,
		    minute);
	}
	buf_addf(b, "\nPaketet är ett arkivpaket (AIP) enligt E-ARK CSIP %s"
	    ".\n", version);
}

/* The records of the making. */
static void
add_documentation(struct buf *b, const struct input *in)
{
	buf_adds(b, "documentation/\n"
	    "    order.xml     kontot och planens rad när insamlingen "
	    "beställdes\n"
	    "    capture.xml   när, hur och med vad sidan hämtades, och "
	    "bedömningen\n");
	if (in->decision.value != NULL)
		buf_adds(b, "    decision.xml  vem som godtog insamlingen, när "
		    "och varför\n");
	if (in->warc != NULL)
		buf_adds(b, "    answer.xml    vad servern svarade, med "
		    "huvuden och certifikat\n");
	buf_adds(b, "    layout.xml    text, länkar, rubriker och bilder med "
	    "lägen på sidan\n");
	if (part_find(&in->capture.files, CAPTURE_PAGE, 0) != NULL)
		buf_adds(b, in->warc != NULL ?
		    "    page.html     sidans kod sedan skripten körts\n" :
		    "    page.html     sidans kod som den ritades, utan "
		    "skript\n");
	buf_adds(b, "    document.xml  hur PDF-filen gjordes och vad kontrollen "
	    "visade\n"
	    "    verapdf-*.xml veraPDF:s rapporter, om PDF-filen "
	    "kontrollerades\n");
}

/* What a capture by the browser leaves, and what one by a person does. */
static void
add_captured(struct buf *b, const struct input *in)
{
	if (in->warc != NULL)
		buf_adds(b, "representations/warc/data/capture.warc.gz\n"
		    "    Det som webbläsaren hämtade (WARC 1.1), för den som "
		    "vill spela upp sidan.\n");
	else
		buf_adds(b, PACK_ORIGINAL "\n"
		    "    Det som en person lämnade in, oförändrat. Vem och när "
		    "står i capture.xml.\n");
}

static void
add_content(struct buf *b, const struct input *in)
{
	buf_addf(b, "\nVAD PAKETET INNEHÅLLER\n\n"
	    "representations/pdfa/data/document.pdf\n"
	    "    Sidan som den såg ut, i PDF/A-%s %s sökbar text. Det är den "
	    "handling\n    som ska läsas, skrivas ut och lämnas ut.\n",
	    in->conformance, in->document.words > 0 ? "med" : "utan");
	add_captured(b, in);
	add_documentation(b, in);
	buf_adds(b, "metadata/\n"
	    "    descriptive/dc.xml        beskrivning (Dublin Core)\n"
	    "    preservation/premis.xml   händelser, program, kontrollsummor "
	    "(PREMIS 3)\n"
	    "    other/retention.xml       dokumenthanteringsplanens rad och "
	    "datum\n"
	    "METS.xml      förteckning över allt i paketet, med SHA-256\n"
	    "schemas/      XML-scheman för alla XML-filer utom veraPDF:s\n");
}

/* A paragraph, broken between words. */
static void
add_paragraph(struct buf *b, const char *text)
{
	size_t word, width = 0;

	while (*text != '\0') {
		word = strcspn(text, " ");
		if (width > 0 && width + 1 + word > LINE_BYTES) {
			buf_addc(b, '\n');
			width = 0;
		} else if (width > 0) {
			buf_addc(b, ' ');
			width++;
		}
		buf_add(b, text, word);
		width += word;
		text += word + strspn(text + word, " ");
	}
	buf_addc(b, '\n');
}

static int
add_rule(struct buf *b, const struct input *in, struct fail *fail)
{
	struct buf text = BUF_INIT;
	int rc;

	words_rule(&text, in);
	buf_addc(&text, '.');
	buf_adds(b, "\nBEVARANDE OCH GALLRING\n\n");
	add_paragraph(b, buf_text(&text));
	rc = buf_check(&text, fail);
	buf_clear(&text);
	return (rc);
}

static void
add_checks(struct buf *b, const struct input *in)
{
	const char *id = in->capture.id;

	buf_addf(b, "\nSÅ KONTROLLERAS PAKETET (utan Bevara)\n\n"
	    "1. Att inget ändrats, i mappen ovanför paketet:\n"
	    "       sha256sum -c %s.sha256\n"
	    "2. Att PDF-filen är PDF/A-%s (verapdf.org):\n"
	    "       verapdf -f %s representations/pdfa/data/document.pdf\n", id,
	    in->conformance, in->conformance);
	if (in->warc != NULL)
		buf_adds(b, "3. Att WARC-filen är hel, och att spela upp den "
		    "(pypi.org: warcio, pywb):\n       warcio check "
		    "representations/warc/data/capture.warc.gz\n       "
		    "wb-manager init x; wb-manager add x "
		    "representations/warc/data/capture.warc.gz\n       "
		    "wayback        (öppna http://localhost:8080/x/)\n");
	buf_addf(b, "%d. Att XML-filerna följer sina scheman, till exempel:\n"
	    "       xmllint --nonet --noout --schema schemas/mets1_12.xsd "
	    "METS.xml\n"
	    "%d. Att paketet följer E-ARK: commons-ip "
	    "(github.com/keeps/commons-ip).\n", in->warc != NULL ? 4 : 3,
	    in->warc != NULL ? 5 : 4);
}

int
readme_write(struct pack *pk, struct fail *fail)
{
	struct buf b = BUF_INIT;
	int rc = -1;

	add_head(&b, pk->in, pk->version);
	add_content(&b, pk->in);
	if (add_rule(&b, pk->in, fail) == -1)
		goto out;
	add_checks(&b, pk->in);
	if (buf_check(&b, fail) == 0)
		rc = pack_text(pk, PACK_DOCUMENTATION "README.txt", b.data,
		    b.size, fail);
out:
	buf_clear(&b);
	return (rc);
}
