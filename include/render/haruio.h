/*
 * haruio.h - libharu's reading and writing, done by us: picture data that is
 * read only when it is written, and a file whose every error is seen.
 *
 * libharu's own file writer ignores what fclose() says (a full disk), and its
 * streams hold all bytes in memory until the file is saved.
 * The pointers are libharu's, nameless here: HPDF_Doc and HPDF_Dict.
 */
#ifndef RENDER_HARUIO_H
#define RENDER_HARUIO_H

struct fail;
struct pdfobj_source;

/*
 * haruio_source(doc, dict, source): give the stream ${dict} these bytes in
 * place of its own; ${source} is copied.  0, or -1 without memory.
 */
int haruio_source(void *, void *, const struct pdfobj_source *);

/*
 * haruio_save(doc, path, fail): write header, objects, cross-reference table
 * and trailer to the new file ${path}.  On -1 the file may be there in part.
 */
int haruio_save(void *, const char *, struct fail *);

#endif /* !RENDER_HARUIO_H */
