/* front_matter.h - what a Markdown file tells of itself before its text.
 *
 *     ---                                +++
 *     title: "The bridge"                title = "The bridge"
 *     date: 2024-05-17                   date = 2024-05-17
 *     tags: [rope, stone]                tags = ["rope", "stone"]
 *     author:                            [extra]
 *       - A. B.                          price = 5
 *     ---                                +++
 *
 * YAML (https://yaml.org/spec/1.2.2) and TOML (https://toml.io/en/v1.0.0), as much of them as
 * such files hold: names with a value, which may be in quotes, run over lines or be a list. A
 * mapping within YAML is passed over; of a table of TOML the user's own fields are read. */
#ifndef INDEXER_FORMATS_FRONT_MATTER_H
#define INDEXER_FORMATS_FRONT_MATTER_H

#include "indexer/page/page.h"

/* Takes the front matter off the text and adds its values to the page; leaves a text as it is that
 * has none, or none that ends within 64 KB. False where memory ran out. Requires valid UTF-8. */
bool front_matter_read(struct page *p, struct slice *text) WARN_UNUSED;

#endif
