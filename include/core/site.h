/*
 * site.h - the site folder's bevara.xml, read and checked.
 *
 * Relative paths in it are reckoned from the site folder.
 * Source: schemas/bevara.xsd; the routine, sections 1 and 4.3 (the share).
 */
#ifndef CORE_SITE_H
#define CORE_SITE_H

#include <stddef.h>
#include <stdint.h>

struct fail;

#define SITE_JPEG_QUALITY 90	/* where bevara.xml gives none */

struct site_authority {		/* of time stamps (RFC 3161); strings owned */
	char *name;		/* short, as file names hold it */
	char *url;
	char *root;		/* file of its root certificate, absolute */
};

struct site {
	char *dir;		/* the site folder, absolute */
	char *organisation;	/* the municipality's name */
	char *organisation_number;	/* NNNNNN-NNNN */
	char *archive_authority;	/* arkivmyndighet */
	char **mark;		/* words by which an account's name tells that
				   it is the organisation's; none: its name */
	size_t mark_count;
	char *visitors_text;	/* the common text for visitors, or NULL */
	char *share;		/* the archive share's mounted path, absolute */
	char *share_windows;	/* its Windows name, T:\... */
	char *work;		/* the work folder, absolute */
	char *browser;		/* path of the browser, or NULL: look for it */
	char *browser_user;	/* who it runs as when started by root */
	char *cookies;		/* folder of the files ACCOUNT.txt, absolute,
				   or NULL: nobody is logged in anywhere */
	char **allowed;		/* host or host:port, lower case: addresses
				   inside the network that a page may use */
	size_t allowed_count;
	int width_px;		/* the page's width, CSS pixels */
	int max_height_px;	/* a taller page is cut, with a warning */
	int max_seconds;	/* most time for one capture */
	int max_posts;		/* scroll no further than so many; 0: none */
	int64_t max_bytes;	/* most bytes the browser may fetch */
	char *verapdf;		/* path of veraPDF, or NULL: look in PATH */
	char *package_version;	/* E-ARK CSIP version, "2.1.0" or "2.0.4" */
	int jpeg_quality;	/* of the pictures in a PDF; 0: not as JPEG */
	char *keys;		/* folder of the keys, absolute */
	char *log_name;		/* of the archive's log, for good */
	char *log_copy;		/* folder for the log's newest state, absolute */
	struct site_authority *authority;
	size_t authority_count;
};
#define SITE_INIT { NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, \
    NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, NULL, NULL, \
    NULL, NULL, 0 }

/*
 * site_load(site, dir, fail): read ${dir}/bevara.xml.  FAIL_CONFIG names the
 * file, the line and the remedy.
 */
int site_load(struct site *, const char *, struct fail *);

/*
 * site_open_share(share, fail): the archive share's folder, open; -1 if not.
 * It is never made: it may only not be mounted.  FAIL_LATER: it is not there.
 */
int site_open_share(const char *, struct fail *);

/*
 * site_open_archive(site, fail): the same, of a share that has its log begun:
 * FAIL_LATER also when there is no logg/checkpoint, for then the folder is but
 * the place where the share is mounted.
 */
int site_open_archive(const struct site *, struct fail *);

/* site_clear(site): free; fine if empty. */
void site_clear(struct site *);

#endif /* !CORE_SITE_H */
