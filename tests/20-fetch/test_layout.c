/*
 * test_layout.c - layout.xml from what the page's walk is said to have seen.
 * The walk's text comes out of a process that shows strangers' pages, so most
 * of these claims are about what must not get through.
 */
#include "fetch/layout.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "core/path.h"
#include "../harness/check.h"

static char dir[] = "/tmp/test_layout-XXXXXX";

#define PAGE(body) "{\"width\":1366,\"height\":900.5,\"title\":\"T\"," \
    "\"lang\":\"sv\",\"address\":\"http://example.org/\",\"cut\":false," \
    "\"body\":{\"t\":\"section\",\"c\":[" body "]}}"
#define RUN_OF(words) "{\"t\":\"run\",\"x\":1,\"y\":2,\"w\":3,\"h\":4," \
    "\"size\":16,\"words\":[" words "]}"
#define PARAGRAPH(inside) "{\"t\":\"paragraph\",\"c\":[" inside "]}"

/* All of it, from one portion. */
static int
write_layout(struct layout *l, const char *json, const char *path,
    struct fail *fail)
{
	struct layout_writer *w;
	int rc = -1;

	if ((w = layout_begin(l, path, 0, fail)) == NULL)
		return (-1);
	if (layout_add(w, json, strlen(json), fail) == 0)
		rc = layout_end(w, fail);
	layout_free(w);
	return (rc);
}

/* ${xml} is the file, or empty when there is none. */
static int
attempt(const char *json, struct layout *l, struct buf *xml,
    struct fail *fail)
{
	struct fail ignored = FAIL_INIT;
	char *path = path_join(dir, "layout.xml", fail);
	int rc;

	unlink(path);
	rc = write_layout(l, json, path, fail);
	buf_reset(xml);
	if (file_exists(path))
		(void)file_read(path, xml, 1 << 20, &ignored);
	free(path);
	return (rc);
}

/* The file must hold ${want}; an empty one for nothing. */
static void
gives(const char *json, const char *want)
{
	struct layout l = LAYOUT_INIT;
	struct buf xml = BUF_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(attempt(json, &l, &xml, &fail), 0);
	CHECK_STR(fail.text, "");
	if (strstr(buf_text(&xml), want) == NULL)
		CHECK_STR(buf_text(&xml), want);
	buf_clear(&xml);
	layout_clear(&l);
}

static void
refuses(const char *json)
{
	struct layout l = LAYOUT_INIT;
	struct buf xml = BUF_INIT;
	struct fail fail = FAIL_INIT;

	if (attempt(json, &l, &xml, &fail) != -1)
		CHECK_STR(json, "refused");
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK_INT(xml.size, 0);
	buf_clear(&xml);
	layout_clear(&l);
}

static void
writes_words_with_their_places(void)
{
	gives(PAGE(PARAGRAPH(RUN_OF("[\"Hej\",1,20.456],[\"du\",30,-0.001]"))),
	    "<w x=\"1\" w=\"20.46\">Hej</w>");
	gives(PAGE(PARAGRAPH(RUN_OF("[\"du\",30,-0.001]"))),
	    "<w x=\"30\" w=\"0\">du</w>");
	gives(PAGE(""), "height=\"900.5\"");
	gives(PAGE(PARAGRAPH("{\"t\":\"run\",\"x\":1,\"y\":2,\"w\":3,"
	    "\"h\":4,\"size\":9,\"comment\":true,\"words\":[[\"a\",5,"
	    "6]]}")), "size=\"9\" comment=\"true\">");
}

static void
keeps_the_text_for_the_verdict(void)
{
	const char *json = PAGE(PARAGRAPH(RUN_OF("[\"V\xc3\xa4g\",1,2],"
	    "[\"ar\",3,4]") ",{\"t\":\"run\",\"x\":1,\"y\":2,\"w\":3,\"h\":4,"
	    "\"size\":9,\"join\":true,\"words\":[[\"bete\",5,6]]}")
	    "," PARAGRAPH("{\"t\":\"picture\",\"x\":0,\"y\":0,\"w\":9,"
	    "\"h\":9}"));
	struct layout l = LAYOUT_INIT;
	struct buf xml = BUF_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(attempt(json, &l, &xml, &fail), 0);
	CHECK_STR(buf_text(&l.text), "V\xc3\xa4g arbete");
	CHECK_INT(l.words, 3);
	CHECK_INT(l.pictures, 1);
	CHECK_STR(l.language, "sv");
	buf_clear(&xml);
	layout_clear(&l);
}

static void
writes_each_kind_where_it_may_stand(void)
{
	gives(PAGE("{\"t\":\"heading\",\"level\":3,\"c\":["
	    RUN_OF("[\"R\",1,1]") "]}"), "<heading level=\"3\">");
	gives(PAGE("{\"t\":\"list\",\"c\":[{\"t\":\"item\",\"c\":["
	    PARAGRAPH("") "]}]}"), "<item>");
	gives(PAGE("{\"t\":\"table\",\"c\":[{\"t\":\"row\",\"c\":[{\"t\":"
	    "\"cell\",\"header\":true,\"scope\":\"col\",\"columns\":2,"
	    "\"c\":[]}]}]}"), "<cell header=\"true\" scope=\"col\" "
	    "columns=\"2\"/>");
	gives(PAGE("{\"t\":\"section\",\"role\":\"main\",\"c\":[]}"),
	    "<section role=\"main\"/>");
	gives(PAGE(PARAGRAPH("{\"t\":\"link\",\"address\":\"http://a/?x=1&y\","
	    "\"boxes\":[[1,2,3,4]],\"c\":[]}")),
	    "<link address=\"http://a/?x=1&amp;y\">");
}

static void
refuses_what_stands_in_the_wrong_place(void)
{
	refuses(PAGE(RUN_OF("[\"a\",1,1]")));
	refuses(PAGE(PARAGRAPH(PARAGRAPH(""))));
	refuses(PAGE("{\"t\":\"item\",\"c\":[]}"));
	refuses(PAGE("{\"t\":\"row\",\"c\":[]}"));
	refuses(PAGE("{\"t\":\"script\",\"c\":[]}"));
	refuses(PAGE("{\"t\":\"run picture\",\"c\":[]}"));
	refuses(PAGE("{\"t\":\"\",\"c\":[]}"));
	refuses(PAGE("{\"c\":[]}"));
	refuses(PAGE("17"));
}

static void
refuses_numbers_that_make_no_sense(void)
{
	refuses(PAGE(PARAGRAPH(RUN_OF("[\"a\",1e300,1]"))));
	refuses(PAGE(PARAGRAPH(RUN_OF("[\"a\",\"1\",1]"))));
	refuses(PAGE(PARAGRAPH(RUN_OF("[\"a\",null,1]"))));
	refuses(PAGE(PARAGRAPH(RUN_OF("[\"a\",1]"))));
	refuses(PAGE("{\"t\":\"heading\",\"level\":7,\"c\":[]}"));
	refuses(PAGE("{\"t\":\"heading\",\"c\":[]}"));
	refuses(PAGE("{\"t\":\"table\",\"c\":[{\"t\":\"row\",\"c\":[{\"t\":"
	    "\"cell\",\"columns\":1e9,\"c\":[]}]}]}"));
	refuses("{\"width\":-1e9,\"height\":1,\"body\":{}}");
}

static void
refuses_what_is_no_layout(void)
{
	refuses("");
	refuses("null");
	refuses("[]");
	refuses("{\"width\":1,");
	refuses(PAGE(PARAGRAPH(RUN_OF(""))));
	refuses(PAGE(PARAGRAPH(RUN_OF("[\"\",1,1]"))));
	refuses(PAGE(PARAGRAPH(RUN_OF("[17,1,1]"))));
}

/* Sections within sections, n deep. */
static char *
nested(int n)
{
	struct buf b = BUF_INIT;
	struct fail fail = FAIL_INIT;
	int i;

	buf_adds(&b, "{\"width\":1,\"height\":1,\"body\":{\"c\":[");
	for (i = 0; i < n; i++)
		buf_adds(&b, "{\"t\":\"section\",\"c\":[");
	for (i = 0; i < n; i++)
		buf_adds(&b, "]}");
	buf_adds(&b, "]}}");
	return (buf_take(&b, &fail));
}

static void
depth_is_bounded(void)
{
	char *json = nested(LAYOUT_DEEP - 10);

	gives(json, "<section>");
	free(json);
	json = nested(LAYOUT_DEEP);
	refuses(json);
	free(json);
	json = nested(100000);	/* must not end in a crash */
	refuses(json);
	free(json);
}

static void
text_stays_text(void)
{
	gives(PAGE(PARAGRAPH(RUN_OF("[\"</w><script>&amp;\",1,1]"))),
	    "&lt;/w&gt;&lt;script&gt;&amp;amp;");
	gives(PAGE(PARAGRAPH(RUN_OF("[\"a\\u0001b\",1,1]"))),
	    "a\xef\xbf\xbd" "b");
}

/*
 * Write these portions, up to a NULL.  Returns 0 or -1; ${xml} is the file, or
 * empty when there is none.
 */
static int
in_portions(const char *const *json, struct buf *xml, struct fail *fail)
{
	struct layout l = LAYOUT_INIT;
	struct layout_writer *w;
	struct fail ignored = FAIL_INIT;
	char *path = path_join(dir, "layout.xml", fail);
	int rc = 0;

	unlink(path);
	w = layout_begin(&l, path, 1234, fail);
	for (; rc == 0 && *json != NULL; json++)
		rc = layout_add(w, *json, strlen(*json), fail);
	if (rc == 0)
		rc = layout_end(w, fail);
	layout_free(w);
	layout_clear(&l);
	buf_reset(xml);
	if (file_exists(path))
		(void)file_read(path, xml, 1 << 20, &ignored);
	free(path);
	return (rc);
}

#define OPEN(kind) "{\"t\":\"" kind "\",\"open\":true}"
#define END "{\"t\":\"end\"}"

static void
parts_go_on_over_portions(void)
{
	static const char *const json[] = {
		PAGE(OPEN("section") "," OPEN("list")),
		PAGE("{\"t\":\"item\",\"c\":[" PARAGRAPH(
		    RUN_OF("[\"a\",1,1]")) "]}," OPEN("item") ","
		    OPEN("paragraph")),
		PAGE(""),
		PAGE(RUN_OF("[\"b\",1,1]") "," END "," END "," END "," END ","
		    PARAGRAPH("")),
		NULL
	};
	struct buf xml = BUF_INIT;
	struct fail fail = FAIL_INIT;

	CHECK_INT(in_portions(json, &xml, &fail), 0);
	CHECK_STR(fail.text, "");
	CHECK(strstr(buf_text(&xml), "height=\"1234\"") != NULL);
	CHECK(strstr(buf_text(&xml), "   <list>\n    <item>\n") != NULL);
	CHECK(strstr(buf_text(&xml), "  </section>\n  <paragraph/>\n") !=
	    NULL);
	buf_clear(&xml);
}

static void
refuses_portions_that_do_not_fit(void)
{
	static const char *const all[][3] = {
		{ PAGE(OPEN("section")), NULL },	/* no end */
		{ PAGE(END), NULL },
		{ PAGE(OPEN("section")), PAGE(END "," END), NULL },
		{ PAGE(OPEN("list")), PAGE(PARAGRAPH("")), NULL },
		{ PAGE(OPEN("run")), PAGE(END), NULL },
		{ PAGE("{\"t\":\"section\",\"c\":[" OPEN("list") "]}"),
		    PAGE(END), NULL },
		{ NULL },
	};
	struct buf xml = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct fail fail = FAIL_INIT;

		CHECK_INT(in_portions(all[i], &xml, &fail), -1);
		CHECK_INT(fail.kind, FAIL_DATA);
		CHECK_INT(xml.size, 0);
	}
	buf_clear(&xml);
}

/* A file may be no larger than 8 KiB: as a full disk, for this process. */
static void
a_full_disk_leaves_no_file(void)
{
	static const char *json[2002];
	struct rlimit old, small;
	struct buf xml = BUF_INIT;
	struct fail fail = FAIL_INIT;
	size_t i;

	for (i = 0; i < 2000; i++)
		json[i] = PAGE(PARAGRAPH(RUN_OF("[\"ett\",1,1]")));
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 8192;
	setrlimit(RLIMIT_FSIZE, &small);
	CHECK_INT(in_portions(json, &xml, &fail), -1);
	setrlimit(RLIMIT_FSIZE, &old);
	CHECK_INT(fail.kind, FAIL_CREATE);
	CHECK_INT(xml.size, 0);
	buf_clear(&xml);
}

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		return (1);
	RUN(writes_words_with_their_places);
	RUN(keeps_the_text_for_the_verdict);
	RUN(writes_each_kind_where_it_may_stand);
	RUN(refuses_what_stands_in_the_wrong_place);
	RUN(refuses_numbers_that_make_no_sense);
	RUN(refuses_what_is_no_layout);
	RUN(depth_is_bounded);
	RUN(text_stays_text);
	RUN(parts_go_on_over_portions);
	RUN(refuses_portions_that_do_not_fit);
	RUN(a_full_disk_leaves_no_file);
	file_remove_tree(dir);
	return (check_end());
}
