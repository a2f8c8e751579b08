/* Files, hashes, XML and programs, on a private folder. */
#include "../harness/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/path.h"
#include "core/proc.h"
#include "core/record/capture.h"
#include "core/record/decision.h"
#include "core/site.h"
#include "core/xml.h"

static char *room;		/* the private folder */

static char *
in_room(const char *name)
{
	struct fail fail = FAIL_INIT;

	return (path_join(room, name, &fail));
}

static void
put(const char *name, const char *text)
{
	struct fail fail = FAIL_INIT;
	char *path = in_room(name);

	CHECK_INT(file_write(path, text, strlen(text), &fail), 0);
	free(path);
}

static void
a_file_is_replaced_whole(void)
{
	struct fail fail = FAIL_INIT;
	struct buf b = BUF_INIT;
	char *path = in_room("fil.txt"), *absent = in_room("saknas/fil");

	put("fil.txt", "ett");
	put("fil.txt", "två");
	CHECK_INT(file_read(path, &b, 100, &fail), 0);
	CHECK_STR(buf_text(&b), "två");
	CHECK_INT(file_read(path, &b, 2, &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK_INT(file_write(absent, "x", 1, &fail), -1);
	CHECK(!file_exists(absent));
	buf_clear(&b);
	free(path);
	free(absent);
}

static void
a_folder_is_committed_once(void)
{
	struct fail fail = FAIL_INIT;
	struct file_list list = FILE_LIST_INIT;
	char *final = in_room("mapp"), *stage, *inside, *left;

	stage = file_stage_dir(final, &fail);
	NEED(stage != NULL);
	inside = path_join(stage, "a/b", &fail);
	CHECK_INT(file_make_dirs(inside, &fail), 0);
	CHECK_INT(file_commit_dir(stage, final, &fail), 0);
	CHECK(file_is_dir(final));
	CHECK(!file_exists(stage));
	free(stage);
	free(inside);
	stage = file_stage_dir(final, &fail);
	NEED(stage != NULL);
	CHECK_INT(file_commit_dir(stage, final, &fail), -1);
	CHECK_INT(fail.kind, FAIL_EXISTS);
	CHECK(file_exists(stage));
	CHECK_INT(file_sweep(final, &fail), 0);
	CHECK(!file_exists(stage));
	CHECK_INT(file_list(final, &list, &fail), 0);
	CHECK_INT(list.count, 2);
	CHECK_STR(list.entry[1].path, "a/b");
	file_list_clear(&list);
	left = in_room("mappen.part-x");
	CHECK_INT(mkdir(left, 0755), 0);
	CHECK_INT(file_sweep(final, &fail), 0);
	CHECK(file_exists(left));	/* another name's leavings */
	free(left);
	free(stage);
	free(final);
}

static void
links_are_never_followed(void)
{
	struct fail fail = FAIL_INIT;
	struct hash_sum sum;
	struct buf b = BUF_INIT;
	char *target = in_room("mål"), *link = in_room("länk");
	char *dir = in_room("länkmapp"), *away = in_room("annan");
	char *inside = in_room("annan/kvar");

	put("mål", "hemligt");
	CHECK_INT(symlink(target, link), 0);
	CHECK_INT(file_read(link, &b, 100, &fail), -1);
	CHECK_INT(hash_file(link, HASH_BOTH, &sum, &fail), -1);
	CHECK_INT(mkdir(dir, 0755), 0);
	CHECK_INT(mkdir(away, 0755), 0);
	put("annan/kvar", "x");
	free(link);
	link = in_room("länkmapp/ut");
	CHECK_INT(symlink(away, link), 0);
	file_remove_tree(dir);
	CHECK(!file_exists(dir));
	CHECK(file_exists(inside));
	buf_clear(&b);
	free(target);
	free(link);
	free(dir);
	free(away);
	free(inside);
}

static void
a_lock_has_one_holder(void)
{
	struct fail fail = FAIL_INIT;
	char *path = in_room("lås");
	int first, second;

	first = file_lock(path, 0, &fail);
	CHECK(first != -1);
	second = file_lock(path, 0, &fail);
	CHECK_INT(second, -1);
	CHECK_INT(fail_status(&fail), 75);
	close(first);
	second = file_lock(path, 0, &fail);
	CHECK(second != -1);
	close(second);
	free(path);
}

/* The examples of FIPS 180-4's companion: the message "abc". */
static void
hashes_are_those_of_the_standard(void)
{
	struct fail fail = FAIL_INIT;
	struct hash_sum sum;

	CHECK_INT(hash_bytes("abc", 3, HASH_BOTH, &sum, &fail), 0);
	CHECK_STR(sum.sha256, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	CHECK_STR(sum.sha512, "ddaf35a193617abacc417349ae204131"
	    "12e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
	    "454d4423643ce80e2a9ac94fa54ca49f");
	CHECK_INT(sum.size, 3);
	CHECK_INT(hash_bytes("", 0, HASH_SHA256, &sum, &fail), 0);
	CHECK_STR(sum.sha512, "");
}

static int
load_status(const char *name, const char *text, struct fail *fail)
{
	char *path = in_room(name);
	struct xml_doc *doc;

	fail_clear(fail);
	put(name, text);
	doc = xml_load(path, "bevara.xsd", FAIL_CONFIG, fail);
	xml_free(doc);
	free(path);
	return (fail_status(fail));
}

static void
hostile_xml_is_refused_with_place_and_remedy(void)
{
	struct fail fail = FAIL_INIT;

	CHECK_INT(load_status("tom.xml", "", &fail), 78);
	CHECK(strstr(fail.text, "tom.xml:1: ") != NULL);
	CHECK_INT(load_status("trasig.xml", "<a>\n<b>\n</a>", &fail), 78);
	if (!CHECK(strstr(fail.text, "trasig.xml:2: ") != NULL))
		printf("# %s\n", fail.text);
	CHECK_INT(load_status("bomb.xml", "<!DOCTYPE a [<!ENTITY b \"cc\">"
	    "<!ENTITY c \"&b;&b;\">]>\n<a>&c;</a>", &fail), 78);
	CHECK(strstr(fail.text, "DOCTYPE") != NULL);
	CHECK_INT(load_status("xxe.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM "
	    "\"file:///etc/passwd\">]><a>&b;</a>", &fail), 78);
	CHECK(strstr(fail.text, "DOCTYPE") != NULL);
	CHECK_INT(load_status("annan.xml", "<annan/>", &fail), 78);
	CHECK(strstr(fail.text, "annan.xml:1: ") != NULL);
	CHECK(strstr(fail.text, "compare with the file") != NULL);
	CHECK_INT(load_status("nummer.xml",
	    "<bevara xmlns=\"urn:x-bevara:bevara:1\">\n<organisation>\n"
	    "<namn>K</namn>\n<organisationsnummer>12</organisationsnummer>\n"
	    "</organisation></bevara>", &fail), 78);
	CHECK(strstr(fail.text, "nummer.xml:4: ") != NULL);
	CHECK(strstr(fail.text, "six digits, a hyphen") != NULL);
}

/* libxml2 would tell of a broken encoding on stderr, past msg.c. */
static void
broken_encodings_are_told_once(void)
{
	struct fail fail = FAIL_INIT;
	char *path = in_room("stderr");
	int kept = dup(STDERR_FILENO), fd;
	uint64_t size = 0;

	fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	NEED(kept != -1 && fd != -1);
	NEED(dup2(fd, STDERR_FILENO) != -1);
	CHECK_INT(load_status("utf.xml", "<?xml version=\"1.0\" "
	    "encoding=\"UTF-32\"?>\n<a>b</a>", &fail), 78);
	CHECK_INT(load_status("euc.xml", "<?xml version=\"1.0\" "
	    "encoding=\"EUC-JP\"?>\n<a>\xc3\x28</a>", &fail), 78);
	CHECK_INT(dup2(kept, STDERR_FILENO), STDERR_FILENO);
	CHECK(strstr(fail.text, "euc.xml:") != NULL);
	CHECK_INT(file_size(path, &size, &fail), 0);
	CHECK_INT(size, 0);
	close(fd);
	close(kept);
	free(path);
}

static int
count_start(void *arg, const char *name, const char *const *attributes,
    struct fail *fail)
{
	int *count = arg;

	if (strcmp(name, "stop") == 0)
		return (fail_set(fail, FAIL_DATA, "told to stop"));
	if (xml_scan_attr(attributes, "y") != NULL)
		CHECK_STR(xml_scan_attr(attributes, "y"), "a&b å");
	(*count)++;
	return (0);
}

static void
scanning_streams_and_stops(void)
{
	static const struct xml_handler handler = { count_start, NULL, NULL };
	struct fail fail = FAIL_INIT;
	char *path = in_room("skanna.xml"), *deep = in_room("djup.xml");
	struct buf b = BUF_INIT;
	int count = 0, i;

	put("skanna.xml", "<a><b x='1' y='a&amp;b &#xe5;'/><c/></a>");
	CHECK_INT(xml_scan(path, NULL, &handler, &count, &fail), 0);
	CHECK_INT(count, 3);
	put("skanna.xml", "<a>\n<stop/>\n</a>");
	CHECK_INT(xml_scan(path, NULL, &handler, &count, &fail), -1);
	CHECK(strstr(fail.text, "skanna.xml:2: told to stop") != NULL);
	fail_clear(&fail);
	put("skanna.xml", "<!DOCTYPE a>\n<a/>");
	CHECK_INT(xml_scan(path, NULL, &handler, &count, &fail), -1);
	CHECK(strstr(fail.text, "DOCTYPE") != NULL);
	fail_clear(&fail);
	put("skanna.xml", "<bevara xmlns='urn:x-bevara:bevara:1'>\n<fel/>\n"
	    "</bevara>");
	CHECK_INT(xml_scan(path, "bevara.xsd", &handler, &count, &fail), -1);
	CHECK(strstr(fail.text, "skanna.xml:2: Element 'fel'") != NULL);
	fail_clear(&fail);
	/* Who stops first is heard, at the line where that was. */
	put("skanna.xml", "<x>\n<stop xmlns='urn:x-bevara:bevara:1' a='b'/>\n"
	    "\n\n</x>");
	CHECK_INT(xml_scan(path, NULL, &handler, &count, &fail), -1);
	CHECK(strstr(fail.text, "skanna.xml:2: told to stop") != NULL);
	fail_clear(&fail);
	put("skanna.xml", "<stop xmlns='urn:x-bevara:bevara:1' a='b'>\n\n"
	    "</stop>");
	CHECK_INT(xml_scan(path, "bevara.xsd", &handler, &count, &fail), -1);
	CHECK(strstr(fail.text, "skanna.xml:1: told to stop") != NULL);
	fail_clear(&fail);
	/* The remedy is that of the attribute at fault. */
	put("skanna.xml", "<report xmlns='urn:x-bevara:report:1' kind='&lt;'/>");
	CHECK_INT(xml_scan(path, "30-render.report.xsd", &handler, &count,
	    &fail), -1);
	CHECK(strstr(fail.text, "in small letters and without spaces") !=
	    NULL);
	for (i = 0; i < 100000; i++)
		buf_adds(&b, "<d>");
	put("djup.xml", buf_text(&b));
	fail_clear(&fail);
	CHECK_INT(xml_scan(deep, NULL, &handler, &count, &fail), -1);
	CHECK_INT(fail_status(&fail), 65);
	buf_clear(&b);
	free(path);
	free(deep);
}

static void
written_xml_is_what_was_put(void)
{
	struct fail fail = FAIL_INIT;
	struct xml_writer *w = xml_writer_new(&fail);
	struct buf b = BUF_INIT;
	struct xml_doc *doc;

	NEED(w != NULL);
	xml_open(w, "r");
	xml_set(w, "a", "\"<&>'\xff");
	xml_set(w, "none", NULL);
	xml_leaf(w, "t", "  två \n ord ");
	xml_leaf(w, "none", NULL);
	xml_close(w);
	CHECK_INT(xml_writer_end(w, &b, &fail), 0);
	xml_writer_free(w);
	doc = xml_parse(&b, "skrivet", NULL, FAIL_DATA, &fail);
	NEED(doc != NULL);
	CHECK_STR(xml_attr(doc, xml_root(doc), "a"), "\"<&>'\xef\xbf\xbd");
	CHECK_STR(xml_get(doc, xml_root(doc), "t"), "två ord");
	CHECK(xml_get(doc, xml_root(doc), "none") == NULL);
	CHECK(xml_attr(doc, xml_root(doc), "none") == NULL);
	xml_free(doc);
	buf_clear(&b);
}

static void
a_capture_reads_back_as_written(void)
{
	struct capture_sign sign = { (char *)"password-field",
	    (char *)"login-wall", (char *)"x < y", 60 };
	struct capture_consent consent = { (char *)"general",
	    (char *)"refused", (char *)"Neka alla" };
	struct fail fail = FAIL_INIT;
	struct capture c, back;
	char *path = in_room("capture.xml");
	char zeros[65];

	memset(zeros, '0', 64);
	zeros[64] = '\0';
	memset(&c, 0, sizeof(c));
	c.id = (char *)"konto_20261123T120000Z";
	c.account = (char *)"konto";
	c.method = (char *)"browser";
	c.order_sha256 = zeros;
	c.requested = (char *)"https://example.org/?a=1&b=å";
	c.tool = (char *)"bevara-fetch 0";
	c.login = (char *)"logged-out";
	c.verdict = (char *)"login-wall";
	c.advice = (char *)"do this";
	c.started_utc = 1795435200;
	c.ended_utc = 1795435260;
	c.page_width = 1366;
	c.page_height = 20000;
	c.retry_after_s = -1;
	c.posts = 200;
	c.scrolled = 1;
	c.bounds = (struct capture_bounds){ 60000, 300, 500 };
	c.manual = (struct capture_manual){ (char *)"Exempel Exempelsson",
	    (char *)"exempel", (char *)"existing", (char *)"2024-H1",
	    (char *)"Startsidan", NULL, 0 };
	CHECK_INT(capture_add_sign(&c, &sign, &fail), 0);
	CHECK_INT(capture_add_consent(&c, &consent, &fail), 0);
	CHECK_INT(capture_add_slice(&c, "slice-0001.png", 0, 1366, 4000,
	    &fail), 0);
	CHECK_INT(capture_add_refused(&c, "127.0.0.2:80", "not public", 3,
	    &fail), 0);
	CHECK_INT(capture_add_warning(&c, &fail, "%d px", 7), 0);
	put("slice-0001.png", "bild");
	CHECK_INT(part_add(&c.files, room, "slice-0001.png", "image/png",
	    CAPTURE_SLICE, &fail), 0);
	if (!CHECK(capture_save(&c, path, &fail) == 0))
		printf("# %s\n", fail.text);
	NEED(capture_load(&back, path, &fail) == 0);
	CHECK_STR(back.requested, c.requested);
	CHECK_STR(back.sign[0].detail, "x < y");
	CHECK_INT(back.sign[0].weight, 60);
	CHECK_STR(back.consent[0].choice, "refused");
	CHECK_STR(back.consent[0].text, "Neka alla");
	CHECK_INT(back.posts, 200);
	CHECK_INT(back.scrolled, 1);
	CHECK_INT(back.bounds.height_px, 60000);
	CHECK_STR(back.manual.taken, "2024-H1");
	CHECK_STR(back.manual.note, "Startsidan");
	CHECK_INT(back.slice[0].height, 4000);
	CHECK_INT(back.ended_utc, c.ended_utc);
	CHECK_INT(back.refused[0].count, 3);
	CHECK_STR(back.warning[0], "7 px");
	CHECK_INT(part_check(&back.files, room, &fail), 0);
	CHECK_INT(capture_is_record(&back, &fail), -1);
	CHECK_INT(fail_status(&fail), 1);
	put("slice-0001.png", "bilD");
	CHECK_INT(part_check(&back.files, room, &fail), -1);
	CHECK(strstr(fail.text, "slice-0001.png") != NULL);
	capture_clear(&back);
	memset(&c.manual, 0, sizeof(c.manual));
	c.id = c.account = c.method = c.order_sha256 = c.requested = c.tool =
	    c.login = c.verdict = c.advice = NULL;	/* not owned here */
	capture_clear(&c);
	free(path);
}

/* A decision for the capture whose capture.xml has the hash of ${digit}s. */
static void
save_decision(const char *value, const char *next, int digit)
{
	struct fail fail = FAIL_INIT;
	struct decision d = { 0 };
	char *path = path_join(room, DECISION_FILE, &fail);
	char sum[65];

	memset(sum, digit, 64);
	sum[64] = '\0';
	d.value = (char *)value;
	d.capture_id = (char *)"konto_20261123T120000Z";
	d.capture_sha256 = sum;
	d.verdict = (char *)"changed";
	d.by = (char *)"Exempel Exempelsson";
	d.login = (char *)"exempel";
	d.reason = (char *)"ny rubrik, samma konto";
	d.next = (char *)next;
	d.decided_utc = 1795435300;
	if (!CHECK(decision_save(&d, path, &fail) == 0))
		printf("# %s\n", fail.text);
	free(path);
}

static void
a_person_may_decide_of_one_capture(void)
{
	struct capture c = { .account = (char *)"konto",
	    .verdict = (char *)"changed" };
	struct fail fail = FAIL_INIT;
	struct decision back;
	char sum[65], *dir, *job;

	memset(sum, 'a', 64);
	sum[64] = '\0';
	CHECK_INT(decision_permits(room, &c, sum, &fail), -1);
	CHECK_INT(fail_status(&fail), 1);
	save_decision(DECISION_ACCEPT, NULL, 'a');
	CHECK_INT(decision_permits(room, &c, sum, &fail), 0);
	NEED(decision_find(&back, room, sum, &fail) == 0);
	CHECK_STR(back.by, "Exempel Exempelsson");
	CHECK_STR(back.login, "exempel");
	CHECK_STR(back.verdict, "changed");
	CHECK_STR(back.reason, "ny rubrik, samma konto");
	CHECK_INT(back.decided_utc, 1795435300);
	decision_clear(&back);
	/* Of another capture it says nothing. */
	save_decision(DECISION_ACCEPT, NULL, 'b');
	CHECK_INT(decision_permits(room, &c, sum, &fail), -1);
	/* What is good may be wanted again all the same. */
	c.verdict = (char *)"good";
	CHECK_INT(decision_permits(room, &c, sum, &fail), 0);
	save_decision(DECISION_RETAKE, "konto.2", 'a');
	CHECK_INT(decision_permits(room, &c, sum, &fail), -1);
	CHECK(strstr(fail.text, "konto.2") != NULL);
	CHECK_INT(fail_status(&fail), 1);
	/* From there on the account is captured in another folder. */
	CHECK((dir = path_dir(room, &fail)) != NULL);
	job = decision_job(dir, path_base(room), &fail);
	CHECK_STR(job == NULL ? "" : path_base(job), "konto.2");
	free(job);
	job = decision_job(room, "nytt", &fail);
	CHECK_STR(job == NULL ? "" : path_base(job), "nytt");
	free(job);
	free(dir);
	put(DECISION_FILE, "<decision/>");
	CHECK_INT(decision_permits(room, &c, sum, &fail), -1);
	CHECK_INT(fail_status(&fail), 65);
}

static void
the_sample_site_is_read(void)
{
	struct fail fail = FAIL_INIT;
	struct site site = SITE_INIT;

	if (!CHECK(site_load(&site, "samples/site", &fail) == 0))
		printf("# %s\n", fail.text);
	CHECK_STR(site.organisation, "Exempelköpings kommun");
	CHECK_INT(site.width_px, 1366);
	CHECK_INT(site.max_bytes, 500LL << 20);
	CHECK(*site.share == '/');
	site_clear(&site);
	CHECK_INT(site_load(&site, "finns-inte", &fail), -1);
	CHECK_INT(fail_status(&fail), 78);
}

static void
programs_are_bounded(void)
{
	const char *const sleeper[] = { "/bin/sleep", "30", NULL };
	const char *const talker[] = { "/bin/sh", "-c",
	    "head -c 100000 /dev/zero | tr '\\0' a; echo fel >&2; exit 3",
	    NULL };
	const char *const absent[] = { "/finns/inte", NULL };
	struct fail fail = FAIL_INIT;
	struct buf out = BUF_INIT, err = BUF_INIT;
	struct proc p = { sleeper, NULL, NULL, 0, 1, 0 };
	int status;

	CHECK_INT(proc_run(&p, &status, &fail), -1);
	CHECK_INT(fail_status(&fail), 75);
	p.argv = absent;
	CHECK_INT(proc_run(&p, &status, &fail), -1);
	CHECK_INT(fail_status(&fail), 69);
	p.argv = talker;
	p.out = &out;
	p.err = &err;
	p.out_max = 1000;
	p.timeout_s = 20;
	CHECK_INT(proc_run(&p, &status, &fail), 0);
	CHECK_INT(status, 3);
	CHECK_INT(out.size, 1000);
	CHECK_STR(buf_text(&err), "fel\n");
	buf_clear(&out);
	buf_clear(&err);
	CHECK(proc_find("finns-inte-alls", &fail) == NULL);
	CHECK_INT(fail_status(&fail), 69);
}

int
main(void)
{
	char name[] = "/tmp/bevara-core å.XXXXXX";

	if ((room = mkdtemp(name)) == NULL)
		return (1);
	RUN(a_file_is_replaced_whole);
	RUN(a_folder_is_committed_once);
	RUN(links_are_never_followed);
	RUN(a_lock_has_one_holder);
	RUN(hashes_are_those_of_the_standard);
	RUN(hostile_xml_is_refused_with_place_and_remedy);
	RUN(broken_encodings_are_told_once);
	RUN(scanning_streams_and_stops);
	RUN(written_xml_is_what_was_put);
	RUN(a_capture_reads_back_as_written);
	RUN(a_person_may_decide_of_one_capture);
	RUN(the_sample_site_is_read);
	RUN(programs_are_bounded);
	file_remove_tree(room);
	return (check_end());
}
