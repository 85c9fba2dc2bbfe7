/* zone_phrase_rows.h - how a phrase of the tables of zone_phrases_*.c is written: by what it announces.
 *
 * A row in plural (but COMMENTS) need only open the line; others must be the whole line, or label something. */
#ifndef INDEXER_PAGE_ZONE_PHRASE_ROWS_H
#define INDEXER_PAGE_ZONE_PHRASE_ROWS_H

#include "indexer/page/zone_phrases.h"
#include "indexer/page/zone_words.h"

#define CREDIT(text) {text, ZONE_WORD_CREDIT, sizeof text - 1, ZONE_MATCH_LABELS}
#define CREDITS(text) {text, ZONE_WORD_CREDIT, sizeof text - 1, ZONE_MATCH_OPENS}
#define BYLINE(text) {text, ZONE_WORD_BYLINE, sizeof text - 1, ZONE_MATCH_LABELS}
#define PUBLISHED(text) {text, ZONE_WORD_PUBLISHED, sizeof text - 1, ZONE_MATCH_OPENS}
#define RELATED(text) {text, ZONE_WORD_RELATED, sizeof text - 1, ZONE_MATCH_OPENS}
#define HEADING(text) {text, ZONE_WORD_RELATED, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MORES(text) {text, ZONE_WORD_RELATED | ZONE_WORD_MORE, sizeof text - 1, ZONE_MATCH_COLON}
#define MORE(text) {text, ZONE_WORD_MENU | ZONE_WORD_MORE, sizeof text - 1, ZONE_MATCH_WHOLE}
#define ENDS(text) {text, ZONE_WORD_RELATED | ZONE_WORD_END, sizeof text - 1, ZONE_MATCH_OPENS}
#define END(text) {text, ZONE_WORD_RELATED | ZONE_WORD_END, sizeof text - 1, ZONE_MATCH_WHOLE}
#define COMMENTS(text) {text, ZONE_WORD_RELATED | ZONE_WORD_END | ZONE_WORD_COMMENTS, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MENU(text) {text, ZONE_WORD_MENU, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MENUO(text) {text, ZONE_WORD_MENU | ZONE_WORD_ON, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MENUC(text) {text, ZONE_WORD_MENU, sizeof text - 1, ZONE_MATCH_COLON}
#define MENUS(text) {text, ZONE_WORD_MENU, sizeof text - 1, ZONE_MATCH_OPENS}

#endif
