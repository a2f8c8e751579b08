/*
 * guard_auth.h - tell the browser that the guard is for from other processes.
 * Source: RFC 7617 (Basic), RFC 9110 11.7.
 */
#ifndef FETCH_GUARD_AUTH_H
#define FETCH_GUARD_AUTH_H

/*
 * guard_auth_ok(password, field): 1 if the value of a Proxy-Authorization
 * field gives it; any does when ${password} is NULL.
 */
int guard_auth_ok(const char *, const char *);

#endif /* !FETCH_GUARD_AUTH_H */
