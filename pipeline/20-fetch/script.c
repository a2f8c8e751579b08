#include "fetch/script.h"

#include "core/embed.h"

#define PART(name) EMBED_FILE("pipeline/20-fetch/" name)

EMBED(script_page, PART("page.js") PART("feed.js") PART("expand.js"));
EMBED(script_layout, PART("layout.js"));
EMBED(script_signs, PART("signs.js"));
EMBED(script_consent, PART("consent.js"));
