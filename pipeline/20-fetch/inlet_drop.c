#include "fetch/inlet_run.h"

#include <sys/stat.h>

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/msg.h"
#include "core/path.h"
#include "core/site.h"
#include "core/text.h"
#include "fetch/inlet.h"
#include "fetch/inlet_date.h"
#include "fetch/inlet_file.h"
#include "fetch/inlet_job.h"
#include "fetch/inlet_take.h"

#define INBOX "Inkorg"
#define TAKEN "mottaget"	/* in each account's folder: what was taken */
#define NOTE_END ".fel.txt"
#define NOTE_MAX 8192
#define STILL_S 3		/* a file must not change for so long */
#define FILES_MAX 500		/* of one account in one run */

/* Folders of the inbox whose name is no account's get a note of this name. */
#define FOLDER_NOTE "KONTOT FINNS INTE" NOTE_END

struct item {			/* a file as it was seen */
	char *path;		/* owned */
	struct stat st;
};

struct drop {			/* one account's folder */
	struct inlet_run *run;
	const char *account;
	const char *dir;
	struct item *item;	/* owned */
	size_t count;
	size_t failed;		/* of all accounts */
	size_t files;
	struct fail worst;
};

/* What no person laid there, or not as a whole file yet. */
static int
is_litter(const char *name)
{
	static const char *const ends[] = { NOTE_END, ".part", ".partial",
	    ".crdownload", ".tmp", ".download" };
	size_t i, n = strlen(name);

	if (name[0] == '.' || name[0] == '~' || name[n - 1] == '~' ||
	    strcasecmp(name, "Thumbs.db") == 0 ||
	    strcasecmp(name, "desktop.ini") == 0 ||
	    strcasecmp(name, "ehthumbs.db") == 0)
		return (1);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (n >= strlen(ends[i]) && strcasecmp(name + n -
		    strlen(ends[i]), ends[i]) == 0)
			return (1);
	return (0);
}

static int
list_items(struct drop *d, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	struct item *item;
	size_t i;
	int rc = -1;

	if (file_list_dir(d->dir, &list, fail) == -1)
		return (-1);
	if ((d->item = calloc(list.count + 1, sizeof(*d->item))) == NULL) {
		fail_memory(fail);
		goto out;
	}
	for (i = 0; i < list.count && d->count < FILES_MAX; i++) {
		if (is_litter(list.entry[i].path) ||
		    strcmp(list.entry[i].path, TAKEN) == 0)
			continue;
		item = &d->item[d->count];
		if ((item->path = path_join(d->dir, list.entry[i].path,
		    fail)) == NULL)
			goto out;
		d->count++;
		if (lstat(item->path, &item->st) == -1)
			item->st.st_size = -1;	/* gone: not still */
	}
	rc = 0;
out:
	file_list_clear(&list);
	return (rc);
}

static void
forget_items(struct drop *d)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		free(d->item[i].path);
	free(d->item);
	d->item = NULL;
	d->count = 0;
}

/* Whether the file is what it was when it was seen first. */
static int
is_still(const struct item *item)
{
	struct stat st;

	return (lstat(item->path, &st) == 0 &&
	    st.st_size == item->st.st_size &&
	    st.st_ino == item->st.st_ino &&
	    st.st_mtim.tv_sec == item->st.st_mtim.tv_sec &&
	    st.st_mtim.tv_nsec == item->st.st_mtim.tv_nsec);
}

/* ---- what people in the share are told ---- */

/* Put the note there, unless it says so already. */
static void
write_note(const char *path, const struct buf *text)
{
	struct fail fail = FAIL_INIT;
	struct buf old = BUF_INIT;

	if (!file_is_file(path) || file_read(path, &old, NOTE_MAX,
	    &fail) == -1 || old.size != text->size ||
	    memcmp(old.data, text->data, old.size) != 0) {
		fail_clear(&fail);
		if (buf_check(text, &fail) == -1 || file_write(path,
		    text->data, text->size, &fail) == -1)
			msg_warn("%s", fail.text);
	}
	buf_clear(&old);
}

static char *
note_path(const char *file, struct fail *fail)
{
	return (text_printf(fail, "%s" NOTE_END, file));
}

static void
note_refused(const char *file, const struct fail *why)
{
	struct fail ignored = FAIL_INIT;
	struct buf b = BUF_INIT;
	char *path = note_path(file, &ignored);

	buf_addf(&b, "Filen '%s' kunde inte tas emot till arkivet och ligger "
	    "kvar här.\r\n\r\nGör så här: spara bilden som PNG eller JPEG, "
	    "eller webbsidan som HTML i en enda fil eller MHTML, och lägg den "
	    "här. Ta sedan bort den gamla filen och den här texten.\r\n\r\n"
	    "Orsak, på engelska för den som sköter Bevara:\r\n%s\r\n",
	    path_base(file), why->text);
	if (path != NULL)
		write_note(path, &b);
	free(path);
	buf_clear(&b);
}

static void
note_folder(const char *dir, const char *name)
{
	struct fail ignored = FAIL_INIT;
	struct buf b = BUF_INIT;
	char *path = path_join(dir, FOLDER_NOTE, &ignored);

	buf_addf(&b, "Det finns inget konto '%s' att arkivera i det här "
	    "halvåret, så det som ligger i mappen tas inte emot.\r\n\r\nGör "
	    "så här: döp om mappen till kontots id i förteckningen "
	    "(konton.xml), eller flytta filerna till rätt mapp i " INBOX
	    ". Ta sedan bort den här texten.\r\n", name);
	if (path != NULL)
		write_note(path, &b);
	free(path);
	buf_clear(&b);
}

static void
remove_note(const char *file)
{
	struct fail ignored = FAIL_INIT;
	char *path = note_path(file, &ignored);

	if (path != NULL)
		(void)unlink(path);
	free(path);
}

/* The file stays where it is; a person sees why in run's table too. */
static int
refuse(struct drop *d, const char *file, const struct fail *why,
    struct fail *fail)
{
	const char *const line[] = { d->account, "refused", file, why->text };

	d->failed++;
	inlet_run_worse(&d->worst, why);
	return (inlet_add_line(d->run->result, line, 4, fail));
}

/* ---- taking one ---- */

/* Out of the way, once its capture is whole: never removed. */
static int
move_away(const struct drop *d, const char *file, const char *id,
    struct fail *fail)
{
	char *dir = NULL, *to = NULL;
	int rc = -1;

	if ((dir = text_printf(fail, "%s/" TAKEN "/%s", d->dir, id)) == NULL ||
	    file_make_dirs(dir, fail) == -1 ||
	    (to = path_join(dir, path_base(file), fail)) == NULL)
		goto out;
	/* The very same file twice: the second is kept beside the first. */
	if (file_exists(to)) {
		free(to);
		if ((to = text_printf(fail, "%s/%lld %s", dir,
		    (long long)clock_now(), path_base(file))) == NULL)
			goto out;
	}
	rc = file_rename_new(file, to, fail);
	if (rc == 0)
		remove_note(file);
out:
	free(dir);
	free(to);
	return (rc);
}

/* All that is known of who laid it there. */
static char *
owner(const struct inlet_file *f, struct fail *fail)
{
	const struct passwd *pw = getpwuid(f->owner);

	if (pw != NULL && pw->pw_name[0] != '\0')
		return (text_printf(fail, "okänd (lagd i " INBOX ", filens "
		    "ägare: %s)", pw->pw_name));
	return (text_printf(fail, "okänd (lagd i " INBOX ", filens ägare: uid "
	    "%ld)", (long)f->owner));
}

static int
take_dropped(struct drop *d, const struct inlet_file *f,
    struct inlet_place *place, struct fail *fail)
{
	static char no_person[] = "vem som lade bilden i Inkorg är inte känt";
	static char no_time[] = "när bilden togs är inte känt";
	static char no_clock[] = "klockslaget är inte känt";
	struct inlet_date date = INLET_DATE_INIT;
	char zoneless[CLOCK_TEXT], *by;
	char *unknown[] = { no_person, no_time };
	struct inlet_facts facts = { d->account, d->run->period,
	    "drop-folder", NULL, NULL, unknown, 2 };
	struct inlet_how how;
	int rc;

	if (inlet_date_own(&date, f, zoneless)) {
		facts.taken = date.taken;
		if (strchr(date.taken, 'T') != NULL)
			facts.unknown_count = 1;
		else
			unknown[1] = no_clock;
	}
	if ((by = owner(f, fail)) == NULL)
		return (-1);
	facts.by = by;
	how = inlet_run_how(d->run, &facts);
	rc = inlet_take(place, &how, f, 1, fail);
	free(by);
	return (rc);
}

/* -1 only for what stops the whole. */
static int
one_item(struct drop *d, const struct item *item, struct fail *fail)
{
	struct inlet_place place = INLET_PLACE_INIT;
	struct inlet_file f = { 0 };
	struct fail why = FAIL_INIT;
	int rc = 0;

	d->files++;
	if (!is_still(item)) {
		fail_set(&why, FAIL_LATER, "'%s' is still being written; it is "
		    "taken by the next run", item->path);
		rc = refuse(d, item->path, &why, fail);
	} else if (inlet_file_read(&f, item->path, &why) == -1 ||
	    take_dropped(d, &f, &place, &why) == -1) {
		if (why.kind == FAIL_DATA)
			note_refused(item->path, &why);
		rc = refuse(d, item->path, &why, fail);
	} else if (inlet_run_told(d->run, d->account, &place, item->path,
	    fail) == -1 || move_away(d, item->path, place.id, fail) == -1)
		rc = -1;
	inlet_file_clear(&f);
	inlet_place_clear(&place);
	return (rc);
}

/* 1 if the account has an order in this half-year. */
static int
is_ordered(const struct drop *d, struct fail *fail)
{
	char *path;
	int there;

	if (!path_is_account(d->account))
		return (0);
	if ((path = text_printf(fail, "%s/%s/%s/order.xml", d->run->site.work,
	    d->run->period, d->account)) == NULL)
		return (-1);
	there = file_is_file(path);
	free(path);
	return (there);
}

static int
one_account(struct drop *d, struct fail *fail)
{
	struct timespec wait = { STILL_S, 0 };
	struct fail why = FAIL_INIT;
	int ordered, rc = -1;
	size_t i;

	if (list_items(d, fail) == -1 ||
	    (ordered = is_ordered(d, fail)) == -1)
		goto out;
	rc = 0;
	if (d->count == 0)
		goto out;
	if (!ordered) {
		fail_set(&why, FAIL_DATA, "'%s' is no account with an order in "
		    "%s: rename the folder to an id of konton.xml, or give "
		    "the command 'bevara register order --period %s'",
		    d->account, d->run->period, d->run->period);
		note_folder(d->dir, d->account);
		rc = refuse(d, d->dir, &why, fail);
		goto out;
	}
	nanosleep(&wait, NULL);
	for (i = 0; i < d->count && rc == 0; i++)
		rc = one_item(d, &d->item[i], fail);
out:
	forget_items(d);
	return (rc);
}

static int
each_account(struct drop *d, const char *inbox, struct fail *fail)
{
	struct file_list list = FILE_LIST_INIT;
	char *dir;
	size_t i;
	int rc = 0;

	if (file_list_dir(inbox, &list, fail) == -1)
		return (-1);
	for (i = 0; i < list.count && rc == 0; i++) {
		if (list.entry[i].kind != 'd' ||
		    is_litter(list.entry[i].path))
			continue;
		if ((dir = path_join(inbox, list.entry[i].path,
		    fail)) == NULL)
			rc = -1;
		else {
			d->account = list.entry[i].path;
			d->dir = dir;
			rc = one_account(d, fail);
		}
		free(dir);
	}
	file_list_clear(&list);
	return (rc);
}

int
inlet_drop(struct inlet_run *run, struct fail *fail)
{
	struct drop d = { .run = run, .worst = FAIL_INIT };
	char *inbox = path_join(run->site.share, INBOX, fail);
	int share = -1, rc = -1;

	if (inbox == NULL ||
	    (share = site_open_archive(&run->site, fail)) == -1)
		goto out;
	close(share);
	/* Nobody has to have one. */
	if (!file_is_dir(inbox)) {
		rc = 0;
		goto out;
	}
	if (each_account(&d, inbox, fail) == -1)
		goto out;
	rc = d.failed == 0 ? 0 : fail_set(fail, d.worst.kind, "%zu of what "
	    "lies in '%s' was not taken: %s", d.failed, inbox, d.worst.text);
out:
	free(inbox);
	return (rc);
}
