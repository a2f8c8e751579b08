/*
 * fields.h - the small steps that all hand-off records are read by.
 *
 * A record's strings are owned by it; one that may be absent is NULL.
 */
#ifndef CORE_RECORD_FIELDS_H
#define CORE_RECORD_FIELDS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/xml.h"

struct fail;

/* Copy a text, a child's text or an attribute; absent leaves *to as it is. */
int fields_text(char **, const char *, struct fail *);
int fields_child(char **, struct xml_doc *, const xml_node *, const char *,
    struct fail *);
int fields_attr(char **, struct xml_doc *, const xml_node *, const char *,
    struct fail *);

/* fields_number(doc, node, name, absent): a whole number attribute. */
int64_t fields_number(struct xml_doc *, const xml_node *, const char *,
    int64_t);

/* fields_time(doc, node, name): a time attribute; 0 if absent. */
int64_t fields_time(struct xml_doc *, const xml_node *, const char *);

/* fields_add(list, count, text, fail): append a copy to a list of strings. */
int fields_add(char ***, size_t *, const char *, struct fail *);

/* fields_addv(list, count, fmt, ap, fail): append what printf makes. */
int fields_addv(char ***, size_t *, const char *, va_list, struct fail *)
    __attribute__((format(printf, 3, 0)));

/* fields_children(list, count, doc, node, name, fail): all of that name. */
int fields_children(char ***, size_t *, struct xml_doc *, const xml_node *,
    const char *, struct fail *);

/* fields_free(list, count): free a list of strings. */
void fields_free(char **, size_t);

#endif /* !CORE_RECORD_FIELDS_H */
