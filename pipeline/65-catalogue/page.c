#include "catalogue/page.h"

#include <stdlib.h>
#include <string.h>

#include "catalogue/asset.h"
#include "catalogue/segment.h"
#include "catalogue/shelf.h"
#include "catalogue/store.h"
#include "core/args.h"
#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/html.h"
#include "core/path.h"
#include "core/text.h"

#define MAKER "bevara-catalogue"
#define PAGE_MAX_BYTES (4u << 20)

/*
 * Nothing from a network and nothing inside the page itself: the script and
 * the style are files beside it.  A file is of no origin, so file: is named.
 */
#define POLICY "default-src 'none'; script-src 'self' file:; " \
    "style-src 'self' file:; img-src 'self' file:; base-uri 'none'; " \
    "form-action 'none'"

struct assets {
	char *script, *style;	/* their names in katalog/; owned */
};

int
page_check(const char *share, struct fail *fail)
{
	struct buf b = BUF_INIT;
	char *path = path_join(share, PAGE_FILE, fail);
	int rc = path == NULL ? -1 : 0;

	if (rc == 0 && file_exists(path) &&
	    (file_read(path, &b, PAGE_MAX_BYTES, fail) == -1 ||
	    strstr(buf_text(&b), "content=\"" MAKER) == NULL))
		rc = fail_set(fail, FAIL_EXISTS, "'%s' was not made by "
		    "Bevara; move it away", path);
	free(path);
	buf_clear(&b);
	return (rc);
}

/* Write one of our own files under a name that its bytes give it. */
static char *
put_asset(struct store *store, const char *text, const char *start,
    const char *end, struct fail *fail)
{
	struct buf b = BUF_INIT;
	struct hash_sum sum;
	char *name = NULL;

	buf_adds(&b, text);
	if (buf_check(&b, fail) == 0 &&
	    hash_bytes(b.data, b.size, HASH_SHA256, &sum, fail) == 0 &&
	    (name = text_printf(fail, "%s-%.16s.%s", start, sum.sha256,
	    end)) != NULL) {
		store_keep(store, STORE_TOP, name);
		if (store_put(store, STORE_TOP, name, &b, fail) == -1) {
			free(name);
			name = NULL;
		}
	}
	buf_clear(&b);
	return (name);
}

static void
put_meta(struct html *h, const char *name, const char *value,
    const char *content)
{
	html_open(h, "meta");
	html_attr(h, name, value);
	html_attr(h, "content", content);
	html_close(h);
}

static void
put_script(struct html *h, const char *name)
{
	html_open(h, "script");
	html_attr(h, "defer", "defer");
	html_attrf(h, "src", "katalog/%s", name);
	html_close(h);
}

static void
put_head(struct html *h, const struct page *p, const struct assets *a)
{
	size_t i;

	html_open(h, "head");
	html_open(h, "meta");
	html_attr(h, "charset", "utf-8");
	html_close(h);
	put_meta(h, "http-equiv", "Content-Security-Policy", POLICY);
	put_meta(h, "name", "viewport", "width=device-width, initial-scale=1");
	put_meta(h, "name", "generator", MAKER " " BEVARA_VERSION);
	html_open(h, "title");
	html_textf(h, "Arkivkatalog – %s", p->organisation);
	html_close(h);
	html_open(h, "link");
	html_attr(h, "rel", "stylesheet");
	html_attrf(h, "href", "katalog/%s", a->style);
	html_close(h);
	put_script(h, a->script);
	for (i = 0; i < p->segments->count; i++)
		put_script(h, p->segments->name[i]);
	html_close(h);
}

static void
put_label(struct html *h, const char *id, const char *text)
{
	html_open(h, "label");
	html_attr(h, "for", id);
	html_text(h, text);
	html_close(h);
}

/* A list to choose from, which the script fills. */
static void
put_choice(struct html *h, const char *id, const char *text, const char *all)
{
	html_open(h, "div");
	put_label(h, id, text);
	html_open(h, "select");
	html_attr(h, "id", id);
	html_open(h, "option");
	html_attr(h, "value", "");
	html_text(h, all);
	html_close(h);
	html_close(h);
	html_close(h);
}

static void
put_button(struct html *h, const char *id, const char *type, const char *text)
{
	html_open(h, "button");
	html_attr(h, "type", type);
	html_attr(h, "id", id);
	html_text(h, text);
	html_close(h);
}

static void
put_form(struct html *h)
{
	html_open(h, "form");
	html_attr(h, "id", "sok");
	html_attr(h, "role", "search");
	html_attr(h, "hidden", "hidden");
	html_open(h, "div");
	html_attr(h, "class", "ord");
	put_label(h, "ord", "Sök i texten");
	html_open(h, "input");
	html_attr(h, "type", "search");
	html_attr(h, "id", "ord");
	html_attr(h, "autocomplete", "off");
	html_attr(h, "spellcheck", "false");
	html_attr(h, "aria-describedby", "hjalp");
	html_close(h);
	html_open(h, "p");
	html_attr(h, "id", "hjalp");
	html_attr(h, "class", "hjalp");
	html_text(h, "Alla ord ska finnas; början av ett ord räcker. Skriv "
	    "\"citattecken\" om orden ska stå intill varandra.");
	html_close(h);
	html_close(h);
	put_choice(h, "konto", "Konto", "Alla konton");
	put_choice(h, "halvar", "Halvår", "Alla halvår");
	put_choice(h, "typ", "Handlingstyp", "Alla handlingstyper");
	html_open(h, "div");
	html_attr(h, "class", "knappar");
	put_button(h, "visa", "submit", "Sök");
	put_button(h, "rensa", "button", "Rensa");
	html_close(h);
	html_close(h);
}

/* What a browser without scripts can use: the half-years' own folders. */
static void
put_folders(struct html *h, const struct shelf *shelf)
{
	const char *last = "";
	size_t i, n = 0;

	html_open(h, "noscript");
	html_leaf(h, "p", NULL, "Katalogen behöver skript, som den här "
	    "webbläsaren inte kör. Handlingarna ligger som PDF-filer i "
	    "halvårens mappar:");
	html_open(h, "ul");
	for (i = 0; i < shelf->count; i++) {
		if (*shelf->item[i].post == '\0' ||
		    strcmp(shelf->item[i].period, last) == 0)
			continue;
		last = shelf->item[i].period;
		html_open(h, "li");
		html_open(h, "a");
		html_attrf(h, "href", "%s/", last);
		html_text(h, last);
		html_close(h);
		html_close(h);
		n++;
	}
	if (n == 0)
		html_leaf(h, "li", NULL, "Inga handlingar");
	html_close(h);
	html_close(h);
}

static void
put_main(struct html *h, const struct page *p)
{
	html_open(h, "main");
	put_folders(h, p->shelf);
	put_form(h);
	html_open(h, "details");
	html_attr(h, "id", "oversikt");
	html_attr(h, "hidden", "hidden");
	html_leaf(h, "summary", NULL, "Konton och halvår");
	html_open(h, "div");
	html_attr(h, "id", "tabell");
	html_attr(h, "class", "tabell");
	html_attr(h, "role", "region");
	html_attr(h, "aria-label", "Konton och halvår");
	html_attr(h, "tabindex", "0");
	html_close(h);
	html_close(h);
	html_open(h, "section");
	html_attr(h, "aria-labelledby", "handlingar");
	html_open(h, "h2");
	html_attr(h, "id", "handlingar");
	html_attr(h, "tabindex", "-1");
	html_text(h, "Handlingar");
	html_close(h);
	html_open(h, "p");
	html_attr(h, "id", "lage");
	html_attr(h, "role", "status");
	html_close(h);
	html_open(h, "ul");
	html_attr(h, "id", "traffar");
	html_attr(h, "class", "traffar");
	html_close(h);
	html_open(h, "div");
	html_attr(h, "id", "mer");
	html_attr(h, "class", "knappar");
	html_attr(h, "hidden", "hidden");
	put_button(h, "fler", "button", "Visa fler");
	put_button(h, "alla", "button", "Visa alla");
	html_close(h);
	html_close(h);
	html_close(h);
}

static void
put_body(struct html *h, const struct page *p)
{
	html_open(h, "body");
	html_open(h, "a");
	html_attr(h, "class", "hopp");
	html_attr(h, "href", "#handlingar");
	html_text(h, "Hoppa till handlingarna");
	html_close(h);
	html_open(h, "header");
	html_leaf(h, "h1", NULL, "Arkivkatalog");
	html_open(h, "p");
	html_textf(h, "Det som %s har arkiverat från sociala medier och "
	    "webbplatser.", p->organisation);
	html_close(h);
	html_close(h);
	put_main(h, p);
	html_open(h, "footer");
	html_leaf(h, "p", NULL, "Handlingar som kan omfattas av sekretess "
	    "står inte här. Text i kommentarer, och namn på andra konton som "
	    "skrivs med @, går inte att söka efter här; fråga registrator. "
	    "Katalogen är en hjälp för att hitta: handlingarna är filerna i "
	    "halvårens mappar.");
	html_close(h);
	html_close(h);
}

/* In one rename, and only if it says something else than before. */
static int
save(const char *share, const struct buf *b, struct fail *fail)
{
	struct buf old = BUF_INIT;
	struct fail ignored = FAIL_INIT;
	char *path = path_join(share, PAGE_FILE, fail);
	int rc = -1;

	if (path == NULL)
		return (-1);
	if (file_sweep(path, fail) == 0)
		rc = file_is_file(path) &&
		    file_read(path, &old, PAGE_MAX_BYTES, &ignored) == 0 &&
		    old.size == b->size &&
		    memcmp(old.data, b->data, b->size) == 0 ? 0 :
		    file_write(path, b->data, b->size, fail);
	free(path);
	buf_clear(&old);
	return (rc);
}

int
page_write(const struct page *p, struct store *store, struct fail *fail)
{
	struct assets a = { NULL, NULL };
	struct html h = HTML_INIT;
	int rc = -1;

	a.script = put_asset(store, asset_script, "program", "js", fail);
	if (a.script == NULL)
		goto out;
	a.style = put_asset(store, asset_style, "stil", "css", fail);
	if (a.style == NULL)
		goto out;
	html_start(&h);
	html_open(&h, "html");
	html_attr(&h, "lang", "sv");
	put_head(&h, p, &a);
	put_body(&h, p);
	html_close(&h);
	if (html_check(&h, fail) == 0)
		rc = save(p->share, &h.out, fail);
out:
	free(a.script);
	free(a.style);
	html_clear(&h);
	return (rc);
}
