#include "fetch/guard_list.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"

#define LIST_MAX 1000

struct entry {
	char *address;		/* owned */
	const char *reason;	/* static */
	int64_t count;
};

struct peer {
	char *address;		/* owned; "host:port" */
	char text[64];		/* who answered for it */
};

struct guard_list {
	pthread_mutex_t lock;	/* over all below */
	struct entry entry[LIST_MAX + 1];
	size_t count;
	struct peer peer[LIST_MAX];
	size_t peer_count;
};

struct guard_list *
guard_list_new(struct fail *fail)
{
	struct guard_list *list = calloc(1, sizeof(*list));

	if (list == NULL) {
		fail_memory(fail);
		return (NULL);
	}
	pthread_mutex_init(&list->lock, NULL);
	return (list);
}

/* The entry for it, or NULL. */
static struct entry *
find(struct guard_list *list, const char *address, const char *reason)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->entry[i].address, address) == 0 &&
		    strcmp(list->entry[i].reason, reason) == 0)
			return (&list->entry[i]);
	return (NULL);
}

void
guard_list_add(struct guard_list *list, const char *address,
    const char *reason)
{
	struct entry *e;

	pthread_mutex_lock(&list->lock);
	e = find(list, address, reason);
	if (e == NULL && list->count >= LIST_MAX) {
		address = "(further addresses)";
		reason = "refused";
		e = find(list, address, reason);
	}
	if (e == NULL) {
		e = &list->entry[list->count];
		e->address = strdup(address);
		e->reason = reason;
		e->count = 0;
		if (e->address != NULL)
			list->count++;
	}
	e->count++;
	pthread_mutex_unlock(&list->lock);
}

int
guard_list_each(struct guard_list *list, guard_told *told, void *arg,
    struct fail *fail)
{
	struct entry copy;
	struct guard_refusal one;
	size_t i, count;
	int rc = 0;

	/* Entries stay where they are: only their counts can change. */
	pthread_mutex_lock(&list->lock);
	count = list->count;
	pthread_mutex_unlock(&list->lock);
	for (i = 0; i < count && rc == 0; i++) {
		pthread_mutex_lock(&list->lock);
		copy = list->entry[i];
		pthread_mutex_unlock(&list->lock);
		one = (struct guard_refusal){ copy.address, copy.reason,
		    copy.count };
		rc = told(arg, &one, fail);
	}
	return (rc);
}

static struct peer *
find_peer(struct guard_list *list, const char *address)
{
	size_t i;

	for (i = 0; i < list->peer_count; i++)
		if (strcmp(list->peer[i].address, address) == 0)
			return (&list->peer[i]);
	return (NULL);
}

void
guard_list_peer(struct guard_list *list, const char *address,
    const char *text)
{
	struct peer *p;

	pthread_mutex_lock(&list->lock);
	p = find_peer(list, address);
	if (p == NULL && list->peer_count < LIST_MAX) {
		p = &list->peer[list->peer_count];
		if ((p->address = strdup(address)) != NULL)
			list->peer_count++;
		else
			p = NULL;
	}
	if (p != NULL)
		snprintf(p->text, sizeof(p->text), "%s", text);
	pthread_mutex_unlock(&list->lock);
}

int
guard_list_get_peer(struct guard_list *list, const char *address, char *out,
    size_t size)
{
	const struct peer *p;

	pthread_mutex_lock(&list->lock);
	if ((p = find_peer(list, address)) != NULL)
		snprintf(out, size, "%s", p->text);
	pthread_mutex_unlock(&list->lock);
	return (p != NULL ? 0 : -1);
}

void
guard_list_free(struct guard_list *list)
{
	size_t i;

	if (list == NULL)
		return;
	for (i = 0; i < list->count; i++)
		free(list->entry[i].address);
	for (i = 0; i < list->peer_count; i++)
		free(list->peer[i].address);
	pthread_mutex_destroy(&list->lock);
	free(list);
}
