/*
 * The log's files: its roots are those of RFC 6962, it grows by what is
 * appended and nothing else, what a cut run left is written over, and no link
 * leads out of it.
 */
#include "../harness/check.h"

#include "logs.h"

static void
begins_once(void)
{
	struct fixture f;
	struct buf b = BUF_INIT;

	NEED(start(&f));
	CHECK_INT(f.head.size, 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, &b, &f.fail), 0);
	CHECK(strncmp(buf_text(&b), NAME "\n0\n"
	    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\xe2\x80\x94 "
	    NAME " ", 100) == 0);
	CHECK_INT(tlog_begin(f.fd, f.key, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_EXISTS);
	CHECK_INT(unlinkat(f.fd, "checkpoint", 0), 0);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, NULL, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_LATER);
	buf_clear(&b);
	end(&f);
}

static void
paths_are_the_specs(void)
{
	char path[TLOG_TILE_PATH];
	struct tlog_tile tile = { 0, 256, 1234067 };

	tlog_tile_path(&tile, path);
	CHECK_STR(path, "tile/0/x001/x234/067");
	tile.level = TLOG_TILE_ENTRIES;
	tile.index = 0;
	tile.width = 17;
	tlog_tile_path(&tile, path);
	CHECK_STR(path, "tile/entries/000.p/17");
	tile.index = ((uint64_t)1 << 62) / 256;
	tile.width = 255;
	tlog_tile_path(&tile, path);
	CHECK_STR(path,
	    "tile/entries/x018/x014/x398/x509/x481/984.p/255");
	/* The spec's example: 70,000 entries. */
	tile = tlog_tile_at(70000, 0, 273);
	CHECK_INT(tile.width, 112);
	tile = tlog_tile_at(70000, 1, 1);
	CHECK_INT(tile.width, 17);
	tile = tlog_tile_at(70000, 2, 0);
	CHECK_INT(tile.width, 1);
	CHECK_INT(tlog_tile_at(70000, 0, 272).width, 256);
}

/* Is the log whole, and its root the plain one? */
static void
check_log(struct fixture *f)
{
	struct tlog_head head;
	uint8_t root[32];

	CHECK_INT(tlog_read(f->fd, f->key, &head, NULL, &f->fail), 0);
	CHECK_INT(head.size, f->head.size);
	CHECK(memcmp(head.root, f->head.root, 32) == 0);
	plain_root(0, head.size, root);
	CHECK(memcmp(head.root, root, 32) == 0);
	if (tlog_audit(f->fd, &head, NULL, NULL, &f->fail) == -1)
		CHECK_STR(f->fail.text, "whole");
}

static void
roots_are_the_rfcs(void)
{
	static const size_t steps[] = { 1, 1, 1, 2, 3, 120, 127, 1, 1, 255, 1,
	    256, 1, 511, 300, 1000 };
	struct fixture f;
	size_t i;

	NEED(start(&f));
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (grow(&f, steps[i]) == -1)
			CHECK_STR(f.fail.text, "appended");
		check_log(&f);
	}
	CHECK_INT(grow(&f, 0), 0);
	check_log(&f);
	end(&f);
}

static void
many_levels(void)
{
	struct fixture f;

	NEED(start(&f));
	CHECK_INT(grow(&f, 65535), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 4464), 0);
	check_log(&f);
	end(&f);
}

/* What is seen by the visitor, and where it stops. */
struct seen {
	uint64_t next, stop;
	int wrong;
};

static int
see(void *arg, uint64_t index, const struct tlog_entry *entry,
    struct fail *fail)
{
	struct seen *s = arg;
	char text[64];

	if (index != s->next || entry->size != entry_text(index, text) ||
	    memcmp(entry->bytes, text, entry->size) != 0)
		s->wrong++;
	s->next++;
	return (index == s->stop ? fail_set(fail, FAIL_USAGE, "stop") : 0);
}

static void
visits_each_entry_in_order(void)
{
	struct seen s = { 0, UINT64_MAX, 0 };
	struct fixture f;

	NEED(start(&f));
	CHECK_INT(tlog_each(f.fd, &f.head, 0, see, &s, &f.fail), 0);
	CHECK_INT(s.next, 0);
	CHECK_INT(grow(&f, 700), 0);
	CHECK_INT(tlog_each(f.fd, &f.head, 0, see, &s, &f.fail), 0);
	CHECK_INT(s.next, 700);
	s.next = 300;
	CHECK_INT(tlog_each(f.fd, &f.head, 300, see, &s, &f.fail), 0);
	CHECK_INT(s.next, 700);
	s.next = 700;
	CHECK_INT(tlog_each(f.fd, &f.head, 700, see, &s, &f.fail), 0);
	CHECK_INT(tlog_each(f.fd, &f.head, UINT64_MAX, see, &s, &f.fail), 0);
	CHECK_INT(s.next, 700);
	s.next = 0;
	s.stop = 299;
	CHECK_INT(tlog_audit(f.fd, &f.head, see, &s, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_USAGE);
	CHECK_INT(s.next, 300);
	s.next = 0;
	s.stop = UINT64_MAX;
	CHECK_INT(tlog_audit(f.fd, &f.head, see, &s, &f.fail), 0);
	CHECK_INT(s.next, 700);
	CHECK_INT(s.wrong, 0);
	CHECK_INT(unlinkat(f.fd, "tile/entries/001", 0), 0);
	s.next = 0;
	CHECK_INT(tlog_each(f.fd, &f.head, 0, see, &s, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_DATA);
	CHECK_INT(s.next, 256);
	end(&f);
}

/* A root that our key has signed, and that is not the entries'. */
static void
reckons_the_root_itself(void)
{
	struct fixture f;
	struct tlog_head head;

	NEED(start(&f));
	CHECK_INT(grow(&f, 300), 0);
	head = f.head;
	head.root[31] ^= 1;
	CHECK_INT(tlog_audit(f.fd, &head, NULL, NULL, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_NO);
	CHECK(strncmp(f.fail.text, "'checkpoint': ", 14) == 0);
	head = f.head;
	head.size = 299;	/* there is no tile of that width */
	CHECK_INT(tlog_audit(f.fd, &head, NULL, NULL, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_NO);
	end(&f);
}

static void
entries_of_any_size(void)
{
	static const size_t sizes[] = { 0, 1, 255, 256, 257, 65535, 0 };
	struct tlog_entry entry[7];
	struct fixture f;
	struct buf b = BUF_INIT;
	size_t i;

	NEED(start(&f));
	for (i = 0; i < 66000; i++)
		buf_addc(&b, (int)(i * 7 % 251));
	for (i = 0; i < 7; i++) {
		entry[i].bytes = b.data;
		entry[i].size = sizes[i];
	}
	CHECK_INT(tlog_append(f.fd, f.key, entry, 7, &f.head, &f.fail), 0);
	CHECK_INT(tlog_audit(f.fd, &f.head, NULL, NULL, &f.fail), 0);
	CHECK_INT(f.head.size, 7);
	entry[3].size = 65536;
	CHECK_INT(tlog_append(f.fd, f.key, entry, 7, &f.head, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_DATA);
	CHECK_INT(f.head.size, 7);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, NULL, &f.fail), 0);
	CHECK_INT(f.head.size, 7);
	buf_clear(&b);
	end(&f);
}

/* Change a byte of a file of the log, and back the next time. */
static void
flip(struct fixture *f, const char *path)
{
	int fd = openat(f->fd, path, O_RDWR);
	char c = 0;

	CHECK(fd != -1);
	CHECK_INT(pread(fd, &c, 1, 7), 1);
	c ^= 1;
	CHECK_INT(pwrite(fd, &c, 1, 7), 1);
	close(fd);
}

static void
adds_to_nothing_that_is_not_the_logs(void)
{
	static const char *const edge[] = { "tile/0/001.p/44",
	    "tile/entries/001.p/44", "tile/1/000.p/1" };
	struct fixture f;
	struct tlog_head old;
	size_t i;

	NEED(start(&f));
	CHECK_INT(grow(&f, 300), 0);
	old = f.head;
	for (i = 0; i < 3; i++) {
		flip(&f, edge[i]);
		CHECK_INT(grow(&f, 1), -1);
		CHECK_INT(f.fail.kind, FAIL_NO);
		CHECK_INT(f.head.size, 300);
		flip(&f, edge[i]);
	}
	CHECK_INT(renameat(f.fd, edge[2], f.fd, "aside"), 0);
	CHECK_INT(grow(&f, 1), -1);
	CHECK_INT(f.fail.kind, FAIL_NO);
	CHECK_INT(renameat(f.fd, "aside", f.fd, edge[2]), 0);
	/* Nor under a head that is not the newest. */
	CHECK_INT(grow(&f, 1), 0);
	f.head = old;
	CHECK_INT(grow(&f, 1), -1);
	CHECK_INT(f.fail.kind, FAIL_LATER);
	CHECK_INT(tlog_read(f.fd, f.key, &f.head, NULL, &f.fail), 0);
	CHECK_INT(f.head.size, 301);
	check_log(&f);
	end(&f);
}

static void
leftovers_are_written_over(void)
{
	static const char *const left[] = { "tile/0/000.p/3", "tile/0/000",
	    "tile/entries/000.p/3", "tile/entries/000", "tile/1/000.p/1",
	    "checkpoint.part-new" };
	struct fixture f;
	size_t i;
	int fd;

	NEED(start(&f));
	CHECK_INT(grow(&f, 2), 0);
	CHECK_INT(mkdirat(f.fd, "tile/1", 0755), 0);
	CHECK_INT(mkdirat(f.fd, "tile/1/000.p", 0755), 0);
	for (i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		fd = openat(f.fd, left[i], O_WRONLY | O_CREAT, 0644);
		CHECK(fd != -1);
		CHECK_INT(write(fd, "what a cut run left", 19), 19);
		close(fd);
	}
	check_log(&f);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 253), 0);
	check_log(&f);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	CHECK(faccessat(f.fd, "checkpoint.part-new", F_OK, 0) == -1);
	/* Full: what was partial is gone, and the lone folder too. */
	CHECK(faccessat(f.fd, "tile/0/000.p", F_OK, 0) == -1);
	CHECK(faccessat(f.fd, "tile/entries/000.p", F_OK, 0) == -1);
	end(&f);
}

static void
no_link_is_followed(void)
{
	struct fixture f;
	char *other = strdup("/dev/shm/bevara-tlog-XXXXXX");
	int fd;

	NEED(start(&f));
	NEED(other != NULL && mkdtemp(other) != NULL);
	CHECK_INT(grow(&f, 2), 0);
	/* A leftover that is a link to a file of somebody else's. */
	fd = openat(f.fd, "victim", O_WRONLY | O_CREAT, 0644);
	CHECK_INT(write(fd, "victim", 6), 6);
	close(fd);
	CHECK_INT(symlinkat("../../../victim", f.fd, "tile/0/000.p/3"), 0);
	CHECK_INT(linkat(f.fd, "victim", f.fd, "tile/entries/000.p/3", 0), 0);
	CHECK_INT(symlinkat("victim", f.fd, "checkpoint.part-new"), 0);
	CHECK_INT(grow(&f, 1), 0);
	check_log(&f);
	fd = openat(f.fd, "victim", O_RDONLY);
	CHECK_INT(lseek(fd, 0, SEEK_END), 6);
	close(fd);
	/* A folder that was swapped for a link out of the log. */
	CHECK_INT(renameat(f.fd, "tile/0", f.fd, "tile/zero"), 0);
	CHECK_INT(symlinkat(other, f.fd, "tile/0"), 0);
	CHECK_INT(grow(&f, 1), -1);
	CHECK_INT(rmdir(other), 0);	/* still empty */
	CHECK_INT(unlinkat(f.fd, "tile/0", 0), 0);
	CHECK_INT(symlinkat("zero", f.fd, "tile/0"), 0);
	CHECK_INT(tlog_audit(f.fd, &f.head, NULL, NULL, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_NO);
	free(other);
	end(&f);
}

static void
reads_partial_tiles_from_full_ones(void)
{
	struct tlog_head old;
	struct fixture f;

	NEED(start(&f));
	CHECK_INT(grow(&f, 300), 0);
	old = f.head;
	CHECK_INT(grow(&f, 300), 0);
	CHECK(faccessat(f.fd, "tile/0/001.p", F_OK, 0) == -1);
	/* A reader that still has the old head finds all of it. */
	CHECK_INT(tlog_audit(f.fd, &old, NULL, NULL, &f.fail), 0);
	end(&f);
}

static void
one_writer_at_a_time(void)
{
	struct fixture f;
	int lock;

	NEED(start(&f));
	CHECK((lock = tlog_lock(f.fd, 0, &f.fail)) != -1);
	CHECK_INT(tlog_lock(f.fd, 0, &f.fail), -1);
	CHECK_INT(f.fail.kind, FAIL_LATER);
	close(lock);
	CHECK((lock = tlog_lock(f.fd, 0, &f.fail)) != -1);
	close(lock);
	CHECK_INT(unlinkat(f.fd, "lock", 0), 0);
	CHECK_INT(symlinkat("elsewhere", f.fd, "lock"), 0);
	CHECK_INT(tlog_lock(f.fd, 0, &f.fail), -1);
	end(&f);
}

static void
the_next_size_is_announced(void)
{
	struct fixture f;
	uint64_t size = 1;
	int lock;

	NEED(start(&f));
	CHECK((lock = tlog_lock(f.fd, 0, &f.fail)) != -1);
	CHECK_INT(tlog_announced(lock, &size, &f.fail), 0);
	CHECK_INT((long)size, 0);
	CHECK_INT(tlog_announce(lock, 1234567, &f.fail), 0);
	close(lock);
	CHECK((lock = tlog_lock(f.fd, 0, &f.fail)) != -1);
	CHECK_INT(tlog_announced(lock, &size, &f.fail), 0);
	CHECK_INT((long)size, 1234567);
	CHECK_INT(tlog_announce(lock, 7, &f.fail), 0);
	CHECK_INT(tlog_announced(lock, &size, &f.fail), 0);
	CHECK_INT((long)size, 7);
	CHECK_INT(ftruncate(lock, 9), 0);
	CHECK_INT(tlog_announced(lock, &size, &f.fail), 0);
	CHECK_INT((long)size, 0);
	close(lock);
	end(&f);
}

int
main(void)
{
	RUN(begins_once);
	RUN(paths_are_the_specs);
	RUN(roots_are_the_rfcs);
	RUN(many_levels);
	RUN(visits_each_entry_in_order);
	RUN(reckons_the_root_itself);
	RUN(entries_of_any_size);
	RUN(adds_to_nothing_that_is_not_the_logs);
	RUN(leftovers_are_written_over);
	RUN(no_link_is_followed);
	RUN(reads_partial_tiles_from_full_ones);
	RUN(one_writer_at_a_time);
	RUN(the_next_size_is_announced);
	return (check_end());
}
