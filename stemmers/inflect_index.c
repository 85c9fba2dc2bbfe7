#include "stemmers/inflect_index.h"

#include <pthread.h>
#include <stdlib.h>

static struct inflect_index indexes[LANG_COUNT];
static pthread_once_t once[LANG_COUNT] = {PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT,
                                          PTHREAD_ONCE_INIT};

bool inflect_next_item(const char **list, struct slice *out)
{
    const char *p = *list, *end;

    while (*p == ' ')
        p++;
    for (end = p; *end != ' ' && *end != 0; end++)
        ;
    *out = slice_of(p, (size_t)(end - p));
    *list = end;
    return end != p;
}

bool inflect_next_ending(const char **list, struct inflect_ending *out)
{
    struct slice s;

    *out = (struct inflect_ending){.text = {NULL, 0}};
    if (!inflect_next_item(list, &s))
        return false;
    for (; s.n > 0; s = slice_drop(s, 1)) {
        bool *mark = s.p[0] == '^' ? &out->umlaut : s.p[0] == '+' ? &out->ge : s.p[0] == '=' ? &out->zu
                     : s.p[0] == '~' ? &out->refutes : NULL;

        if (mark == NULL)
            break;
        *mark = true;
    }
    out->text = s.n == 1 && s.p[0] == '-' ? slice_of(s.p, 0) : s;
    return true;
}

static uint8_t last_byte(struct slice s)
{
    return s.n == 0 ? 0 : s.p[s.n - 1];
}

/* A list's items; how many. */
static size_t count_items(const char *list)
{
    struct slice s;
    size_t count = 0;

    while (list != NULL && inflect_next_item(&list, &s))
        count++;
    return count;
}

/* Chains are made from the end, so that they run in the order of the table. */
static void chain_entries(struct inflect_index *x, size_t from, size_t end, uint16_t first[256])
{
    for (size_t i = end; i-- > from;) {
        uint16_t *head = &first[last_byte(x->entries[i].ending.text)];

        x->entries[i].next = *head;
        *head = (uint16_t)i;
    }
}

static size_t add_endings(struct inflect_index *x, size_t at, const char *list, size_t of)
{
    struct inflect_ending e;

    while (list != NULL && inflect_next_ending(&list, &e))
        if (!e.refutes)
            x->entries[at++] = (struct inflect_entry){.ending = e, .at = (uint16_t)of};
    return at;
}

static void fill_entries(struct inflect_index *x)
{
    size_t classes, end = 1;

    for (size_t i = 0; i < x->table->class_count; i++)
        end = add_endings(x, end, x->table->classes[i].endings, i);
    classes = end;
    for (size_t slot = 0; slot < INFLECT_ROOT_SLOTS; slot++)
        end = add_endings(x, end, x->table->slots[slot], slot);
    chain_entries(x, 1, classes, x->class_first);
    chain_entries(x, classes, end, x->slot_first);
}

static void fill_roots(struct inflect_index *x)
{
    size_t end = 1;

    for (size_t i = 0; i < x->table->root_count; i++) {
        const char *list = x->table->roots[i];
        struct slice root;

        for (size_t slot = 0; slot < INFLECT_ROOT_SLOTS && inflect_next_item(&list, &root); slot++)
            x->roots[end++] = (struct inflect_root){.text = root, .verb = (uint16_t)i,
                                                    .slot = (uint16_t)slot};
    }
    for (size_t i = end; i-- > 1;) {
        uint16_t *head = &x->root_first[last_byte(x->roots[i].text)];

        x->roots[i].next = *head;
        *head = (uint16_t)i;
    }
}

static void make(enum lang lang, const struct inflect_table *table)
{
    struct inflect_index *x = &indexes[lang];
    size_t count = 1;

    for (size_t i = 0; i < table->class_count; i++)
        count += count_items(table->classes[i].endings);
    for (size_t i = 0; i < INFLECT_ROOT_SLOTS; i++)
        count += count_items(table->slots[i]);
    x->entries = calloc(count, sizeof *x->entries);
    x->roots = calloc(table->root_count * INFLECT_ROOT_SLOTS + 1, sizeof *x->roots);
    if (x->entries == NULL || x->roots == NULL)
        return;
    x->table = table;
    fill_entries(x);
    fill_roots(x);
}

static void make_en(void)
{
    make(LANG_EN, &inflect_table_en);
}

static void make_de(void)
{
    make(LANG_DE, &inflect_table_de);
}

static void make_ru(void)
{
    make(LANG_RU, &inflect_table_ru);
}

const struct inflect_index *inflect_index_of(enum lang lang)
{
    static void (*const makers[LANG_COUNT])(void) = {NULL, make_en, make_de, make_ru};

    if (makers[lang] == NULL || pthread_once(&once[lang], makers[lang]) != 0)
        return NULL;
    return indexes[lang].table == NULL ? NULL : &indexes[lang];
}
