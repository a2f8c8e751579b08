#include "fetch/guard_names.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"

#define NAMES_MAX 1000

struct name {
	char host[256];
	struct guard_addresses found;
};

struct guard_names {
	pthread_mutex_t lock;	/* over the rest */
	struct name *name[NAMES_MAX];	/* owned */
	size_t count;
};

struct guard_names *
guard_names_new(struct fail *fail)
{
	struct guard_names *names = calloc(1, sizeof(*names));

	if (names == NULL)
		fail_memory(fail);
	else
		pthread_mutex_init(&names->lock, NULL);
	return (names);
}

/* Under the lock: what is kept of that host, or NULL. */
static struct name *
find(struct guard_names *names, const char *host)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		if (strcmp(names->name[i]->host, host) == 0)
			return (names->name[i]);
	return (NULL);
}

int
guard_names_get(struct guard_names *names, const char *host,
    struct guard_addresses *out)
{
	struct name *n;

	pthread_mutex_lock(&names->lock);
	if ((n = find(names, host)) != NULL)
		*out = n->found;
	pthread_mutex_unlock(&names->lock);
	return (n == NULL ? -1 : 0);
}

/* Under the lock; without memory it is not kept. */
static void
add(struct guard_names *names, const char *host,
    const struct guard_addresses *found)
{
	struct name *n;

	if (names->count == NAMES_MAX || strlen(host) >= sizeof(n->host) ||
	    (n = calloc(1, sizeof(*n))) == NULL)
		return;
	memcpy(n->host, host, strlen(host) + 1);
	n->found = *found;
	names->name[names->count++] = n;
}

void
guard_names_put(struct guard_names *names, const char *host,
    struct guard_addresses *found)
{
	struct name *n;

	pthread_mutex_lock(&names->lock);
	if ((n = find(names, host)) != NULL)
		*found = n->found;	/* another thread was first */
	else
		add(names, host, found);
	pthread_mutex_unlock(&names->lock);
}

void
guard_names_free(struct guard_names *names)
{
	if (names == NULL)
		return;
	while (names->count > 0)
		free(names->name[--names->count]);
	pthread_mutex_destroy(&names->lock);
	free(names);
}
