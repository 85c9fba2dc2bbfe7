/* JSON Lines, JSON, tables and mailboxes: files of many documents. */
#include "indexer/formats/csv.h"
#include "indexer/formats/jsonl.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/warc.h"
#include "tests/fuzz/fuzz.h"

static enum status take(void *context, const struct entry *d, struct err *e)
{
    (void)context;
    (void)e;
    FUZZ_REQUIRE(fuzz_is_utf8(buf_slice(&d->page->text)) && d->line > 0);
    return OK;
}

static void refuse(void *context, uint64_t line, const char *why)
{
    (void)context;
    (void)line;
    FUZZ_REQUIRE(why != NULL && why[0] != '\0');
}

static enum status read_jsonl(struct lines *lines, const struct fields *fields, struct err *e)
{
    enum status status;
    struct jsonl j;

    jsonl_open(&j, lines, fields);
    while ((status = jsonl_next(&j, e)) == OK && !lines->ended)
        for (size_t i = 0; i < FIELD_COUNT && j.wrong == NULL; i++)
            FUZZ_REQUIRE(fuzz_is_utf8(j.values[i]));
    jsonl_close(&j);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice s = slice_of(data, size);
    uint8_t kind = fuzz_take_byte(&s);
    const struct entry_sink sink = {.take = take, .refuse = refuse};
    struct fields fields = fields_default();
    struct err e = ERR_NONE;
    struct lines lines;
    struct buf text;
    enum status status;

    buf_init(&text, (size_t)1 << 26);
    utf8_append_repaired(&text, s);
    FUZZ_REQUIRE(fields_parse("price,tags=a,head=Subject", &fields, &e) == OK);
    /* mail and archives are bytes in any charset, the others are valid UTF-8 */
    (kind % 16 == 12 ? lines_open_items : lines_open_bytes)(&lines, kind % 4 == 3 ? s : buf_slice(&text), "fuzzed");
    if (kind % 4 == 0)
        status = read_jsonl(&lines, &fields, &e);
    else if (kind % 16 == 15)
        status = warc_read(&lines, &fields, &sink, &e);
    else if (kind % 4 == 3)
        status = mail_read(&lines, &fields, &sink, &e);
    else
        status = csv_read(&lines, kind % 4 == 1 ? CSV_ANY : CSV_TABS, &fields, &sink, &e);
    FUZZ_REQUIRE(status == OK || e.text[0] != '\0');
    lines_close(&lines);
    buf_release(&text);
    return 0;
}
