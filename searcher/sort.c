#include "searcher/sort.h"

#include <stdlib.h>

#include "searcher/run/user_match.h"
#include "store/user_fields.h"

struct row {
    struct hit hit;
    struct slice key;
    double number;
    bool is_number;
    size_t rank;
    bool descending;
};

bool sort_parse(const char *text, struct sort *out)
{
    static const char *const names[] = {"score", "date", "title", "path", "id", "lang"};

    *out = (struct sort){.descending = *text == '-'};
    text += out->descending;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text, names[i]) == 0) {
            out->key = (enum sort_key)i;
            return true;
        }
    out->key = SORT_USER;
    out->name = slice_of_string(text);
    return user_field_name_is_free(out->name);
}

static enum status title_of(struct segment *s, const struct hit *hit, const struct document *d,
                            struct arena *arena, struct slice *out, struct err *e)
{
    struct buf text;
    enum status status;

    buf_init(&text, (size_t)2 << 30);
    status = segment_text(s, hit->doc, &text, e);
    if (status == OK && text.n >= (size_t)d->title_start + d->title_bytes)
        *out = arena_copy(arena, slice_of(text.p + d->title_start, d->title_bytes));
    buf_release(&text);
    return status;
}

static enum status key_of(struct index *const *indexes, const struct hit *hit, const struct sort *sort,
                          struct arena *arena, struct slice *out, struct err *e)
{
    struct segment *s = index_segment(indexes[hit->index], hit->segment);
    struct document d;

    *out = (struct slice){0};
    TRY(segment_document(s, hit->doc, &d, e));
    switch (sort->key) {
    case SORT_DATE: *out = d.date; break;
    case SORT_PATH: *out = d.path.n > 0 ? d.path : d.id; break;
    case SORT_ID: *out = d.id; break;
    case SORT_LANG: *out = arena_copy(arena, slice_of_string(d.lang_code)); break;
    case SORT_USER: *out = user_fields_value(d.user_fields, sort->name); break;
    case SORT_TITLE: return title_of(s, hit, &d, arena, out, e);
    default: break;
    }
    return OK;
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = x->is_number && y->is_number ? (x->number > y->number) - (x->number < y->number)
                : x->is_number != y->is_number ? y->is_number - x->is_number
                                               : slice_compare(x->key, y->key);

    if ((x->key.n == 0) != (y->key.n == 0))
        return x->key.n == 0 ? 1 : -1;
    if (order != 0)
        return x->descending ? -order : order;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

enum status sort_hits(struct index *const *indexes, const struct sort *sort, struct arena *arena,
                      struct results *r, struct err *e)
{
    struct row *rows = arena_zalloc(arena, r->hit_count + 1, sizeof *rows);

    if (rows == NULL)
        return err_memory(e, "sorting");
    for (size_t i = 0; i < r->hit_count; i++) {
        rows[i] = (struct row){.hit = r->hits[i], .descending = sort->descending,
                               .rank = sort->key == SORT_SCORE && sort->descending
                                           ? r->hit_count - i : i};
        TRY(key_of(indexes, &r->hits[i], sort, arena, &rows[i].key, e));
        rows[i].is_number = sort->key == SORT_USER && user_number(rows[i].key, &rows[i].number);
    }
    qsort(rows, r->hit_count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < r->hit_count; i++)
        r->hits[i] = rows[i].hit;
    return OK;
}
