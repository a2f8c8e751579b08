/*
 * order.h - the record JOB/order.xml: what is to be archived, and by which
 * row of the document management plan.
 *
 * Written by stage register, read by fetch, render, describe and place (the
 * package carries a copy).  Schema: schemas/10-register.order.xsd.
 * Source: the routine, sections 2 (what the register holds) and 4.3 (the
 * plan governs what is preserved, registered and cleared out).
 */
#ifndef CORE_RECORD_ORDER_H
#define CORE_RECORD_ORDER_H

#include <stddef.h>

struct fail;
struct xml_writer;

#define ORDER_SCHEMA "10-register.order.xsd"

/* Strings are owned; one that may be absent is NULL. */
struct order_person {
	char *part;		/* "responsible", "substitute",
				   "administrator" */
	char *name;
	char *function;
	char *email;
};

struct order_decision {		/* a decision of a board or an officer */
	char *by;		/* nämnd, or the officer's title */
	char *date;		/* 2026-01-15 */
	char *paragraph;	/* "§ 12", or NULL */
	char *number;		/* diarienummer */
};

struct order {
	char *account;		/* id, [a-z0-9-] */
	char *period;		/* 2026-H2 */
	char *organisation;
	char *organisation_number;
	char *archive_authority;
	/* the account as it stood */
	char *name;
	char *platform;
	char *address;
	char *purpose;
	char *audience;		/* målgrupp */
	char *contact;		/* the unit's public contact */
	char *unit;		/* ansvarig enhet */
	char *board;		/* ansvarig nämnd: the archive's creator */
	char *logins;		/* where shared logins are kept */
	char *business_suite;	/* "yes", "no", "not-applicable" */
	char *status;		/* "active", "closing" */
	char *closes;		/* date, or NULL */
	struct order_decision decision;	/* that the account may be used */
	struct order_decision login;	/* that it may be captured while logged
					   in; its by is NULL: it may not */
	struct order_person *person;
	size_t person_count;
	char **inlet;		/* allowed inlets: "browser", ... */
	size_t inlet_count;
	char **expected;	/* words that a good capture shows */
	size_t expected_count;
	/* the plan and its row */
	char *plan_board;	/* whose plan */
	char *plan_version;
	struct order_decision plan_decision;	/* that adopted the plan */
	char *row;		/* its id, or NULL: no row matched, bevaras */
	char *record_type;	/* handlingstyp */
	char *class_code;	/* klass, or NULL */
	char *class_title;
	char *action;		/* "bevaras", "gallras",
				   "gallras-vid-inaktualitet" */
	char *keep;		/* gallringsfrist, ISO 8601, or NULL */
	char *trigger;		/* what the period is reckoned from, or NULL */
	char *review;		/* how often inaktualitet is judged, ISO 8601 */
	char *registration;	/* "diarieförs", "diarieförs-samlingsärende",
				   "hålls-ordnad", "nej" */
	char *storage;		/* förvaringsplats */
	char *secrecy;		/* sekretess, or NULL */
	char *personal_data;	/* "nej", "ja", "känsliga", or NULL */
	char *remark;
	struct order_decision row_decision;	/* gallringsbeslut; none if
						   its by is NULL */
	/* the last capture of the account that became a record, or NULL */
	char *previous_id;
	char *previous_dir;	/* holds its capture.xml and layout.xml;
				   reckoned from the job folder */
	/* what it was read from */
	char *konton_sha256;
	char *plan_sha256;
};

/* order_load(order, path, fail): read and validate; FAIL_DATA. */
int order_load(struct order *, const char *, struct fail *);

/* order_save(order, path, fail): write it, validated, in one rename. */
int order_save(const struct order *, const char *, struct fail *);

/*
 * order_write_decision(d, w): the element <decision>; nothing if d->by is
 * NULL.  order_write_rule(order, w): the element <rule>.  For records that
 * repeat them.
 */
void order_write_decision(const struct order_decision *, struct xml_writer *);
void order_write_rule(const struct order *, struct xml_writer *);

/*
 * order_platform_name(order): the platform as people write it, "Facebook";
 * a word that is not one of the register's is kept as it is.  Borrowed.
 */
const char *order_platform_name(const struct order *);

/* order_add_person(o, fail): one more person, empty, of ${o}; or NULL. */
struct order_person *order_add_person(struct order *, struct fail *);

/* order_clear(order): free; fine if zeroed. */
void order_clear(struct order *);

#endif /* !CORE_RECORD_ORDER_H */
