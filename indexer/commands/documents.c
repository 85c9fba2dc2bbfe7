#include "indexer/commands/documents.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "indexer/report.h"

void documents_open(struct documents *d, struct index *x)
{
    *d = (struct documents){.index = x};
}

enum status documents_next(struct documents *d, struct err *e)
{
    for (; d->at < index_segment_count(d->index); d->at++, d->next = 0) {
        struct segment *s = index_segment(d->index, d->at);

        while (d->next < segment_doc_count(s) && segment_is_deleted(s, d->next))
            d->next++;
        if (d->next == segment_doc_count(s))
            continue;
        d->segment = s;
        d->doc = d->next++;
        return segment_document(s, d->doc, &d->document, e);
    }
    return E_NOT_FOUND;
}

void selection_init(struct selection *s)
{
    *s = (struct selection){.unknown_count = 0};
    buf_init(&s->places, (size_t)4 << 30);
}

void selection_release(struct selection *s)
{
    buf_release(&s->places);
}

static void add_place(struct selection *s, size_t segment, docid doc)
{
    struct place p = {.segment = segment, .doc = doc};

    buf_append(&s->places, &p, sizeof p);
}

enum status selection_add_id(struct selection *s, struct index *x, struct slice id, bool *found,
                             struct err *e)
{
    *found = false;
    for (size_t i = 0; i < index_segment_count(x) && !*found; i++) {
        docid doc;

        TRY(segment_find_id(index_segment(x, i), id, &doc, e));
        *found = doc != DOC_END;
        if (*found)
            add_place(s, i, doc);
    }
    return OK;
}

/* Those of the paths that documents have; used[i] tells of path i. */
static enum status add_paths(struct selection *s, struct index *x, const struct map *paths,
                             bool *used, struct err *e)
{
    struct documents d;
    enum status status;

    documents_open(&d, x);
    while ((status = documents_next(&d, e)) == OK) {
        struct slice path = d.document.path;
        uint32_t number = path.n == 0 ? MAP_NONE : map_find(paths, path, hash_bytes(path));

        if (number == MAP_NONE)
            continue;
        used[number] = true;
        add_place(s, d.at, d.doc);
    }
    return status == E_NOT_FOUND ? OK : status;
}

static void count_unknown(struct selection *s, const struct map *paths, const bool *used,
                          enum selection_unknown unknown)
{
    for (uint32_t i = 0; i < paths->count; i++)
        if (!used[i]) {
            s->unknown_count++;
            if (unknown == SELECTION_COUNTS)
                continue;
            report_message("no article has the id or path '%.*s'", SLICE_ARG(map_key(paths, i)));
        }
}

enum status selection_add_names(struct selection *s, struct index *x, char *const *names,
                                size_t count, enum selection_unknown unknown, struct err *e)
{
    struct map paths = MAP_EMPTY;        /* what is no id */
    bool *used = calloc(count + 1, sizeof *used);
    enum status status = used == NULL ? err_memory(e, "names") : OK;

    for (size_t i = 0; i < count && status == OK; i++) {
        struct slice name = slice_of_string(names[i]);
        bool found, added;

        status = selection_add_id(s, x, name, &found, e);
        if (status == OK && !found && map_add(&paths, name, hash_bytes(name), &added) == MAP_NONE)
            status = err_memory(e, "names");
    }
    if (status == OK && paths.count > 0) {
        status = add_paths(s, x, &paths, used, e);
        if (status == OK)
            count_unknown(s, &paths, used, unknown);
    }
    map_release(&paths);
    free(used);
    return status;
}

static int compare(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->segment != y->segment)
        return x->segment < y->segment ? -1 : 1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

enum status selection_sort(struct selection *s, struct err *e)
{
    struct place *places = (struct place *)(void *)s->places.p;
    size_t count = selection_count(s), kept = 0;

    if (!buf_ok(&s->places))
        return err_memory(e, "a list of articles");
    if (count > 0)
        qsort(places, count, sizeof *places, compare);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare(&places[kept - 1], &places[i]) != 0)
            places[kept++] = places[i];
    s->places.n = kept * sizeof *places;
    return OK;
}
