/*
 * stamp_file.h - the names of the files in a checkpoint's folder of stamplar/;
 * see schemas/50-place.share.5.
 */
#ifndef VERIFY_STAMP_FILE_H
#define VERIFY_STAMP_FILE_H

#define STAMP_AUTHORITY 24	/* room for an authority's name */
#define STAMP_FILE 64		/* room for a file's name */
#define STAMP_GENERATIONS 99	/* more renewals are refused */

enum stamp_kind {
	STAMP_CHECKPOINT,	/* checkpoint */
	STAMP_LIST,		/* omstampel-N.sha256 */
	STAMP_TOKEN,		/* AUTH.tsr, omstampel-N.AUTH.tsr */
	STAMP_CHAIN,		/* AUTH.pem, omstampel-N.AUTH.pem */
	STAMP_OTHER		/* not of the layout */
};

struct stamp_file {
	char name[STAMP_FILE];
	enum stamp_kind kind;
	int generation;
	char authority[STAMP_AUTHORITY];	/* of a token or chain */
};

/*
 * stamp_file_parse(file, name): what a name is.
 * stamp_file_make(file, kind, generation, authority): the name for it;
 * ${authority} may be NULL for a checkpoint or list.
 */
void stamp_file_parse(struct stamp_file *, const char *);
void stamp_file_make(struct stamp_file *, enum stamp_kind, int, const char *);

#endif /* !VERIFY_STAMP_FILE_H */
