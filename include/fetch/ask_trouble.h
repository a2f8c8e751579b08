/*
 * ask_trouble.h - libcurl's errors in words for people.
 */
#ifndef FETCH_ASK_TROUBLE_H
#define FETCH_ASK_TROUBLE_H

/*
 * ask_trouble(code, later): what a CURLcode means and what to do, static;
 * ${later} is 1 if it may pass by itself.
 */
const char *ask_trouble(int, int *);

#endif /* !FETCH_ASK_TROUBLE_H */
