#include "catalogue/asset.h"

#include "core/embed.h"

#define PART(name) EMBED_FILE("pipeline/65-catalogue/" name)

EMBED(asset_script, PART("letter.js") PART("katalog.js"));
EMBED(asset_style, PART("katalog.css"));
