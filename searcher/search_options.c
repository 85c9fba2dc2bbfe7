#include "searcher/search_options.h"

#include <stdlib.h>

#include "searcher/option_table.h"
#include "searcher/output/output_format.h"

static enum status wrong(struct err *e, const char *what)
{
    return err_set(e, E_USAGE, "%s", what);
}

static enum status trec(const char *tag, struct settings *s, struct err *e)
{
    s->output = &output_trec;
    if (tag == NULL)
        return OK;
    s->style.tag = tag;
    for (const char *p = tag; *p != '\0'; p++)
        if (*p <= ' ' || *p > '~')
            return wrong(e, "the TAG of --trec is letters, digits and signs of ASCII");
    return *tag == '\0' ? wrong(e, "the TAG of --trec is empty") : OK;
}

static enum status format(const char *text, struct settings *s, struct err *e)
{
    template_release(s->template);       /* of a --format before */
    TRY(output_format_open(text, &s->template, e));
    s->output = &output_format;
    s->style.template = s->template;
    return OK;
}

/* "[,]": before and after a match; one sign for both where there is no comma. */
static void mark(const char *value, struct output_style *style)
{
    size_t n = strcspn(value, ",");

    style->mark_open = slice_of(value, n);
    style->mark_close = value[n] == '\0' ? style->mark_open : slice_of_string(value + n + 1);
}

static enum status fields(const char *value, struct settings *s, struct err *e)
{
    TRY(hit_fields_parse(value, &s->fields, e));
    s->style.fields = &s->fields;
    return OK;
}

/* Options that say what hits look like. */
static enum status take_style(const struct option_given *g, struct settings *s,
                              struct err *e)
{
    switch (g->row->id) {
    case 's': s->snippets = g->number; break;
    case OPT_NO_SNIPPETS: s->snippets = 0; break;
    case OPT_SNIPPET_LENGTH: s->snippet_length = g->number; break;
    case OPT_FULL: s->style.full = true; break;
    case OPT_MARK: mark(g->value, &s->style); break;
    case OPT_OFFSETS: s->style.unit = (enum output_unit)g->number; break;
    case OPT_FIELDS: return fields(g->value, s, e);
    case OPT_WIDTH: s->style.width = g->number; break;
    case OPT_EXPLAIN: s->style.explain = true; break;
    default: break;
    }
    return OK;
}

/* Options that say what is printed. */
static enum status take_format(const struct option_given *g, struct settings *s,
                               struct err *e)
{
    switch (g->row->id) {
    case 'l': s->output = &output_paths; break;
    case '0': s->output = &output_paths; s->style.separator = '\0'; break;
    case 'c': s->engine.count_only = true; break;
    case 'q': s->quiet = true; break;
    case OPT_JSON: s->output = &output_json; break;
    case OPT_JSONL: s->output = &output_jsonl; break;
    case OPT_TSV: s->output = &output_tsv; break;
    case OPT_CSV: s->output = &output_csv; break;
    case OPT_HTML: s->output = &output_html; break;
    case OPT_TREC: return trec(g->value, s, e);
    case OPT_FORMAT: return format(g->value, s, e);
    default: return take_style(g, s, e);
    }
    return OK;
}

static enum status min_score(const char *value, struct selection *s, struct err *e)
{
    char *end;

    s->min_score = strtod(value, &end);
    if (end == value || *end != '\0' || !(s->min_score >= 0 && s->min_score < 1e6))
        return wrong(e, "--min-score is a number such as 1.5");
    return OK;
}

/* A list such as forms,parts. */
static enum status expand(const char *list, struct across_options *a, struct err *e)
{
    static const char *const names[] = {"forms", "parts", "names", "writings", "even"};
    unsigned wanted = 0;
    bool none = strcmp(list, "none") == 0;

    for (const char *at = list; !none && *at != '\0';) {
        size_t n = strcspn(at, ","), i = 0;

        while (i < sizeof names / sizeof *names
               && (strlen(names[i]) != n || strncmp(names[i], at, n) != 0))
            i++;
        if (i == sizeof names / sizeof *names)
            return wrong(e, "--expand is none, or some of forms, parts, names, writings, even with "
                            "commas between them");
        wanted |= 1u << i;
        at += n + (at[n] == ',');
    }
    a->expand_changed = (unsigned)EXPAND_ALL ^ wanted;
    return OK;
}

/* Options that say which of the articles. */
static enum status take_selection(const struct option_given *g, struct settings *s,
                                  struct err *e)
{
    switch (g->row->id) {
    case OPT_OFFSET: s->selection.offset = g->number; break;
    case OPT_MIN_SCORE: return min_score(g->value, &s->selection, e);
    case OPT_LANG: s->selection.lang = g->value; break;
    case OPT_SINCE: s->selection.since = g->value; break;
    case OPT_UNTIL: s->selection.until = g->value; break;
    case OPT_RECENCY: s->engine.recency = (uint32_t)g->number; break;
    case OPT_LIKE: s->selection.like = g->value; break;
    case OPT_PARSE: s->parse_only = true; break;
    case OPT_SPELL: s->spell_only = true; break;
    case OPT_SUGGEST: s->suggest = g->value; break;
    case OPT_FACETS:
        return facets_parse(g->value, &s->selection.facets)
                   ? OK : wrong(e, "--facets are " FACET_NAMES " and user "
                                   "fields, each once, up to 16, with commas between them");
    default: return take_format(g, s, e);
    }
    return OK;
}

/* Options that say what is found. */
enum status search_options_take(struct settings *s, const struct option_given *g, struct err *e)
{
    switch (g->row->id) {
    case 'd':
        if (s->db_count == SESSION_DBS_MAX)
            return wrong(e, "at most 64 indexes");
        s->dbs[s->db_count++] = g->value;
        break;
    case 'a': s->any = false; break;
    case 'o': s->any = true; break;
    case OPT_NO_RELAX: s->engine.no_relax = true; break;
    case 'F': s->fixed = true; break;
    case OPT_FUZZY: s->fuzzy = true; break;
    case 'n': s->engine.limit = g->number; break;
    case 'x': s->across.how = ACROSS_ALL; break;
    case OPT_XLANG: s->across.how = (enum across_how)g->number; break;
    case OPT_FROM: s->across.from = (enum lang)g->number; break;
    case OPT_SYNONYMS: s->across.synonyms = g->value; break;
    case OPT_LEXICON: s->across.lexicon = g->value; break;
    case OPT_EXPAND: return expand(g->value, &s->across, e);
    case OPT_EXHAUSTIVE: s->engine.exhaustive = true; break;
    case OPT_SORT:
        return sort_parse(g->value, &s->sort)
                   ? OK : wrong(e, "--sort is " SORT_KEYS " or a user field, "
                                   "or one of them after a '-'");
    default: return take_selection(g, s, e);
    }
    return OK;
}

/* Paths are one column. */
static bool is_path_or_id(const struct hit_fields *f)
{
    return f->count == 1 && (f->list[0].field == HIT_ID || f->list[0].field == HIT_PATH);
}

const char *search_options_unheeded(const struct settings *s)
{
    unsigned takes = s->output->takes;

    if ((takes & OUTPUT_TAKES_FIELDS) == 0 && s->style.fields != NULL)
        return "--fields is for --tsv, --csv, --json and --jsonl";
    if (s->output == &output_paths && s->style.fields != NULL && !is_path_or_id(s->style.fields))
        return "--fields of --files and --null is id or path";
    if ((takes & OUTPUT_TAKES_MARK) == 0 && s->style.mark_open.p != NULL)
        return "--mark is for text: people's, --tsv, --csv and --format";
    if ((takes & OUTPUT_TAKES_OFFSETS) == 0 && s->style.unit != OUTPUT_CHARS)
        return "--offsets is for --json and --jsonl";
    if ((takes & OUTPUT_TAKES_EXPLAIN) == 0 && s->style.explain)
        return "--explain is for people, --json and --jsonl";
    return NULL;
}
