#include "indexer/page/zones.h"

#include <stdlib.h>

#include "indexer/page/article_dates.h"
#include "indexer/page/labels.h"
#include "indexer/page/parts.h"
#include "indexer/page/repeats.h"
#include "store/segment_runs.h"

#define PARTS_MAX ((size_t)8 << 30)

struct zones {
    struct buf parts, runs;
    struct repeats repeats;
    struct signs signs;
    char date[DATES_MAX_BYTES];
};

enum status zones_open(struct zones **out, struct err *e)
{
    struct zones *z = calloc(1, sizeof *z);

    if (z == NULL)
        return err_memory(e, "zones");
    buf_init(&z->parts, PARTS_MAX);
    buf_init(&z->runs, PARTS_MAX);
    repeats_init(&z->repeats);
    signs_init(&z->signs);
    *out = z;
    return OK;
}

void zones_close(struct zones *z)
{
    if (z == NULL)
        return;
    buf_release(&z->parts);
    buf_release(&z->runs);
    repeats_release(&z->repeats);
    free(z);
}

static void add_run(struct zones *z, size_t bytes, uint8_t zone)
{
    struct article_run *runs = (struct article_run *)(void *)z->runs.p;
    size_t count = z->runs.n / sizeof *runs;
    struct article_run run = {.bytes = (uint32_t)bytes, .zone = zone};

    if (bytes == 0)
        return;
    if (count > 0 && runs[count - 1].zone == zone)
        runs[count - 1].bytes += run.bytes;
    else
        buf_append(&z->runs, &run, sizeof run);
}

/* White space between two parts goes with the second. */
static void runs_of(struct zones *z, const struct page *p, size_t shift)
{
    const struct part *parts = parts_in(&z->parts);
    size_t count = parts_count(&z->parts), at = shift;

    buf_clear(&z->runs);
    add_run(z, shift, SEGMENT_TITLE);
    for (size_t i = 0; i < count; i++) {
        add_run(z, shift + parts[i].end - at, parts[i].zone);
        at = shift + parts[i].end;
    }
    add_run(z, p->text.n - at, count == 0 ? SEGMENT_BODY : parts[count - 1].zone);
}

#define SHORT_RUN_BYTES 16u

/* A segment takes so many runs of a document: on a page with more of them, the shortest go with the
 * one before. The title stays by itself.                                        */
static void limit_runs(struct zones *z)
{
    struct article_run *runs = (struct article_run *)(void *)z->runs.p;
    size_t count = z->runs.n / sizeof *runs, kept;

    for (uint32_t least = SHORT_RUN_BYTES; count > SEGMENT_RUNS_MAX; least *= 2, count = kept) {
        kept = 1;
        for (size_t i = 1; i < count; i++) {
            struct article_run *before = &runs[kept - 1];
            bool is_short = runs[i].bytes < least && runs[i].zone != SEGMENT_TITLE && before->zone != SEGMENT_TITLE;

            if (is_short || runs[i].zone == before->zone)
                before->bytes += runs[i].bytes;
            else
                runs[kept++] = runs[i];
        }
    }
    z->runs.n = count * sizeof *runs;
}

/* Puts the title and a line break in front of the text; the title's size, 0 without memory. */
static size_t put_in_front(struct page *p, struct slice title)
{
    size_t n = p->text.n;

    if (buf_reserve(&p->text, title.n + 1) == NULL)
        return 0;
    memmove(p->text.p + title.n + 1, p->text.p, n);
    memcpy(p->text.p, title.p, title.n);
    p->text.p[title.n] = '\n';
    p->text.n = n + title.n + 1;
    return title.n;
}

static bool has_record_title(const struct page *p)
{
    return p->title_count > 0 && p->titles[0].source == PAGE_FROM_RECORD;
}

/* The title a record gave; its text may begin with it. */
static struct title title_of_record(const struct page *p, struct part *parts, size_t count)
{
    struct title title = {.text = p->titles[0].text};

    if (count > 0 && parts[0].end - parts[0].start <= 2 * title.text.n + 16
        && titles_equal(part_text(p, &parts[0]), title.text)) {
        parts[0].zone = SEGMENT_TITLE;
        title = (struct title){.text = part_text(p, &parts[0]), .stands = true, .is_part = true};
    }
    return title;
}

/* A poem, a play, minutes: whatever the lines look like, they are the text. */
static void set_text(const struct zones *z, const struct page *p, struct part *parts, size_t count,
                     const struct title *title)
{
    labels_set_record(&z->signs, p, parts, count);
    if (title->is_part)
        parts[title->part].zone = SEGMENT_TITLE;
    labels_set_lead(parts, 0, count);
}

static struct title judge(const struct zones *z, const struct page *p, struct part *parts, size_t count,
                          struct core *core)
{
    struct title title;

    if (has_record_title(p)) {
        *core = (struct core){.end = count};
        labels_set_record(&z->signs, p, parts, count);
        title = title_of_record(p, parts, count);
        labels_set_lead(parts, 0, count);
        return title;
    }
    signs_say(&z->signs, p, parts, count);
    *core = core_find(p, parts, count);
    title = titles_find(p, parts, count, core);
    if (title.is_part)
        core_begin_below(core, parts, title.part);
    if (signs_are_of_site(parts, count))
        labels_set(p, parts, count, core, &title);
    else
        set_text(z, p, parts, count, &title);
    return title;
}

static enum status place_title(struct page *p, const struct title *title, size_t *shift, struct zones_found *out,
                               struct err *e)
{
    out->title_bytes = title->text.n;
    if (title->stands) {
        out->title_start = title->text.n == 0 ? 0 : (size_t)(title->text.p - p->text.p);
    } else if (title->text.n > 0) {
        if (put_in_front(p, title->text) == 0)
            return err_memory(e, "the title of an article");
        *shift = title->text.n + 1;
    }
    return OK;
}

enum status zones_find(struct zones *z, struct page *p, struct zones_found *out, struct err *e)
{
    struct core core;
    struct title title;
    struct date date;
    struct part *parts;
    size_t count, shift = 0;

    *out = (struct zones_found){.lang = p->lang};
    buf_clear(&z->parts);
    parts_of(p, &z->parts);
    if (!page_ok(p) || !buf_ok(&z->parts))
        return err_memory(e, "an article's paragraphs");
    parts = parts_in(&z->parts);
    count = parts_count(&z->parts);
    title = judge(z, p, parts, count, &core);
    if (!repeats_mark(&z->repeats, p, parts, count))
        return err_memory(e, "an article's repeated paragraphs");
    if (article_dates_find(p, parts, count, &core, &title, &date)) {
        dates_print(&date, z->date);
        out->date = slice_of_string(z->date);
    }
    TRY(place_title(p, &title, &shift, out, e));
    runs_of(z, p, shift);
    if (!buf_ok(&z->runs))
        return err_memory(e, "an article's zones");
    limit_runs(z);
    out->runs = (const struct article_run *)(const void *)z->runs.p;
    out->run_count = z->runs.n / sizeof *out->runs;
    return OK;
}

void zones_drop_title(struct zones *z, struct zones_found *out)
{
    struct article_run *runs = (struct article_run *)(void *)z->runs.p;

    for (size_t i = 0; i < out->run_count; i++)
        if (runs[i].zone == SEGMENT_TITLE)
            runs[i].zone = SEGMENT_BODY;
    out->title_start = 0;
    out->title_bytes = 0;
}
