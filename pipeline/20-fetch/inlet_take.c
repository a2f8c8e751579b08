#include "fetch/inlet_take.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/args.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/record/fields.h"
#include "core/site.h"
#include "core/text.h"
#include "core/xml.h"
#include "fetch/inlet_file.h"
#include "fetch/inlet_job.h"
#include "fetch/inlet_page.h"
#include "fetch/inlet_slice.h"
#include "fetch/layout.h"

#define CAPTURE "capture.xml"
#define LAYOUT "layout.xml"
#define PAGE "page.html"
#define NAME_SIZE 32
#define DECIDES 100		/* the weight that settles a verdict */

struct box {			/* where one picture lies on the page */
	int width, height;
	int64_t y;
};

struct taking {			/* one capture that is being made */
	const struct inlet_how *how;
	const struct inlet_file *file;
	size_t count;
	struct inlet_job job;
	struct capture c;
	struct box box[INLET_MAX_FILES];
	int shows;		/* 1: there is something to see */
};

static void
original_name(const struct taking *t, size_t i, char name[NAME_SIZE])
{
	(void)snprintf(name, NAME_SIZE, "original-%04zu.%s", i + 1,
	    inlet_file_ending(&t->file[i]));
}

/* ---- the record's facts ---- */

/* Who is at work, by the system's own name for it. */
static char *
login_name(struct fail *fail)
{
	const struct passwd *pw = getpwuid(getuid());

	if (pw != NULL && pw->pw_name[0] != '\0')
		return (text_clean(pw->pw_name, fail));
	return (text_printf(fail, "uid %ld", (long)getuid()));
}

static int
fill_manual(struct taking *t, struct fail *fail)
{
	struct capture_manual *m = &t->c.manual;
	const struct inlet_how *how = t->how;
	size_t i;

	if ((m->by = text_clean(how->by, fail)) == NULL ||
	    (m->login = login_name(fail)) == NULL ||
	    (m->source = text_copy(how->source, fail)) == NULL ||
	    fields_text(&m->taken, how->taken, fail) == -1 ||
	    (how->note != NULL &&
	    (m->note = text_clean(how->note, fail)) == NULL))
		return (-1);
	for (i = 0; i < how->unknown_count; i++)
		if (fields_add(&m->unknown, &m->unknown_count,
		    how->unknown[i], fail) == -1)
			return (-1);
	return (0);
}

static int
begin(struct taking *t, struct fail *fail)
{
	struct capture *c = &t->c;
	const struct order *o = &t->job.order;

	c->started_utc = clock_now();
	c->retry_after_s = -1;
	if ((c->account = text_copy(o->account, fail)) == NULL ||
	    (c->method = text_copy("manual", fail)) == NULL ||
	    (c->order_sha256 = text_copy(t->job.order_sha256,
	    fail)) == NULL || (c->requested = text_copy(t->how->url != NULL ?
	    t->how->url : o->address, fail)) == NULL ||
	    (c->tool = text_copy("bevara-inlet " BEVARA_VERSION,
	    fail)) == NULL ||
	    (c->login = text_copy("not-known", fail)) == NULL)
		return (-1);
	return (fill_manual(t, fail));
}

/* ---- pictures ---- */

static int
take_picture(struct taking *t, struct inlet_slices *s, size_t i,
    struct fail *fail)
{
	const struct inlet_file *f = &t->file[i];
	struct inlet_bytes from = { f->bytes.data, f->bytes.size,
	    t->how->site->max_height_px, 0 };
	const struct inlet_rows rows = inlet_slices_rows(s);
	int rc;

	t->box[i].y = t->c.page_height;
	rc = f->kind == INLET_PNG ? inlet_png(&from, &rows, fail) :
	    inlet_jpeg(&from, &rows, fail);
	if (rc == 0)
		rc = inlet_slices_end(s, f->kind == INLET_PNG && !from.odd ?
		    from.data : NULL, from.size, fail);
	if (rc == 0 && t->c.page_height > from.most_height)
		rc = fail_set(fail, FAIL_DATA, "with it the page is %lld "
		    "pixels high; at most %d are taken (hojd in bevara.xml): "
		    "hand the pictures in as several captures",
		    (long long)t->c.page_height, from.most_height);
	t->box[i].width = s->width;
	t->box[i].height = s->height;
	if (rc == -1)
		fail_add(fail, "'%s'", f->path);
	return (rc);
}

static int
take_pictures(struct taking *t, struct fail *fail)
{
	struct inlet_slices s = { .dir = t->job.stage, .c = &t->c };
	size_t i;
	int rc = 0;

	for (i = 0; i < t->count && rc == 0; i++)
		rc = take_picture(t, &s, i, fail);
	t->shows = s.shows;
	inlet_slices_clear(&s);
	return (rc);
}

/* What stands for the picture where it cannot be seen. */
static char *
alternative(const struct taking *t, size_t i, struct fail *fail)
{
	const struct capture_manual *m = &t->c.manual;
	const struct order *o = &t->job.order;
	struct buf b = BUF_INIT;
	char when[CLOCK_TEXT], today[CLOCK_TEXT];

	if (m->note != NULL)
		buf_adds(&b, m->note);
	else {
		buf_addf(&b, "Skärmdump av %s, %s", o->name,
		    order_platform_name(o));
		clock_date(t->c.started_utc, today);
		if (m->taken == NULL)
			buf_addf(&b, ", inlämnad %s", today);
		else {
			capture_moment(&t->c, when);
			buf_addf(&b, ", tagen %s", when);
		}
		if (strcmp(m->source, "person") == 0)
			buf_addf(&b, " av %s", m->by);
	}
	if (t->count > 1)
		buf_addf(&b, " (bild %zu av %zu)", i + 1, t->count);
	return (buf_take(&b, fail));
}

static int
put_picture(const struct taking *t, size_t i, struct xml_writer *w,
    struct fail *fail)
{
	const struct box *box = &t->box[i];
	char *alt = alternative(t, i, fail);

	if (alt == NULL)
		return (-1);
	xml_open(w, "paragraph");
	xml_open(w, "picture");
	xml_set(w, "x", "0");
	xml_setf(w, "y", "%lld", (long long)box->y);
	xml_setf(w, "w", "%d", box->width);
	xml_setf(w, "h", "%d", box->height);
	xml_set(w, "alt", alt);
	xml_close(w);
	xml_close(w);
	free(alt);
	return (0);
}

/* Each file is one picture region, for a Figure of its own. */
static int
write_layout(const struct taking *t, struct fail *fail)
{
	struct xml_writer *w;
	char *path = NULL;
	size_t i;
	int rc = -1;

	if ((w = xml_writer_new(fail)) == NULL)
		return (-1);
	xml_open(w, "layout");
	xml_set(w, "xmlns", "urn:x-bevara:layout:1");
	xml_setf(w, "width", "%d", t->c.page_width);
	xml_setf(w, "height", "%lld", (long long)t->c.page_height);
	xml_set(w, "lang", "sv");
	xml_set(w, "address", t->c.requested);
	xml_open(w, "body");
	for (i = 0; i < t->count; i++)
		if (put_picture(t, i, w, fail) == -1)
			goto out;
	xml_close(w);
	xml_close(w);
	if ((path = path_join(t->job.stage, LAYOUT, fail)) != NULL)
		rc = xml_writer_save(w, path, LAYOUT_SCHEMA, fail);
out:
	free(path);
	xml_writer_free(w);
	return (rc);
}

/* ---- the whole ---- */

static int
draw(struct taking *t, struct fail *fail)
{
	struct inlet_page page = { t->file, t->how->site, t->job.stage, 0 };

	if (!inlet_file_is_page(t->file))
		return (take_pictures(t, fail) == -1 ? -1 :
		    write_layout(t, fail));
	if (inlet_page_draw(&t->c, &page, fail) == -1) {
		fail_add(fail, "'%s'", t->file->path);
		return (-1);
	}
	t->shows = !page.blank;
	return (0);
}

/* The files as they came. */
static int
keep_originals(const struct taking *t, struct fail *fail)
{
	char name[NAME_SIZE], *path;
	size_t i;
	int rc = 0;

	for (i = 0; i < t->count && rc == 0; i++) {
		original_name(t, i, name);
		if ((path = path_join(t->job.stage, name, fail)) == NULL)
			return (-1);
		rc = file_write(path, t->file[i].bytes.data,
		    t->file[i].bytes.size, fail);
		free(path);
	}
	return (rc);
}

static int
add_sign(struct taking *t, const char *name, const char *verdict, int weight,
    struct fail *fail)
{
	struct capture_sign sign = { NULL, NULL, NULL, weight };
	char *detail;
	int rc = -1;

	if ((detail = text_printf(fail, "handed in by %s (login %s)",
	    t->c.manual.by, t->c.manual.login)) == NULL)
		return (-1);
	if ((sign.name = text_copy(name, fail)) != NULL &&
	    (sign.verdict = text_copy(verdict, fail)) != NULL) {
		sign.detail = detail;
		rc = capture_add_sign(&t->c, &sign, fail);
	}
	free(sign.name);
	free(sign.verdict);
	free(detail);
	return (rc);
}

/* What each original was called, and what it is. */
static int
note_originals(struct taking *t, struct fail *fail)
{
	struct capture_sign sign = { NULL, NULL, NULL, 0 };
	char kind[] = "original", good[] = "good";
	char name[NAME_SIZE];
	size_t i;
	int rc = 0;

	sign.name = kind;
	sign.verdict = good;
	for (i = 0; i < t->count && rc == 0; i++) {
		original_name(t, i, name);
		sign.detail = text_printf(fail, "%s: '%s', %s", name,
		    t->file[i].name, inlet_file_type(&t->file[i]));
		rc = sign.detail == NULL ? -1 :
		    capture_add_sign(&t->c, &sign, fail);
		free(sign.detail);
	}
	return (rc);
}

static int
judge(struct taking *t, struct fail *fail)
{
	struct capture *c = &t->c;

	if (add_sign(t, "handed-in", "good", DECIDES, fail) == -1 ||
	    note_originals(t, fail) == -1)
		return (-1);
	if (t->shows) {
		c->verdict = text_copy("good", fail);
		return (c->verdict == NULL ? -1 : 0);
	}
	if ((c->verdict = text_copy("blank", fail)) == NULL ||
	    (c->advice = text_copy("what was handed in shows one colour only: "
	    "look at it and hand in another, or accept it with "
	    "'bevara accept'", fail)) == NULL)
		return (-1);
	return (add_sign(t, "one-colour", "blank", DECIDES, fail));
}

static int
list_files(struct taking *t, struct fail *fail)
{
	struct capture *c = &t->c;
	const char *dir = t->job.stage;
	char name[NAME_SIZE];
	size_t i;

	for (i = 0; i < t->count; i++) {
		original_name(t, i, name);
		if (part_add(&c->files, dir, name,
		    inlet_file_type(&t->file[i]), CAPTURE_ORIGINAL,
		    fail) == -1)
			return (-1);
	}
	for (i = 0; i < c->slice_count; i++)
		if (part_add(&c->files, dir, c->slice[i].file, "image/png",
		    CAPTURE_SLICE, fail) == -1)
			return (-1);
	if (part_add(&c->files, dir, LAYOUT, "application/xml",
	    CAPTURE_LAYOUT, fail) == -1)
		return (-1);
	return (inlet_file_is_page(t->file) ? part_add(&c->files, dir, PAGE,
	    "text/html", CAPTURE_PAGE, fail) : 0);
}

/* Make the capture in its private folder, and let it be seen at once. */
static int
make(struct taking *t, struct inlet_place *place, struct fail *fail)
{
	const int beside = t->how->beside && inlet_job_allows(&t->job.order,
	    "browser");
	char *path = NULL;
	int rc = -1;

	if (inlet_job_stage(&t->job, fail) == -1 || begin(t, fail) == -1 ||
	    draw(t, fail) == -1 || keep_originals(t, fail) == -1 ||
	    judge(t, fail) == -1 ||
	    inlet_job_name(&t->job, &t->c, fail) == -1 ||
	    list_files(t, fail) == -1 ||
	    (path = path_join(t->job.stage, CAPTURE, fail)) == NULL ||
	    capture_save(&t->c, path, fail) == -1 ||
	    inlet_job_commit(&t->job, beside, place, fail) == -1)
		goto out;
	if ((place->id = text_copy(t->c.id, fail)) != NULL &&
	    (place->verdict = text_copy(t->c.verdict, fail)) != NULL &&
	    (t->c.advice == NULL ||
	    (place->advice = text_copy(t->c.advice, fail)) != NULL))
		rc = 0;
out:
	free(path);
	return (rc);
}

/* All pictures, or one page. */
static int
check_files(const struct inlet_file *files, size_t n, struct fail *fail)
{
	size_t i;

	if (n < 1 || n > INLET_MAX_FILES)
		return (fail_set(fail, FAIL_USAGE, "one capture is made of 1 "
		    "to %d files, not %zu", INLET_MAX_FILES, n));
	for (i = 0; i < n && n > 1; i++)
		if (inlet_file_is_page(&files[i]))
			return (fail_set(fail, FAIL_DATA, "'%s' is a saved "
			    "page: hand it in by itself", files[i].path));
	return (0);
}

static int
find_before(struct taking *t, struct inlet_place *place, struct fail *fail)
{
	char (*sums)[65] = calloc(t->count, sizeof(*sums));
	struct hash_sum sum;
	size_t i;
	int rc = -1;

	if (sums == NULL)
		return (fail_memory(fail));
	for (i = 0; i < t->count; i++) {
		if (hash_bytes(t->file[i].bytes.data, t->file[i].bytes.size,
		    HASH_SHA256, &sum, fail) == -1)
			goto out;
		memcpy(sums[i], sum.sha256, sizeof(sums[i]));
	}
	rc = inlet_job_find(&t->job, sums, t->count, place, fail);
out:
	free(sums);
	return (rc);
}

int
inlet_take(struct inlet_place *place, const struct inlet_how *how,
    const struct inlet_file *files, size_t n, struct fail *fail)
{
	struct taking t = { .how = how, .file = files, .count = n,
	    .job = INLET_JOB_INIT };
	int rc = -1;

	if (check_files(files, n, fail) == -1 ||
	    inlet_job_open(&t.job, how->site->work, how->period, how->account,
	    fail) == -1 || (rc = find_before(&t, place, fail)) == -1)
		goto out;
	if (rc == 1)
		msg_note("'%s' was handed in before, as %s", files->path,
		    place->id);
	rc = rc == 1 ? 0 : make(&t, place, fail);
out:
	if (rc == -1)
		inlet_place_clear(place);
	capture_clear(&t.c);
	inlet_job_close(&t.job);
	return (rc);
}
