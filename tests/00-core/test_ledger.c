/*
 * The ledger: an entry is in the log once, wherever a run was cut; it waits
 * while the share is away; and a log that is not the one that was seen gets
 * nothing more.
 */
#include "../harness/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"
#include "core/file.h"
#include "core/ledger.h"
#include "core/ledger_copy.h"
#include "core/ledger_queue.h"
#include "core/note.h"
#include "core/site.h"
#include "core/text.h"
#include "core/tlog.h"

#define NAME "example.org/log"
#define NOON 1795435200		/* 2026-11-23T12:00:00Z */

static char dir[64];
static struct site site;
static struct fail fail;

static char *
below(const char *name)
{
	char *path = text_printf(&fail, "%s/%s", dir, name);

	if (path == NULL)
		abort();
	return (path);
}

static void
run(const char *format, const char *a, const char *b)
{
	char command[512];

	(void)snprintf(command, sizeof(command), format, dir, a, dir, b);
	CHECK_INT(system(command), 0);
}

#define MOVE(a, b) run("mv '%s/%s' '%s/%s'", (a), (b))
#define COPY(a, b) run("cp -a '%s/%s' '%s/%s'", (a), (b))
#define REMOVE(a) run("rm -rf '%s/%s' '%s/%s'", (a), "nothing")

static void
write_key(const struct note_key *key)
{
	char *path = below("keys/logg.vkey");
	struct buf b = BUF_INIT;

	note_key_vkey(key, &b);
	buf_addc(&b, '\n');
	CHECK_INT(file_write(path, b.data, b.size, &fail), 0);
	buf_clear(&b);
	free(path);
}

/* A share with an empty log, its key, and the copy. */
static void
begin(void)
{
	char *key_path, *logg, *copy;
	struct note_key *key;
	int fd;

	(void)snprintf(dir, sizeof(dir), "/tmp/bevara-ledger-XXXXXX");
	NEED(mkdtemp(dir) != NULL);
	fail_clear(&fail);
	site = (struct site)SITE_INIT;
	site.share = below("share");
	site.work = below("work");
	site.keys = below("keys");
	site.log_copy = below("copy");
	site.log_name = text_copy(NAME, &fail);
	logg = below("share/logg");
	key_path = below("keys/logg.pem");
	copy = below("share/logg/checkpoint");
	CHECK_INT(file_make_dirs(logg, &fail), 0);
	CHECK_INT(file_make_dirs(site.keys, &fail), 0);
	CHECK_INT(file_make_dirs(site.work, &fail), 0);
	NEED((key = note_key_new(NAME, &fail)) != NULL);
	CHECK_INT(note_key_save(key, key_path, &fail), 0);
	write_key(key);
	fd = open(logg, O_RDONLY | O_DIRECTORY);
	CHECK_INT(tlog_begin(fd, key, &fail), 0);
	(void)close(fd);
	CHECK_INT(file_make_dirs(site.log_copy, &fail), 0);
	COPY("share/logg/checkpoint", "copy/checkpoint");
	note_key_free(key);
	free(logg);
	free(key_path);
	free(copy);
}

static void
end(void)
{
	site_clear(&site);
	file_remove_tree(dir);
}

/* Enter "bevara/1 accepted" of the id at this time; the index, or -1. */
static long
enter(const char *key, int64_t utc)
{
	struct buf b = BUF_INIT;
	uint64_t index = 0;
	int rc;

	fail_clear(&fail);
	ledger_entry(&b, "accepted", utc);
	ledger_line(&b, "id", key);
	rc = ledger_enter(&site, key, &b, &index, &fail);
	buf_clear(&b);
	return (rc == -1 ? -1 : (long)index);
}

static uint64_t
log_size(void)
{
	struct note_key *key = ledger_public(&site, &fail);
	struct tlog_head head = { 0, { 0 } };
	int fd = open(site.share, O_RDONLY | O_DIRECTORY);

	CHECK(key != NULL);
	CHECK_INT(ledger_head(&site, fd, key, &head, NULL, &fail), 0);
	note_key_free(key);
	(void)close(fd);
	return (head.size);
}

static size_t
waiting(void)
{
	int64_t oldest;
	size_t count = 99;

	CHECK_INT(ledger_waiting(&site, &count, &oldest, &fail), 0);
	return (count);
}

static void
enters_each_key_once(void)
{
	struct buf b = BUF_INIT;

	begin();
	CHECK_INT(enter("a", NOON), 0);
	CHECK_INT(enter("b", NOON), 1);
	CHECK_INT(enter("a", NOON + 9), 0);
	CHECK_INT(ledger_get(&site, "a", &b, &fail), 0);
	CHECK_STR(buf_text(&b), "bevara/1 accepted\n"
	    "time 2026-11-23T12:00:00Z\nid a\n");
	CHECK_INT(ledger_forget(&site, "a", &fail), 0);
	CHECK_INT(ledger_forget(&site, "a", &fail), 0);
	CHECK_INT(ledger_get(&site, "a", &b, &fail), -1);
	CHECK_INT(fail.kind, FAIL_DATA);
	CHECK_INT(enter("a", NOON + 9), 2);
	CHECK_INT(log_size(), 3);
	CHECK_INT(waiting(), 0);
	buf_clear(&b);
	end();
}

static void
waits_while_the_share_is_away(void)
{
	int64_t oldest = 0;
	size_t count = 0;

	begin();
	MOVE("share", "away");
	CHECK_INT(enter("later", NOON + 60), -1);
	CHECK_INT(fail.kind, FAIL_LATER);
	CHECK_INT(enter("sooner", NOON), -1);
	CHECK_INT(ledger_waiting(&site, &count, &oldest, &fail), 0);
	CHECK_INT(count, 2);
	CHECK_INT(oldest, NOON);
	MOVE("away", "share");
	fail_clear(&fail);
	CHECK_INT(ledger_flush(&site, &fail), 0);
	CHECK_INT(waiting(), 0);
	CHECK_INT(enter("sooner", NOON), 0);
	CHECK_INT(enter("later", NOON), 1);
	CHECK_INT(log_size(), 2);
	end();
}

/* As a run leaves it that is cut between the appending and its note. */
static void
forgets_that_it_was_entered(const char *key, uint64_t from)
{
	struct ledger_item item = LEDGER_ITEM_INIT;

	CHECK_INT(ledger_queue_load(&site, key, &item, &fail), 1);
	CHECK(item.entered);
	item.entered = 0;
	item.number = from;
	CHECK_INT(ledger_queue_save(&site, &item, &fail), 0);
	ledger_item_clear(&item);
}

static void
finds_what_a_cut_run_entered(void)
{
	begin();
	CHECK_INT(enter("a", NOON), 0);
	COPY("copy/checkpoint", "older");
	CHECK_INT(enter("b", NOON), 1);
	CHECK_INT(enter("c", NOON), 2);
	forgets_that_it_was_entered("b", 1);
	forgets_that_it_was_entered("c", 0);
	/* The copy had not been written either. */
	COPY("older", "copy/checkpoint");
	CHECK_INT(waiting(), 2);
	CHECK_INT(enter("d", NOON), 3);
	CHECK_INT(waiting(), 0);
	CHECK_INT(enter("b", NOON), 1);
	CHECK_INT(enter("c", NOON), 2);
	CHECK_INT(log_size(), 4);
	end();
}

/* Enter it, and keep nothing; made by an earlier run if ${again}. */
static int
leave(const char *key, int again)
{
	struct buf b = BUF_INIT;
	int rc;

	fail_clear(&fail);
	ledger_entry(&b, "accepted", NOON);
	ledger_line(&b, "id", key);
	rc = ledger_leave(&site, key, &b, again, &fail);
	buf_clear(&b);
	return (rc);
}

static int
is_kept(const char *key)
{
	struct ledger_item item = LEDGER_ITEM_INIT;
	int there = ledger_queue_load(&site, key, &item, &fail);

	ledger_item_clear(&item);
	return (there);
}

static void
keeps_nothing_of_what_leaves(void)
{
	begin();
	CHECK_INT(leave("a", 0), 0);
	CHECK_INT(is_kept("a"), 0);
	CHECK_INT(enter("b", NOON), 1);
	/* Once, although nothing is known of it here. */
	CHECK_INT(leave("a", 1), 0);
	CHECK_INT(is_kept("a"), 0);
	CHECK_INT(log_size(), 2);
	/* It waits as others do, and goes when anybody enters it. */
	MOVE("share", "away");
	CHECK_INT(leave("a", 1), -1);
	CHECK_INT(leave("c", 0), -1);
	CHECK_INT(fail.kind, FAIL_LATER);
	CHECK_INT(waiting(), 2);
	MOVE("away", "share");
	CHECK_INT(enter("d", NOON), 3);
	CHECK_INT(waiting(), 0);
	CHECK_INT(is_kept("a"), 0);
	CHECK_INT(is_kept("c"), 0);
	CHECK_INT(is_kept("d"), 1);
	CHECK_INT(log_size(), 4);
	end();
}

static void
refuses_a_log_that_is_another(void)
{
	begin();
	CHECK_INT(enter("a", NOON), 0);
	COPY("share/logg", "one");
	CHECK_INT(enter("b", NOON), 1);
	COPY("share/logg", "two");
	/* Rolled back. */
	REMOVE("share/logg");
	COPY("one", "share/logg");
	CHECK_INT(enter("c", NOON), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	CHECK(strstr(fail.text, "rolled back") != NULL);
	CHECK_INT(waiting(), 1);
	/* Written anew by the same key: the copy of then is let go first. */
	COPY("copy/checkpoint", "seen");
	COPY("one/checkpoint", "copy/checkpoint");
	CHECK_INT(enter("d", NOON), 2);
	COPY("seen", "copy/checkpoint");
	CHECK_INT(enter("e", NOON), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	/* As it was, it goes on. */
	REMOVE("share/logg");
	COPY("two", "share/logg");
	CHECK_INT(enter("e", NOON), 2);
	end();
}

/* Over SMB another machine's head can be seen a second late. */
static void
waits_for_a_head_that_was_announced(void)
{
	begin();
	CHECK_INT(enter("a", NOON), 0);
	COPY("share/logg/checkpoint", "old");
	COPY("copy/checkpoint", "seen");
	CHECK_INT(enter("b", NOON), 1);
	COPY("share/logg/checkpoint", "new");
	COPY("old", "share/logg/checkpoint");
	COPY("seen", "copy/checkpoint");
	run("(sleep 0.6; mv '%s/%s' '%s/%s') &", "new",
	    "share/logg/checkpoint");
	CHECK_INT(enter("c", NOON), 2);
	/* A run that was cut announced more than there ever will be. */
	run("printf '%%019d\n' 9 >'%s/%s'; : '%s/%s'", "share/logg/lock", "");
	CHECK_INT(enter("d", NOON), 3);
	end();
}

static void
refuses_another_key(void)
{
	struct note_key *other = note_key_new(NAME, &fail);

	begin();
	NEED(other != NULL);
	write_key(other);
	CHECK_INT(enter("a", NOON), -1);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK(strstr(fail.text, "not of one key") != NULL);
	note_key_free(other);
	NEED((other = note_key_new("example.org/other", &fail)) != NULL);
	write_key(other);
	CHECK_INT(enter("b", NOON), -1);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK(strstr(fail.text, "never changes") != NULL);
	note_key_free(other);
	REMOVE("keys");
	CHECK_INT(enter("c", NOON), -1);
	CHECK_INT(fail.kind, FAIL_CONFIG);
	CHECK_INT(waiting(), 3);
	end();
}

static void
needs_the_copy(void)
{
	begin();
	MOVE("copy", "away");
	CHECK_INT(enter("a", NOON), -1);
	CHECK_INT(fail.kind, FAIL_LATER);
	CHECK_INT(waiting(), 1);
	MOVE("away", "copy");
	CHECK_INT(enter("a", NOON), 0);
	/* Broken, it tells nothing. */
	CHECK_INT(file_write("/dev/null/x", "", 0, &fail), -1);
	run("echo x >'%s/%s'; : '%s/%s'", "copy/checkpoint", "x");
	CHECK_INT(enter("b", NOON), -1);
	CHECK_INT(fail.kind, FAIL_NO);
	end();
}

/* Two machines with folders of their own, and one share. */
static void
two_machines_share_a_log(void)
{
	begin();
	COPY("copy", "copy2");
	CHECK_INT(enter("a", NOON), 0);
	MOVE("copy", "copy1");
	MOVE("work", "work1");
	MOVE("copy2", "copy");
	CHECK_INT(enter("b", NOON), 1);
	MOVE("copy", "copy2");
	MOVE("copy1", "copy");
	REMOVE("work");
	MOVE("work1", "work");
	CHECK_INT(enter("c", NOON), 2);
	CHECK_INT(enter("a", NOON), 0);
	end();
}

/* No line of an entry is what its maker did not mean. */
static int
refused(const char *key, const char *value)
{
	struct buf b = BUF_INIT;
	uint64_t index;
	int rc;

	fail_clear(&fail);
	ledger_entry(&b, "placed", NOON);
	ledger_line(&b, "id", value);
	rc = ledger_enter(&site, key, &b, &index, &fail);
	buf_clear(&b);
	return (rc == -1 && fail.kind == FAIL_DATA);
}

static void
refuses_what_is_no_entry(void)
{
	char *log, *long_value = calloc(1, 70001);

	begin();
	NEED(long_value != NULL);
	memset(long_value, 'x', 70000);
	CHECK(refused("a", ""));
	CHECK(refused("a", "x\nrule y"));
	CHECK(refused("a", "\xc3\xa5"));
	CHECK(refused("a", "x\ty"));
	CHECK(refused("a", long_value));
	CHECK(refused("", "x"));
	CHECK(refused(".hidden", "x"));
	CHECK(refused("../a", "x"));
	CHECK(refused("a b", "x"));
	CHECK(refused("\xc3\xa5", "x"));
	CHECK_INT(waiting(), 0);
	log = below("work/logg/a.entry");
	CHECK(!file_exists(log));
	free(log);
	free(long_value);
	end();
}

static void
sweeps_what_was_half_written(void)
{
	char *part;

	begin();
	CHECK_INT(enter("a", NOON), 0);
	part = below("work/logg/b.entry.part-abcdef");
	CHECK_INT(file_write(part, "x", 1, &fail), 0);
	CHECK_INT(waiting(), 0);
	CHECK_INT(enter("c", NOON), 1);
	CHECK(!file_exists(part));
	free(part);
	end();
}

int
main(void)
{
	RUN(enters_each_key_once);
	RUN(waits_while_the_share_is_away);
	RUN(finds_what_a_cut_run_entered);
	RUN(keeps_nothing_of_what_leaves);
	RUN(refuses_a_log_that_is_another);
	RUN(waits_for_a_head_that_was_announced);
	RUN(refuses_another_key);
	RUN(needs_the_copy);
	RUN(two_machines_share_a_log);
	RUN(refuses_what_is_no_entry);
	RUN(sweeps_what_was_half_written);
	return (check_end());
}
