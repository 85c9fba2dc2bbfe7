#include "indexer/formats/html_meta.h"

#include <strings.h>

enum kind { TITLE, DATE, MODIFIED, AUTHOR, SITE, LANG, URL };

static const struct {
    const char *name;
    enum kind kind;
} NAMES[] = {
    {"og:title", TITLE},
    {"twitter:title", TITLE},
    {"headline", TITLE},
    {"dc.title", TITLE},
    {"dcterms.title", TITLE},
    {"citation_title", TITLE},
    {"parsely-title", TITLE},
    {"sailthru.title", TITLE},
    {"article:published_time", DATE},
    {"og:article:published_time", DATE},
    {"og:published_time", DATE},
    {"article:published", DATE},
    {"article.published", DATE},
    {"datepublished", DATE},
    {"date", DATE},
    {"dc.date", DATE},
    {"dc.date.issued", DATE},
    {"dc.date.created", DATE},
    {"dcterms.date", DATE},
    {"dcterms.created", DATE},
    {"dcterms.issued", DATE},
    {"pubdate", DATE},
    {"publishdate", DATE},
    {"publish-date", DATE},
    {"publish_date", DATE},
    {"publication_date", DATE},
    {"published_time", DATE},
    {"citation_publication_date", DATE},
    {"citation_date", DATE},
    {"parsely-pub-date", DATE},
    {"sailthru.date", DATE},
    {"cxenseparse:recs:publishtime", DATE},
    {"originalpublicationdate", DATE},
    {"datecreated", DATE},
    {"date.created", DATE},
    {"dc.date.available", DATE},
    {"dcterms.available", DATE},
    {"og:pubdate", DATE},
    {"og:publish_date", DATE},
    {"publication-date", DATE},
    {"published-date", DATE},
    {"published_date", DATE},
    {"published", DATE},
    {"article_date_original", DATE},
    {"release_date", DATE},
    {"creation_date", DATE},
    {"creationdate", DATE},
    {"uploaddate", DATE},
    {"vr:published_time", DATE},
    {"bt:pubdate", DATE},
    {"rnews:datepublished", DATE},
    {"article:publicationdate", DATE},
    {"article.created", DATE},
    {"article:created", DATE},
    {"cxenseparse:time", DATE},
    {"citation_online_date", DATE},
    {"created", DATE},
    {"date_published", DATE},
    {"dateposted", DATE},
    {"dc.created", DATE},
    {"dc.issued", DATE},
    {"dc.date.published", DATE},
    {"dcterms.date.issued", DATE},
    {"dcsext.articlefirstpublished", DATE},
    {"displaydate", DATE},
    {"eprints.date", DATE},
    {"mediator_published_time", DATE},
    {"og:article:published", DATE},
    {"og:datepublished", DATE},
    {"og:regdate", DATE},
    {"pdate", DATE},
    {"post_date", DATE},
    {"prism.publicationdate", DATE},
    {"publicationdate", DATE},
    {"publish_time", DATE},
    {"publisheddate", DATE},
    {"publishtime", DATE},
    {"rbpubdate", DATE},
    {"shareaholic:article_published_time", DATE},
    {"article:post_date", DATE},
    {"article:modified_time", MODIFIED},
    {"article:modified", MODIFIED},
    {"bt:moddate", MODIFIED},
    {"modified_time", MODIFIED},
    {"updated_time", MODIFIED},
    {"og:updated_time", MODIFIED},
    {"datemodified", MODIFIED},
    {"last-modified", MODIFIED},
    {"revised", MODIFIED},
    {"lastmod", MODIFIED},
    {"dcterms.modified", MODIFIED},
    {"dc.date.modified", MODIFIED},
    {"author", AUTHOR},
    {"article:author", AUTHOR},
    {"dc.creator", AUTHOR},
    {"dcterms.creator", AUTHOR},
    {"citation_author", AUTHOR},
    {"parsely-author", AUTHOR},
    {"sailthru.author", AUTHOR},
    {"byl", AUTHOR},
    {"og:site_name", SITE},
    {"application-name", SITE},
    {"content-language", LANG},
    {"og:locale", LANG},
    {"dc.language", LANG},
    {"dcterms.language", LANG},
    {"inlanguage", LANG},
    {"og:url", URL},
    {"twitter:url", URL},
};

void html_meta_keep_first(struct page *p, struct slice *field, struct slice text)
{
    if (field->n == 0)
        *field = page_keep(p, text);
}

/* article:author is often the address of a profile. */
static bool is_address(struct slice text)
{
    return slice_starts_with(text, SLICE_LITERAL("http"))
           || slice_starts_with(text, SLICE_LITERAL("/"));
}

static void take(struct page *p, enum kind kind, struct slice content)
{
    switch (kind) {
    case TITLE: page_add_title(p, PAGE_FROM_META, content); break;
    case DATE: page_add_date(p, PAGE_FROM_META, content); break;
    case MODIFIED: page_add_date(p, PAGE_FROM_MODIFIED, content); break;
    case AUTHOR:
        if (!is_address(content))
            html_meta_keep_first(p, &p->author, content);
        break;
    case SITE: html_meta_keep_first(p, &p->site, content); break;
    case LANG: html_meta_keep_first(p, &p->lang, content); break;
    case URL: html_meta_keep_first(p, &p->url, content); break;
    }
}

bool html_meta_take(struct page *p, const char *name, struct slice content)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcasecmp(name, NAMES[i].name) == 0) {
            take(p, NAMES[i].kind, content);
            return true;
        }
    return false;
}
