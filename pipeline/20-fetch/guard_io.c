#include "fetch/guard_io.h"

#include <sys/socket.h>

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "core/clock.h"

#define BYE_MS 500		/* how long guard_io_bye() listens at most */
#define BYE_BYTES (256 << 10)

int
guard_io_wait(int fd, short events, int stop_fd, int64_t deadline_ms)
{
	struct pollfd p[2] = { { fd, events, 0 }, { stop_fd, POLLIN, 0 } };
	int64_t left;
	int n;

	for (;;) {
		left = deadline_ms - clock_monotonic_ms();
		if (left < 0)
			left = 0;
		if (left > 60000)
			left = 60000;
		n = poll(p, 2, (int)left);
		if (n == -1 && errno != EINTR)
			return (-1);
		if (n > 0 && p[1].revents != 0)
			return (-1);
		if (n > 0)
			return (1);
		if (clock_monotonic_ms() >= deadline_ms)
			return (0);
	}
}

int
guard_io_send(int fd, const void *bytes, size_t n, int stop_fd,
    int64_t deadline_ms)
{
	const char *s = bytes;
	ssize_t sent;

	while (n > 0) {
		sent = send(fd, s, n, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent >= 0) {
			s += sent;
			n -= (size_t)sent;
		} else if (errno == EAGAIN) {
			if (guard_io_wait(fd, POLLOUT, stop_fd,
			    deadline_ms) != 1)
				return (-1);
		} else if (errno != EINTR)
			return (-1);
	}
	return (0);
}

void
guard_io_bye(int fd, int stop_fd)
{
	int64_t deadline = clock_monotonic_ms() + BYE_MS;
	size_t taken = 0;
	char bytes[4096];
	ssize_t got;

	/* Closed with unread bytes, the answer would be lost with a reset. */
	shutdown(fd, SHUT_WR);
	while (taken < BYE_BYTES &&
	    guard_io_wait(fd, POLLIN, stop_fd, deadline) == 1) {
		got = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);
		if (got == 0 || (got == -1 && errno != EAGAIN &&
		    errno != EINTR))
			break;
		if (got > 0)
			taken += (size_t)got;
	}
	close(fd);
}
