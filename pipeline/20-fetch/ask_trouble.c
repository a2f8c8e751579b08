#include "fetch/ask_trouble.h"

#include <stddef.h>

#include <curl/curl.h>

/* What libcurl found, and how we say it. */
static const struct {
	CURLcode code;
	int later;
	const char *words;
} trouble_table[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, 1, "the name cannot be found; check the "
	    "address and the network" },
	{ CURLE_COULDNT_CONNECT, 1, "nobody answers there; check the address, "
	    "or try later" },
	{ CURLE_OPERATION_TIMEDOUT, 1, "no whole answer came in time; try "
	    "later" },
	{ CURLE_PEER_FAILED_VERIFICATION, 0, "its certificate cannot be "
	    "trusted: it is for another name, has expired, or nobody known "
	    "vouches for it" },
	{ CURLE_SSL_CACERT_BADFILE, 0, "the list of trusted certificates of "
	    "this machine cannot be read; install ca-certificates" },
	{ CURLE_SSL_CONNECT_ERROR, 1, "no secure connection could be agreed "
	    "on; try later" },
	{ CURLE_GOT_NOTHING, 1, "the server hung up without an answer; try "
	    "later" },
	{ CURLE_PARTIAL_FILE, 1, "the answer was cut short; try later" },
	{ CURLE_RECV_ERROR, 1, "the answer was broken or cut short; try "
	    "later" },
	{ CURLE_SEND_ERROR, 1, "the connection was lost; try later" },
	{ CURLE_HTTP2, 1, "the answer was broken; try later" },
	{ CURLE_HTTP2_STREAM, 1, "the answer was broken; try later" },
	{ CURLE_UNSUPPORTED_PROTOCOL, 0, "what answers there is not a web "
	    "server" },
	{ CURLE_WEIRD_SERVER_REPLY, 0, "what answers there is not a web "
	    "server" },
	{ CURLE_URL_MALFORMAT, 0, "not a web address" },
};

const char *
ask_trouble(int code, int *later)
{
	size_t i;

	for (i = 0; i < sizeof(trouble_table) / sizeof(trouble_table[0]); i++)
		if ((int)trouble_table[i].code == code) {
			*later = trouble_table[i].later;
			return (trouble_table[i].words);
		}
	*later = 1;
	return (curl_easy_strerror((CURLcode)code));
}
