/*
 * asset.h - letter.js with katalog.js, and katalog.css, which the assembler
 * puts into this program.
 */
#ifndef CATALOGUE_ASSET_H
#define CATALOGUE_ASSET_H

extern const char asset_script[];
extern const char asset_style[];

#endif /* !CATALOGUE_ASSET_H */
