#include "verify/stamp_file.h"

#include <stdio.h>
#include <string.h>

#define RENEWAL "omstampel-"

/* An authority's name as bevara.xsd has it: [a-z0-9-], 1 to 20. */
static int
is_authority(const char *s, size_t n)
{
	size_t i;

	if (n < 1 || n > 20 || s[0] == '-' || s[n - 1] == '-')
		return (0);
	for (i = 0; i < n; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z') &&
		    !(s[i] >= '0' && s[i] <= '9') && s[i] != '-')
			return (0);
	return (1);
}

/* AUTH.tsr or AUTH.pem. */
static void
parse_stamp(struct stamp_file *file, const char *name)
{
	size_t n = strlen(name);

	if (n < 5 || !is_authority(name, n - 4))
		return;
	if (strcmp(name + n - 4, ".tsr") == 0)
		file->kind = STAMP_TOKEN;
	else if (strcmp(name + n - 4, ".pem") == 0)
		file->kind = STAMP_CHAIN;
	else
		return;
	memcpy(file->authority, name, n - 4);
	file->authority[n - 4] = '\0';
}

/* "omstampel-7.": 7, and where it ends; 0 if it is none. */
static int
renewal_of(const char *name, const char **rest)
{
	const char *at = name + strlen(RENEWAL);
	int n = 0;

	if (strncmp(name, RENEWAL, strlen(RENEWAL)) != 0 || *at == '0')
		return (0);
	while (*at >= '0' && *at <= '9' && n <= STAMP_GENERATIONS)
		n = 10 * n + (*at++ - '0');
	*rest = at + 1;
	return (*at == '.' && n <= STAMP_GENERATIONS ? n : 0);
}

void
stamp_file_parse(struct stamp_file *file, const char *name)
{
	const char *rest;

	*file = (struct stamp_file){ "", STAMP_OTHER, 0, "" };
	if (strlen(name) >= sizeof(file->name))
		return;
	memcpy(file->name, name, strlen(name) + 1);
	if (strcmp(name, "checkpoint") == 0) {
		file->kind = STAMP_CHECKPOINT;
		return;
	}
	if ((file->generation = renewal_of(name, &rest)) > 0) {
		if (strcmp(rest, "sha256") == 0)
			file->kind = STAMP_LIST;
		else
			parse_stamp(file, rest);
	}
	/* A service may be called omstampel-1 too. */
	if (file->kind == STAMP_OTHER) {
		file->generation = 0;
		parse_stamp(file, name);
	}
}

void
stamp_file_make(struct stamp_file *file, enum stamp_kind kind, int generation,
    const char *authority)
{
	const char *end = kind == STAMP_TOKEN ? "tsr" : "pem";
	struct stamp_file made = { "", kind, generation, "" };

	if (kind == STAMP_CHECKPOINT)
		(void)snprintf(made.name, sizeof(made.name), "checkpoint");
	else if (kind == STAMP_LIST)
		(void)snprintf(made.name, sizeof(made.name), RENEWAL
		    "%d.sha256", generation);
	else {
		(void)snprintf(made.authority, sizeof(made.authority), "%s",
		    authority);
		if (generation == 0)
			(void)snprintf(made.name, sizeof(made.name), "%s.%s",
			    made.authority, end);
		else
			(void)snprintf(made.name, sizeof(made.name), RENEWAL
			    "%d.%s.%s", generation, made.authority, end);
	}
	*file = made;
}
