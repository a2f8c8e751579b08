/*
 * chrome.h - start Chromium, as nobody in particular, and end it surely.
 *
 * It runs in its own sandbox, in its own process group, as an ordinary user,
 * with a new profile folder that is removed again.  It is spoken to over two
 * pipes that it finds as descriptors 3 and 4, and it dies when this process
 * dies.  A profile that a killed run left behind is swept by the next run.
 *
 * Source: Chromium's headless and remote-debugging-pipe switches; the real
 * program is started, since a distribution's wrapper adds switches of its own.
 */
#ifndef FETCH_CHROME_H
#define FETCH_CHROME_H

struct fail;
struct site;
struct chrome;

/*
 * chrome_find(site, fail): the browser's path, the caller's: the one that
 * bevara.xml names, or the first of those known.  FAIL_PROGRAM says what to
 * install.
 */
char *chrome_find(const struct site *, struct fail *);

/*
 * chrome_start(site, path, proxy_port, fail): start it with all its traffic
 * through the proxy on 127.0.0.1.
 */
struct chrome *chrome_start(const struct site *, const char *, int,
    struct fail *);

/*
 * chrome_folder(site, fail): a new private folder of the user that the browser
 * runs as, for a file that it is to open; the path is the caller's, who
 * removes it.  One that a killed run left is swept as profiles are.
 */
char *chrome_folder(const struct site *, struct fail *);

/* The descriptors to hear and to tell it by; they do not block. */
int chrome_hear_fd(const struct chrome *);
int chrome_tell_fd(const struct chrome *);

/*
 * chrome_complaint(ch, out, size): the last line that it wrote to stderr, for
 * a message; "" if none.
 */
void chrome_complaint(struct chrome *, char *, unsigned int);

/*
 * chrome_end(ch, grace_ms): give it so long to end by itself, then kill all
 * of its group, remove the profile, and free ${ch}; fine if NULL.
 */
void chrome_end(struct chrome *, int);

#endif /* !FETCH_CHROME_H */
