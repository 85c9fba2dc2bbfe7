#include "searcher/words/dictionary.h"
#include "searcher/run/plan.h"
#include "store/endings.h"
#include "store/strays.h"
#include "store/term_cursor.h"

#define RARE_BYTES 2

/* What is looked for, in one segment after the other. */
struct finder {
    struct dictionary_search search;
    struct slice prefix, ending;     /* that forms must have; "": none */
    uint8_t rare[RARE_BYTES];        /* bytes of the ending that few words have */
    size_t rare_count;
    struct form_set *found;
    struct segment *segment;
    struct buf groups;               /* or numbers of terms; uint32_t */
    struct effort *effort;           /* of the engine */
    struct err *err;
};

static bool may_go_on(struct finder *f)
{
    uint64_t *left = f->search.terms_left;

    effort_look(f->effort, 1);
    if (left == NULL)
        return true;
    *left -= *left > 0;
    return *left > 0;
}

/* Whether a form of the term may fit: it is the term, or made of it and of what is stored
 * for it.                                                                      */
static bool may_fit(const struct finder *f, struct slice term, struct slice forms)
{
    uint64_t letters;

    if (f->search.letters_count == 0)
        return true;
    letters = dictionary_letters(term) | dictionary_letters(forms);
    for (size_t i = 0; i < f->search.letters_count; i++)
        if ((letters & f->search.letters[i]) == f->search.letters[i])
            return true;
    return false;
}

static bool fits(const struct finder *f, struct slice form)
{
    return (f->prefix.n == 0 || slice_starts_with(form, f->prefix))
           && (f->ending.n == 0 || slice_ends_with(form, f->ending))
           && (f->search.fits == NULL || f->search.fits(f->search.context, form));
}

/* The forms of a term that fit; only: this one of them. */
static enum status read_forms(struct finder *f, struct slice term, const struct term_info *info,
                              const struct slice *only)
{
    struct forms_cursor c;
    struct form_count form;
    int more;

    if (!may_fit(f, term, info->forms))
        return OK;
    more = forms_open(&c, term, info->cf, info->forms) ? 1 : -1;
    while (more == 1 && (more = forms_next(&c, &form)) == 1)
        if ((only == NULL || slice_equal(form.form, *only)) && fits(f, form.form)
            && !form_set_add(f->found, term, &form, 0))
            return err_memory(f->err, "forms");
    return more == 0 ? OK : segment_damaged(f->segment, "wrong forms of a term", 0, f->err);
}

/* How rare a byte is in words of the three languages. */
static size_t rarity(uint8_t byte)
{
    static const char usual[] = "enirtsahdulocgm\xd0\xd1\xc3\xb0\xb5\xbe\xb8\xbd\x81\x80\x82\xbb" "bfkzwpv";
    const char *at = strchr(usual, byte);

    return byte == '\0' || at == NULL ? sizeof usual : (size_t)(at - usual);
}

/* The rarest bytes of the ending, each once. */
static void choose_rare(struct finder *f)
{
    while (f->rare_count < RARE_BYTES) {
        const uint8_t *best = NULL;

        for (const uint8_t *p = f->ending.p; p < slice_end(f->ending); p++)
            if (memchr(f->rare, *p, f->rare_count) == NULL
                && (best == NULL || rarity(*p) > rarity(*best)))
                best = p;
        if (best == NULL)
            return;
        f->rare[f->rare_count++] = *best;
    }
}

/* Whether a form of a term may end so: its bytes are those of the term and of the record. Most
 * terms that a leaf of endings leads to are told by this.                       */
static bool may_end_so(const struct finder *f, struct slice key, struct slice payload)
{
    for (size_t i = 0; i < f->rare_count; i++)
        if (memchr(key.p, f->rare[i], key.n) == NULL
            && memchr(payload.p, f->rare[i], payload.n) == NULL)
            return false;
    return true;
}

static enum status read_group(struct finder *f, uint32_t group)
{
    struct slice key, payload;
    struct table_cursor c;
    enum status status;

    table_cursor_init(&c, &f->segment->terms);
    TRY(table_enter_group(&c, group, f->err));
    while ((status = table_next_in_group(&c, &key, &payload, f->err)) == OK && may_go_on(f)) {
        struct term_info info;

        if (key.n == 0 || key.p[0] != f->search.lang || dictionary_is_marked(slice_drop(key, 1))
            || !may_end_so(f, key, payload))
            continue;
        if (!postings_read_info(payload, &info))
            return segment_damaged(f->segment, "wrong record of a term", 0, f->err);
        TRY(read_forms(f, slice_drop(key, 1), &info, NULL));
    }
    return status == E_NOT_FOUND ? OK : status;
}

/* By the tree of endings. */
static enum status read_endings(struct finder *f)
{
    const uint32_t *groups;

    buf_clear(&f->groups);
    TRY(endings_find(&f->segment->endings, (uint8_t)f->search.lang, f->ending, &f->groups, f->err));
    if (f->groups.n > 0)
        TRY(segment_number_groups(f->segment, f->err));
    groups = (const uint32_t *)(const void *)f->groups.p;
    for (size_t i = 0; i < f->groups.n / sizeof *groups && may_go_on(f); i++)
        TRY(read_group(f, groups[i]));
    return OK;
}

enum status dictionary_forms_to(struct engine *g, const struct dictionary_search *search,
                                struct slice ending, struct form_set *out, struct err *e)
{
    struct finder f = {.search = *search, .ending = ending, .found = out, .effort = &g->effort, .err = e};
    enum status status = OK;

    choose_rare(&f);
    buf_init(&f.groups, (size_t)1 << 30);
    for (size_t i = 0; i < g->segment_count && status == OK; i++) {
        f.segment = g->segments[i].segment;
        status = read_endings(&f);
    }
    buf_release(&f.groups);
    return status;
}

/* The forms that begin with the prefix as their term does. */
static enum status read_terms(struct finder *f)
{
    struct slice prefix = f->prefix;
    struct term_cursor c;
    enum status status;

    term_cursor_init(&c, f->segment, (uint8_t)f->search.lang);
    status = term_cursor_seek(&c, prefix, f->err);
    while (status == OK && slice_starts_with(c.term, prefix) && may_go_on(f)) {
        struct term_info info;

        TRY(term_cursor_info(&c, &info, f->err));
        if (!dictionary_is_marked(c.term))
            TRY(read_forms(f, c.term, &info, NULL));
        status = term_cursor_next(&c, f->err);
    }
    return status == E_NOT_FOUND ? OK : status;
}

static enum status read_term(struct finder *f, struct slice term, const struct slice *only)
{
    struct term_info info;
    enum status status = segment_find_term(f->segment, (uint8_t)f->search.lang, term, &info, f->err);

    effort_look(f->effort, EFFORT_LOOKUP);
    if (status != OK)
        return status == E_NOT_FOUND ? OK : status;
    return read_forms(f, term, &info, only);
}

/* Terms that are a part of the prefix, whose longer forms may begin with it. */
static enum status read_shorter(struct finder *f)
{
    struct slice prefix = f->prefix;
    for (size_t n = 1; n < prefix.n; n++)
        if ((prefix.p[n] & 0xc0) != 0x80)
            TRY(read_term(f, slice_of(prefix.p, n), NULL));
    return OK;
}

/* Forms that begin with the prefix where their term does not, nor is a part of it. */
static enum status read_strays(struct finder *f)
{
    struct slice prefix = f->prefix;
    uint8_t from[TABLE_KEY_MAX], term[STRAYS_TERM_MAX];
    struct slice key, payload;
    struct table_cursor c;
    enum status status;

    if (prefix.n >= sizeof from)
        return OK;
    from[0] = (uint8_t)f->search.lang;
    memcpy(from + 1, prefix.n > 0 ? prefix.p : from, prefix.n);
    table_cursor_init(&c, &f->segment->strays);
    status = table_seek(&c, slice_of(from, 1 + prefix.n), &key, &payload, f->err);
    while (status == OK && slice_starts_with(key, slice_of(from, 1 + prefix.n)) && may_go_on(f)) {
        struct slice form = slice_drop(key, 1);

        while (payload.n > 0 && fits(f, form)) {
            size_t n = strays_term(&payload, form, term);

            if (n == 0)
                return segment_damaged(f->segment, "wrong list of strays", 0, f->err);
            if (!slice_starts_with(slice_of(term, n), prefix)
                && !slice_starts_with(prefix, slice_of(term, n)))
                TRY(read_term(f, slice_of(term, n), &form));
        }
        status = table_next(&c, &key, &payload, f->err);
    }
    return status == E_NOT_FOUND ? OK : status;
}

enum status dictionary_forms_from(struct engine *g, const struct dictionary_search *search,
                                  struct slice prefix, struct form_set *out, struct err *e)
{
    struct finder f = {.search = *search, .prefix = prefix, .found = out, .effort = &g->effort, .err = e};

    for (size_t i = 0; i < g->segment_count; i++) {
        f.segment = g->segments[i].segment;
        TRY(read_terms(&f));
        TRY(read_shorter(&f));
        TRY(read_strays(&f));
    }
    return OK;
}

/* Shows what was found, unless finding failed, and releases it. */
static enum status visit_all(struct form_set *found, enum status status,
                             dictionary_visit_form *visit, void *context)
{
    size_t count;
    const struct dictionary_form *forms = form_set_join(found, &count);

    for (size_t i = 0; i < count && status == OK; i++)
        if (visit(context, &forms[i]) == 0)
            break;
    form_set_release(found);
    return status;
}

enum status dictionary_walk_endings(struct engine *g, enum lang lang, struct slice ending,
                                    dictionary_visit_form *visit, void *context, struct err *e)
{
    const struct dictionary_search search = {.lang = lang};
    struct form_set found;

    form_set_init(&found);
    return visit_all(&found, dictionary_forms_to(g, &search, ending, &found, e), visit, context);
}
