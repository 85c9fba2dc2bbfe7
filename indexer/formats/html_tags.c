#include "indexer/formats/html_tags.h"

#include <stdlib.h>

#define NAV PAGE_IN_NAVIGATION
#define ARTICLE PAGE_IN_ARTICLE
#define BLOCK(name, kind) {name, HTML_BLOCK, kind, 0, 0, 0, false}
#define FLAGGED(name, kind, flags) {name, HTML_BLOCK, kind, 0, flags, 0, false}
#define HINTED(name, kind, hints) {name, HTML_BLOCK, kind, 0, 0, hints, false}
#define HEADING(name, level) {name, HTML_BLOCK, PAGE_HEADING, level, 0, 0, false}
#define ROW(name) {name, HTML_BLOCK, PAGE_PARAGRAPH, 0, 0, 0, true}
#define OTHER(name, role) {name, role, 0, 0, 0, 0, false}

/* Sorted by name. Forms and headers are hints: whole pages stand in a form, and the title
 * and lead of an article in a header.                                          */
static const struct html_tag TAGS[] = {
    OTHER("a", HTML_LINK),
    FLAGGED("address", HTML_KIND_INHERITED, PAGE_BYLINE),
    FLAGGED("article", PAGE_PARAGRAPH, ARTICLE),
    FLAGGED("aside", PAGE_PARAGRAPH, NAV),
    OTHER("audio", HTML_DROPPED),
    BLOCK("blockquote", PAGE_QUOTE),
    BLOCK("body", PAGE_PARAGRAPH),
    OTHER("br", HTML_BREAK),
    FLAGGED("button", PAGE_PARAGRAPH, NAV),
    OTHER("canvas", HTML_DROPPED),
    BLOCK("caption", PAGE_CAPTION),
    BLOCK("center", HTML_KIND_INHERITED),
    OTHER("datalist", HTML_DROPPED),
    BLOCK("dd", PAGE_ITEM),
    BLOCK("details", PAGE_PARAGRAPH),
    FLAGGED("dialog", PAGE_PARAGRAPH, NAV),
    BLOCK("dir", PAGE_PARAGRAPH),
    BLOCK("div", HTML_KIND_INHERITED),
    BLOCK("dl", PAGE_PARAGRAPH),
    BLOCK("dt", PAGE_ITEM),
    OTHER("embed", HTML_DROPPED),
    BLOCK("fieldset", PAGE_PARAGRAPH),
    BLOCK("figcaption", PAGE_CAPTION),
    BLOCK("figure", PAGE_PARAGRAPH),
    FLAGGED("footer", PAGE_PARAGRAPH, NAV),
    HINTED("form", PAGE_PARAGRAPH, NAV),
    HEADING("h1", 1),
    HEADING("h2", 2),
    HEADING("h3", 3),
    HEADING("h4", 4),
    HEADING("h5", 5),
    HEADING("h6", 6),
    BLOCK("head", PAGE_PARAGRAPH),
    HINTED("header", PAGE_PARAGRAPH, NAV),
    BLOCK("hgroup", PAGE_PARAGRAPH),
    BLOCK("hr", PAGE_PARAGRAPH),
    BLOCK("html", PAGE_PARAGRAPH),
    OTHER("iframe", HTML_DROPPED),
    OTHER("input", HTML_APART),
    OTHER("label", HTML_APART),
    FLAGGED("legend", PAGE_PARAGRAPH, NAV),
    BLOCK("li", PAGE_ITEM),
    OTHER("link", HTML_LINK_REL),
    FLAGGED("main", PAGE_PARAGRAPH, ARTICLE),
    FLAGGED("menu", PAGE_PARAGRAPH, NAV),
    OTHER("meta", HTML_META),
    FLAGGED("nav", PAGE_PARAGRAPH, NAV),
    OTHER("noscript", HTML_DROPPED),
    BLOCK("ol", PAGE_PARAGRAPH),
    BLOCK("p", HTML_KIND_INHERITED),
    BLOCK("pre", PAGE_CODE),
    OTHER("script", HTML_SCRIPT),
    BLOCK("section", PAGE_PARAGRAPH),
    OTHER("select", HTML_DROPPED),
    OTHER("style", HTML_DROPPED),
    BLOCK("summary", PAGE_PARAGRAPH),
    OTHER("svg", HTML_DROPPED),
    BLOCK("table", PAGE_PARAGRAPH),
    ROW("tbody"),
    BLOCK("td", PAGE_CELL),
    OTHER("template", HTML_DROPPED),
    OTHER("textarea", HTML_DROPPED),
    ROW("tfoot"),
    BLOCK("th", PAGE_CELL),
    ROW("thead"),
    {"time", HTML_APART, 0, 0, PAGE_TIME, 0, false},
    OTHER("title", HTML_TITLE),
    ROW("tr"),
    BLOCK("ul", PAGE_PARAGRAPH),
    OTHER("video", HTML_DROPPED),
};

static int by_name(const void *key, const void *item)
{
    return strcmp(key, ((const struct html_tag *)item)->name);
}

const struct html_tag *html_tags_find(const char *name)
{
    static const struct html_tag unknown = OTHER("", HTML_INLINE);
    const struct html_tag *tag =
        bsearch(name, TAGS, sizeof TAGS / sizeof *TAGS, sizeof *TAGS, by_name);

    return tag == NULL ? &unknown : tag;
}

uint8_t html_tags_role_flags(const char *role)
{
    static const struct {
        const char *role;
        uint8_t flags;
    } roles[] = {
        {"navigation", NAV},    {"banner", NAV},     {"contentinfo", NAV}, {"search", NAV},
        {"complementary", NAV}, {"menu", NAV},       {"menubar", NAV},     {"dialog", NAV},
        {"alertdialog", NAV},   {"toolbar", NAV},    {"tablist", NAV},
        {"main", ARTICLE},      {"article", ARTICLE}, {"button", NAV},
    };

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(role, roles[i].role) == 0)
            return roles[i].flags;
    return 0;
}
