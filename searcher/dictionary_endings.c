#include "searcher/dictionary.h"
#include "searcher/plan.h"
#include "store/endings.h"

struct finder {
    enum lang lang;
    struct slice ending;
    struct form_set found;
    struct segment *segment;
    struct buf groups;               /* uint32_t */
    struct err *err;
};

/* The forms of a term that have the ending. */
static enum status read_term(struct finder *f, struct slice key, struct slice payload)
{
    struct slice term = slice_drop(key, 1);
    struct forms_cursor c;
    struct form_count form;
    struct term_info info;
    int more;

    if (!postings_read_info(payload, &info))
        return segment_damaged(f->segment, "wrong record of a term", 0, f->err);
    more = forms_open(&c, term, info.cf, info.forms) ? 1 : -1;
    while (more == 1 && (more = forms_next(&c, &form)) == 1)
        if (slice_ends_with(form.form, f->ending) && !form_set_add(&f->found, term, &form))
            return err_memory(f->err, "forms");
    return more == 0 ? OK : segment_damaged(f->segment, "wrong forms of a term", 0, f->err);
}

static enum status read_group(struct finder *f, uint32_t group)
{
    struct slice key, payload;
    struct table_cursor c;
    enum status status;

    table_cursor_init(&c, &f->segment->terms);
    TRY(table_enter_group(&c, group, f->err));
    while ((status = table_next_in_group(&c, &key, &payload, f->err)) == OK)
        if (key.n > 0 && key.p[0] == f->lang)
            TRY(read_term(f, key, payload));
    return status == E_NOT_FOUND ? OK : status;
}

static enum status read_segment(struct finder *f)
{
    const uint32_t *groups;

    buf_clear(&f->groups);
    TRY(endings_find(&f->segment->endings, (uint8_t)f->lang, f->ending, &f->groups, f->err));
    if (f->groups.n > 0)
        TRY(segment_number_groups(f->segment, f->err));
    groups = (const uint32_t *)(const void *)f->groups.p;
    for (size_t i = 0; i < f->groups.n / sizeof *groups; i++)
        TRY(read_group(f, groups[i]));
    return OK;
}

enum status dictionary_walk_endings(struct engine *g, enum lang lang, struct slice ending,
                                    dictionary_visit_form *visit, void *context, struct err *e)
{
    struct finder f = {.lang = lang, .ending = ending, .err = e};
    const struct dictionary_form *forms;
    enum status status = OK;
    size_t count;

    form_set_init(&f.found);
    buf_init(&f.groups, (size_t)1 << 30);
    for (size_t i = 0; i < g->segment_count && status == OK; i++) {
        f.segment = g->segments[i].segment;
        status = read_segment(&f);
    }
    forms = form_set_join(&f.found, &count);
    for (size_t i = 0; i < count && status == OK; i++)
        if (visit(context, &forms[i]) == 0)
            break;
    form_set_release(&f.found);
    buf_release(&f.groups);
    return status;
}
