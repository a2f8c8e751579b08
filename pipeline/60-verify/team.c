#include "verify/team.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/fail.h"

struct team {
	pthread_t thread[TEAM_MOST];
	int count;		/* threads started */
	pthread_mutex_t lock;	/* of all below */
	pthread_cond_t work, idle;
	const struct team_task *task;	/* of the present round; borrowed */
	size_t task_count, next, busy;
	int end;
};

/* Do tasks until none is left; called and left with the lock held. */
static void
do_tasks(struct team *team)
{
	const struct team_task *task;

	while (team->next < team->task_count) {
		task = &team->task[team->next++];
		team->busy++;
		pthread_mutex_unlock(&team->lock);
		task->work(task->arg);
		pthread_mutex_lock(&team->lock);
		team->busy--;
	}
	if (team->busy == 0)
		pthread_cond_signal(&team->idle);
}

static void *
help(void *arg)
{
	struct team *team = arg;

	pthread_mutex_lock(&team->lock);
	while (!team->end) {
		if (team->next < team->task_count)
			do_tasks(team);
		else
			pthread_cond_wait(&team->work, &team->lock);
	}
	pthread_mutex_unlock(&team->lock);
	return (NULL);
}

struct team *
team_new(int helpers, struct fail *fail)
{
	struct team *team = calloc(1, sizeof(*team));

	if (team == NULL) {
		(void)fail_memory(fail);
		return (NULL);
	}
	pthread_mutex_init(&team->lock, NULL);
	pthread_cond_init(&team->work, NULL);
	pthread_cond_init(&team->idle, NULL);
	while (team->count < helpers && team->count < TEAM_MOST &&
	    pthread_create(&team->thread[team->count], NULL, help, team) == 0)
		team->count++;
	return (team);
}

void
team_run(struct team *team, const struct team_task *tasks, size_t count)
{
	size_t i;

	if (team == NULL || team->count == 0) {
		for (i = 0; i < count; i++)
			tasks[i].work(tasks[i].arg);
		return;
	}
	pthread_mutex_lock(&team->lock);
	team->task = tasks;
	team->task_count = count;
	team->next = 0;
	pthread_cond_broadcast(&team->work);
	do_tasks(team);
	while (team->busy > 0)
		pthread_cond_wait(&team->idle, &team->lock);
	team->task_count = 0;
	team->next = 0;
	pthread_mutex_unlock(&team->lock);
}

void
team_free(struct team *team)
{
	int i;

	if (team == NULL)
		return;
	pthread_mutex_lock(&team->lock);
	team->end = 1;
	pthread_cond_broadcast(&team->work);
	pthread_mutex_unlock(&team->lock);
	for (i = 0; i < team->count; i++)
		pthread_join(team->thread[i], NULL);
	pthread_cond_destroy(&team->idle);
	pthread_cond_destroy(&team->work);
	pthread_mutex_destroy(&team->lock);
	free(team);
}
