/* What is made of pages: for each file named on stdin one JSON line with its title, date and
 * the text of each zone. Bytes are read in the charset that charset.h finds.
 *
 *     article_of html|text < names                                               */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/formats/charset.h"
#include "indexer/formats/format.h"
#include "indexer/page/zones.h"
#include "store/segment.h"

static struct slice read_all(const char *name, struct buf *out, struct buf *text)
{
    struct charset_found found;
    FILE *f = fopen(name, "rb");
    uint8_t chunk[65536];
    size_t n;

    buf_clear(out);
    while (f != NULL && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_append(out, chunk, n);
    if (f != NULL)
        fclose(f);
    buf_clear(text);
    charset_decode_damaged(buf_slice(out), NULL, charset_declared_in(buf_slice(out)), text, &found);
    return buf_slice(text);
}

static json_t *string_of(struct slice s)
{
    return s.n == 0 ? json_string("") : json_stringn((const char *)s.p, s.n);
}

static void print(const char *name, const struct page *p, const struct zones_found *found)
{
    static const char *const names[] = {"title_zone", "lead", "body", "credit", "related", "menu", "repeated"};
    json_t *o = json_object();
    size_t at = 0;

    json_object_set_new(o, "file", json_string(name));
    json_object_set_new(o, "title", string_of(slice_of(p->text.p + found->title_start, found->title_bytes)));
    json_object_set_new(o, "date", string_of(found->date));
    for (unsigned zone = 0; zone < SEGMENT_ZONE_COUNT; zone++) {
        struct buf text;

        buf_init(&text, (size_t)1 << 30);
        at = 0;
        for (size_t i = 0; i < found->run_count; at += found->runs[i++].bytes)
            if (found->runs[i].zone == zone)
                buf_append(&text, p->text.p + at, found->runs[i].bytes);
        json_object_set_new(o, names[zone], string_of(buf_slice(&text)));
        buf_release(&text);
    }
    json_dumpf(o, stdout, JSON_COMPACT | JSON_SORT_KEYS);
    putchar('\n');
    json_decref(o);
}

int main(int argc, char **argv)
{
    bool html = argc > 1 && strcmp(argv[1], "html") == 0;
    struct zones *zones;
    struct err e = ERR_NONE;
    struct page p;
    struct buf bytes, text;
    char name[4096];

    if (zones_open(&zones, &e) != OK)
        return 2;
    page_init(&p);
    buf_init(&bytes, (size_t)1 << 30);
    buf_init(&text, (size_t)1 << 30);
    while (fgets(name, sizeof name, stdin) != NULL) {
        struct zones_found found;
        struct slice all;

        name[strcspn(name, "\n")] = '\0';
        page_clear(&p);
        all = read_all(name, &bytes, &text);
        if (format_read_page(html ? FORMAT_HTML : format_of("a.txt", slice_of(all.p, all.n < FORMAT_PROBE_BYTES ? all.n : FORMAT_PROBE_BYTES)), all, &p, &e) != OK
            || zones_find(zones, &p, &found, &e) != OK) {
            fprintf(stderr, "%s: %s\n", name, e.text);
            return 2;
        }
        print(name, &p, &found);
    }
    buf_release(&bytes);
    buf_release(&text);
    page_release(&p);
    zones_close(zones);
    return 0;
}
