#include "render/rich.h"

#include <stdlib.h>
#include <string.h>

#include "core/fail.h"
#include "render/link.h"

static int
is_space(char c)
{
	return (c == ' ' || c == '\t' || c == '\n' || c == '\r');
}

int
rich_style(struct rich *r, unsigned style, int link, struct fail *fail)
{
	size_t room = r->span_room == 0 ? 8 : r->span_room * 2;
	struct rich_span *new;

	if (r->spans > 0 && r->span[r->spans - 1].link != RICH_NO_LINK)
		r->link[r->span[r->spans - 1].link].to = r->text.size;
	/* One that nothing was written in is used again. */
	if (r->spans > 0 && r->span[r->spans - 1].at == r->text.size)
		r->spans--;
	if (r->spans == r->span_room) {
		if ((new = realloc(r->span, room * sizeof(*new))) == NULL)
			return (fail_memory(fail));
		r->span = new;
		r->span_room = room;
	}
	r->span[r->spans].at = r->text.size;
	r->span[r->spans].style = style;
	r->span[r->spans++].link = link;
	return (0);
}

int
rich_text(struct rich *r, const char *s, size_t n, struct fail *fail)
{
	struct buf *b = &r->text;
	size_t i;

	if (b->size + n > RICH_MAX_BYTES)
		return (fail_set(fail, FAIL_DATA, "more than %u bytes of text "
		    "in one piece: divide it", RICH_MAX_BYTES));
	for (i = 0; i < n; i++) {
		if (!is_space(s[i]))
			buf_addc(b, (unsigned char)s[i]);
		else if (b->size > 0 && !b->failed &&
		    b->data[b->size - 1] != ' ')
			buf_addc(b, ' ');
	}
	return (buf_check(b, fail));
}

int
rich_link(struct rich *r, const char *address, struct fail *fail)
{
	size_t room = r->link_room == 0 ? 8 : r->link_room * 2;
	struct buf uri = BUF_INIT;
	struct rich_link *new;
	int rc = -1;

	if (r->links == RICH_MAX_LINKS) {
		(void)fail_set(fail, FAIL_DATA, "more than %d links in one "
		    "piece of text: divide it", RICH_MAX_LINKS);
		goto out;
	}
	if (link_address(address, &uri) == -1) {
		(void)fail_set(fail, FAIL_DATA, "'%.200s' is no address that "
		    "a document may hold: begin it with https://, http://, "
		    "mailto: or tel:", address);
		goto out;
	}
	if (r->links == r->link_room) {
		if ((new = realloc(r->link, room * sizeof(*new))) == NULL) {
			(void)fail_memory(fail);
			goto out;
		}
		r->link = new;
		r->link_room = room;
	}
	if ((r->link[r->links].uri = buf_take(&uri, fail)) == NULL)
		goto out;
	r->link[r->links].from = r->link[r->links].to = r->text.size;
	rc = (int)r->links++;
out:
	buf_clear(&uri);
	return (rc);
}

int
rich_end(struct rich *r, struct fail *fail)
{
	size_t i;

	if (rich_style(r, 0, RICH_NO_LINK, fail) == -1)
		return (-1);
	if (r->text.size > 0 && r->text.data[r->text.size - 1] == ' ')
		r->text.data[--r->text.size] = '\0';
	for (i = 0; i < r->links; i++)
		if (r->link[i].to > r->text.size)
			r->link[i].to = r->text.size;
	return (0);
}

void
rich_reset(struct rich *r)
{
	size_t i;

	for (i = 0; i < r->links; i++)
		free(r->link[i].uri);
	r->links = 0;
	r->spans = 0;
	buf_reset(&r->text);
}

void
rich_clear(struct rich *r)
{
	rich_reset(r);
	free(r->span);
	free(r->link);
	buf_clear(&r->text);
	memset(r, 0, sizeof(*r));
}
