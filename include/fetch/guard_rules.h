/*
 * guard_rules.h - which hosts, ports and network addresses the guard refuses.
 *
 * A reason is a short text in plain words, static, meant for the refused list
 * and for the answer to the browser; NULL means that nothing speaks against
 * it.  guard_allows() and guard_is_public() of guard.h live here too.
 *
 * Source: the IANA IPv4 and IPv6 special-purpose address registries (RFC
 * 6890), RFC 4291 (mapped addresses), RFC 3056 (6to4), RFC 4380 (Teredo),
 * RFC 6052 (NAT64).
 */
#ifndef FETCH_GUARD_RULES_H
#define FETCH_GUARD_RULES_H

struct guard_rules;
struct sockaddr;

/*
 * guard_rules_name(rules, host, port):
 * Why this host and port are refused before any name is looked up: a port
 * that is neither the web's (80, 443) nor the account's, or a host that the
 * browser calls on its own account.  NULL for what the site allows by name.
 */
const char *guard_rules_name(const struct guard_rules *, const char *, int);

/* guard_rules_home(host): why, for a host that the browser calls; or NULL. */
const char *guard_rules_home(const char *);

/*
 * guard_rules_address(sa): why this network address is refused.  An IPv6
 * address that carries an IPv4 one (mapped, 6to4, NAT64, Teredo) is judged by
 * the one that it becomes.
 */
const char *guard_rules_address(const struct sockaddr *);

#endif /* !FETCH_GUARD_RULES_H */
