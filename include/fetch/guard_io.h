/*
 * guard_io.h - waiting, sending and connecting that always come to an end.
 *
 * Every wait has a deadline and watches the guard's stop descriptor, which is
 * readable once the guard is to end.
 */
#ifndef FETCH_GUARD_IO_H
#define FETCH_GUARD_IO_H

#include <stddef.h>
#include <stdint.h>

/*
 * guard_io_wait(fd, events, stop_fd, deadline_ms): 1 when ${fd} has one of
 * poll(2)'s ${events}, 0 when clock_monotonic_ms() reached the deadline, -1
 * when the guard is to stop.
 */
int guard_io_wait(int, short, int, int64_t);

/*
 * guard_io_send(fd, bytes, n, stop_fd, deadline_ms): send them all; 0, or -1
 * when the other side is gone or the time is up.
 */
int guard_io_send(int, const void *, size_t, int, int64_t);

/*
 * guard_io_bye(fd, stop_fd): tell the other side that no more comes, and take
 * in what it still sends for a moment, so that it gets to read our last word;
 * then close.
 */
void guard_io_bye(int, int);

#endif /* !FETCH_GUARD_IO_H */
