#include "verify/book.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "core/text.h"
#include "verify/extent.h"
#include "verify/finding.h"
#include "verify/outcome.h"
#include "verify/shelf.h"

/* A finding on PERIOD/ID and what is put after it. */
static int
tell(struct outcome *outcome, const struct shelf_item *item,
    const char *ending, const char *detail, struct fail *fail)
{
	char *path = text_printf(fail, "%s/%s%s", item->period, item->name,
	    ending);
	int rc = -1;

	if (path != NULL)
		rc = finding_add(&outcome->findings, FINDING_LOG, path, detail,
		    fail);
	free(path);
	return (rc);
}

static int
same_sums(const struct book_package *package, const char *sha256)
{
	static const char digit[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < TLOG_HASH; i++)
		if (sha256[2 * i] != digit[package->sums[i] >> 4] ||
		    sha256[2 * i + 1] != digit[package->sums[i] & 15])
			return (0);
	return (sha256[2 * i] == '\0');
}

static int
compare(const struct book *book, const struct shelf_item *item,
    struct outcome *outcome, struct fail *fail)
{
	const struct book_package *package = book_find(book, item->name);

	if (package == NULL)
		return (tell(outcome, item, "", "the log has no entry of its "
		    "placing; run 'bevara log flush', and if that does not "
		    "help find out where it comes from", fail));
	if (package->deleted)
		return (tell(outcome, item, "", "the log says that it was "
		    "deleted", fail));
	if (*outcome->sums_sha256 != '\0' &&
	    !same_sums(package, outcome->sums_sha256))
		return (tell(outcome, item, ".sha256", "not the list that the "
		    "log says was placed", fail));
	return (0);
}

int
book_compare(struct book *book, const struct shelf_list *packages,
    struct outcome *outcomes, struct fail *fail)
{
	size_t i;

	for (i = 0; book->good && i < packages->count; i++)
		if (outcomes[i].checked_utc > 0 && compare(book,
		    &packages->item[i], &outcomes[i], fail) == -1)
			return (-1);
	return (0);
}

int
book_is_behind(const struct book *book, const struct shelf_list *packages,
    const struct outcome *outcomes)
{
	size_t i;

	for (i = 0; book->good && i < packages->count; i++)
		if (outcomes[i].checked_utc > 0 &&
		    book_find(book, packages->item[i].name) == NULL)
			return (1);
	return (0);
}

void
book_see(struct book *book, const struct shelf_list *packages)
{
	struct book_package *package;
	size_t i;

	for (i = 0; book->good && i < packages->count; i++)
		if ((package = book_find(book,
		    packages->item[i].name)) != NULL)
			package->seen = 1;
}

int64_t
book_tell_gone(const struct book *book, const struct extent *extent,
    struct finding_list *findings, struct fail *fail)
{
	const struct book_package *package;
	char detail[64];
	const char *id;
	int64_t gone = 0;
	size_t i;

	if (!book->good || !extent_goes_on(extent))
		return (0);
	for (i = 0; i < book->count; i++) {
		package = &book->package[i];
		id = book->names.text + package->id;
		if (package->seen || package->deleted ||
		    !extent_has_part(extent, id))
			continue;
		gone++;
		(void)snprintf(detail, sizeof(detail), "placed by entry %"
		    PRIu64 " of the log", package->index);
		if (findings != NULL && finding_add(findings, FINDING_MISSING,
		    id, detail, fail) == -1)
			return (-1);
	}
	return (gone);
}
