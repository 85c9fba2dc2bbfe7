#include "store/form_trees.h"

void form_trees_init(struct form_trees *x)
{
    x->lang = 0;
    endings_init(&x->endings);
    strays_init(&x->strays);
}

void form_trees_release(struct form_trees *x)
{
    endings_release(&x->endings);
    strays_release(&x->strays);
}

enum status form_trees_finish(struct form_trees *x, const struct form_sinks *sinks, struct err *e)
{
    TRY(endings_finish(&x->endings, x->lang, &sinks->endings, e));
    return strays_finish(&x->strays, x->lang, &sinks->strays, e);
}

enum status form_trees_add(struct form_trees *x, uint8_t lang, struct slice term, uint64_t cf,
                           struct slice forms, uint32_t group, const struct form_sinks *sinks,
                           struct err *e)
{
    struct forms_cursor c;
    struct form_count form;
    int more;

    if (lang != x->lang)
        TRY(form_trees_finish(x, sinks, e));
    x->lang = lang;
    if (term.n > 0 && term.p[0] < ' ')
        return OK;
    more = forms_open(&c, term, cf, forms) ? 1 : -1;
    while (more == 1 && (more = forms_next(&c, &form)) == 1) {
        endings_add(&x->endings, form.form, group);
        strays_add(&x->strays, term, form.form);
    }
    return more == 0 ? OK : E_INPUT;
}
