/* room: 60-verify */
/*
 * fuzz_stamp.c - a time stamp from the share, or an authority's answer.
 *
 * What holds is over these very bytes and no others, by certificates that are
 * believed, at a time when they held; all else is refused for a reason.
 */
#include "fuzz.h"

#include "core/buf.h"
#include "verify/stamp.h"
#include "verify/stamp_trust.h"

/* samples/stamp/checkpoint */
#define DATA \
	"example.org/logg\n" \
	"5\n" \
	"LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=\n" \
	"\n"

/* samples/stamp/root.pem and issuer.pem */
#define ROOT \
	"-----BEGIN CERTIFICATE-----\n" \
	"MIIBVzCB/qADAgECAggCGZTiSSgX/DAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARy\n" \
	"b290MCAXDTI2MTAxNDIyNDY0M1oYDzIwNTYxMTI1MjI0NjQzWjAPMQ0wCwYDVQQD\n" \
	"DARyb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1EhRAgZMWd0R3k+ny/AD\n" \
	"4o7/QQusxbzZPJkH7khxb1NMp3q4pwOOWFXaAwS8jjY/D4HRkjX9LTuDmIKOL/8L\n" \
	"OKNCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYE\n" \
	"FIfzxDZklPP2RuB5BCx+HvkpWNFIMAoGCCqGSM49BAMCA0gAMEUCIAKNQzsRozA/\n" \
	"y2H6Mm2gRMiMbYnFMYhGxQ5iehnCTaSaAiEAzVW/jikHWJ9LKL8IiTgeWcI503o3\n" \
	"ycKiZnjKnG1bB34=\n" \
	"-----END CERTIFICATE-----\n"
#define BESIDE \
	"-----BEGIN CERTIFICATE-----\n" \
	"MIIBezCCASGgAwIBAgIIUf0xmIwqby0wCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwE\n" \
	"cm9vdDAgFw0yNjEwMTQyMjQ2NDNaGA8yMDU2MTEyNTIyNDY0M1owETEPMA0GA1UE\n" \
	"AwwGaXNzdWVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWzBkLYDEIChR4qpE\n" \
	"nnRQVdBuubSAzgwVdNKrJ2+jVjE8F5E62JFe1k1s4AKG1JGX5sUJ3AdPnqzE40Bv\n" \
	"obx8JqNjMGEwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwHQYDVR0O\n" \
	"BBYEFD2rRqEL1LXms7sYidgRzURuZSisMB8GA1UdIwQYMBaAFIfzxDZklPP2RuB5\n" \
	"BCx+HvkpWNFIMAoGCCqGSM49BAMCA0gAMEUCID7/WZj/nYnw0+dehABm5bMcQLwK\n" \
	"IzT79BPcq27+MsP8AiEA9qdrgDphH4UNfD/U0BKa9oALOHnnFZ1HwcSbbG1Nzw0=\n" \
	"-----END CERTIFICATE-----\n"

#define FROM_UTC 1700000000	/* before any of them begins */
#define UNTIL_UTC 2742418003	/* when the root ends */

static struct stamp_trust *trust;
static struct buf data, other, beside;

static void
begin(void)
{
	struct fail fail = FAIL_INIT;
	struct buf root = BUF_INIT;

	if (trust != NULL)
		return;
	buf_adds(&root, ROOT);
	buf_adds(&data, DATA);
	buf_adds(&other, DATA "x");
	buf_adds(&beside, BESIDE);
	trust = stamp_trust_parse(&root, &fail);
	FUZZ_MUST(trust != NULL);
	buf_clear(&root);
}

static void
look(const struct buf *answer, const struct buf *chain)
{
	const struct stamp_kept kept = { answer, chain, &data };
	const struct stamp_kept wrong = { answer, chain, &other };
	struct stamp stamp = STAMP_INIT;
	struct fail fail = FAIL_INIT;

	if (stamp_check(&kept, trust, &stamp, &fail) == 0) {
		FUZZ_MUST(stamp.time_utc >= FROM_UTC &&
		    stamp.time_utc <= stamp.until_utc &&
		    stamp.until_utc <= UNTIL_UTC && stamp.chain.size > 0);
		stamp_clear(&stamp);
		FUZZ_MUST(stamp_check(&wrong, trust, &stamp, &fail) == -1 &&
		    fail.kind == FAIL_NO);
	} else
		FUZZ_MUST((fail.kind == FAIL_DATA || fail.kind == FAIL_NO ||
		    fail.kind == FAIL_LATER) && fail.text[0] != '\0');
	FUZZ_MUST(stamp.time_utc == 0 && stamp.chain.data == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf answer = BUF_INIT;

	begin();
	buf_add(&answer, bytes, n);
	look(&answer, NULL);
	look(&answer, &beside);
	/* As a file of certificates it is read too. */
	look(&data, &answer);
	buf_clear(&answer);
	return (0);
}
