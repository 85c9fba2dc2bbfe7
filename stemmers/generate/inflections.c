/* Writes inflect_indexes.c (stemmers/inflect_index.h): the tables of inflection taken apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stemmers/inflect_index.h"

#define ENTRIES_MAX 8000u
#define TEXTS_MAX_BYTES 60000u       /* offsets are 16 bits */

struct maker {
    const struct inflect_table *table;
    struct inflect_entry entries[ENTRIES_MAX];
    struct inflect_root roots[ENTRIES_MAX];
    size_t entry_count, root_count;
    uint16_t class_first[256], slot_first[256], root_first[256];
    char texts[TEXTS_MAX_BYTES];
    size_t text_bytes;
};

static void fail(const char *what)
{
    fprintf(stderr, "inflections: %s\n", what);
    exit(1);
}

/* Where the text is among the texts; those that others hold are not written again. */
static uint16_t text_at(struct maker *m, struct slice s)
{
    const char *known = s.n == 0 ? m->texts : memmem(m->texts, m->text_bytes, s.p, s.n);

    if (known != NULL)
        return (uint16_t)(known - m->texts);
    if (m->text_bytes + s.n > TEXTS_MAX_BYTES || s.n > UINT8_MAX)
        fail("too much text");
    memcpy(m->texts + m->text_bytes, s.p, s.n);
    m->text_bytes += s.n;
    return (uint16_t)(m->text_bytes - s.n);
}

static uint8_t last_byte(const struct maker *m, uint16_t text, uint8_t size)
{
    return size == 0 ? 0 : (uint8_t)m->texts[text + size - 1];
}

static void add_endings(struct maker *m, const char *list, size_t of)
{
    struct inflect_ending e;

    while (list != NULL && inflect_next_ending(&list, &e)) {
        if (e.refutes)
            continue;
        if (m->entry_count == ENTRIES_MAX)
            fail("too many endings");
        m->entries[m->entry_count++] = (struct inflect_entry){
            .text = text_at(m, e.text), .size = (uint8_t)e.text.n,
            .umlaut = e.umlaut, .ge = e.ge, .zu = e.zu, .at = (uint16_t)of};
    }
}

/* Chains are made from the end, so that they run in the order of the table. */
static void chain_entries(struct maker *m, size_t from, size_t end, uint16_t first[256])
{
    for (size_t i = end; i-- > from;) {
        struct inflect_entry *entry = &m->entries[i];
        uint16_t *head = &first[last_byte(m, entry->text, entry->size)];

        entry->next = *head;
        *head = (uint16_t)i;
    }
}

static void add_roots(struct maker *m)
{
    m->root_count = 1;
    for (size_t i = 0; i < m->table->root_count; i++) {
        const char *list = m->table->roots[i];
        struct slice root;

        for (size_t slot = 0; slot < INFLECT_ROOT_SLOTS && inflect_next_item(&list, &root); slot++) {
            if (m->root_count == ENTRIES_MAX)
                fail("too many roots");
            m->roots[m->root_count++] = (struct inflect_root){
                .text = text_at(m, root), .size = (uint8_t)root.n, .slot = (uint8_t)slot,
                .verb = (uint16_t)i};
        }
    }
    for (size_t i = m->root_count; i-- > 1;) {
        struct inflect_root *root = &m->roots[i];
        uint16_t *head = &m->root_first[last_byte(m, root->text, root->size)];

        root->next = *head;
        *head = (uint16_t)i;
    }
}

static void take_apart(struct maker *m, const struct inflect_table *table)
{
    size_t classes;

    *m = (struct maker){.table = table, .entry_count = 1};
    for (size_t i = 0; i < table->class_count; i++)
        add_endings(m, table->classes[i].endings, i);
    classes = m->entry_count;
    for (size_t slot = 0; slot < INFLECT_ROOT_SLOTS; slot++)
        add_endings(m, table->slots[slot], slot);
    chain_entries(m, 1, classes, m->class_first);
    chain_entries(m, classes, m->entry_count, m->slot_first);
    add_roots(m);
}

static void write_first(const char *name, const uint16_t first[256])
{
    printf("    .%s = {", name);
    for (int i = 0; i < 256; i++)
        if (i == 0 || first[i] != 0)
            printf("[%d] = %u, ", i, first[i]);
    printf("},\n");
}

static void write_index(const struct maker *m, const char *lang)
{
    printf("static const struct inflect_entry entries_%s[] = {\n    {0},\n", lang);
    for (size_t i = 1; i < m->entry_count; i++) {
        const struct inflect_entry *e = &m->entries[i];

        printf("    {%u, %u, %d, %d, %d, %u, %u},\n", e->text, e->size, e->umlaut, e->ge, e->zu,
               e->at, e->next);
    }
    printf("};\n\nstatic const struct inflect_root roots_%s[] = {\n    {0},\n", lang);
    for (size_t i = 1; i < m->root_count; i++)
        printf("    {%u, %u, %u, %u, %u},\n", m->roots[i].text, m->roots[i].size, m->roots[i].slot,
               m->roots[i].verb, m->roots[i].next);
    printf("};\n\nstatic const char texts_%s[] = {", lang);
    for (size_t i = 0; i < m->text_bytes; i++)
        printf("%s'\\x%02x',", i % 12 == 0 ? "\n    " : " ", (unsigned char)m->texts[i]);
    printf("\n};\n\nconst struct inflect_index inflect_index_%s = {\n", lang);
    printf("    .table = &inflect_table_%s, .entries = entries_%s, .roots = roots_%s, .texts = texts_%s,\n",
           lang, lang, lang, lang);
    write_first("class_first", m->class_first);
    write_first("slot_first", m->slot_first);
    write_first("root_first", m->root_first);
    printf("};\n\n");
}

int main(void)
{
    static const struct { const struct inflect_table *table; const char *lang; } langs[] = {
        {&inflect_table_en, "en"}, {&inflect_table_de, "de"}, {&inflect_table_ru, "ru"}};
    struct maker *m = malloc(sizeof *m);

    if (m == NULL)
        fail("no memory");
    printf("#include \"stemmers/inflect_index.h\"\n\n");
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        take_apart(m, langs[i].table);
        write_index(m, langs[i].lang);
    }
    free(m);
    return fflush(stdout) == 0 ? 0 : 1;
}
