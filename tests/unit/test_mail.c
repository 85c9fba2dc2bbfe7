/* mail.h and mime.h: headers, parts, encodings, charsets, mailboxes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/mime.h"
#include "tests/unit/page_print.h"

static void expect_message(const char *message, const char *want)
{
    struct err e = ERR_NONE;
    struct page p;
    struct slice id;
    struct buf out;

    page_init(&p);
    buf_init(&out, 1 << 16);
    if (mail_read_message(slice_of_string(message), &p, &id, &e) != OK)
        buf_printf(&out, "failed: %s\n", e.text);
    else if (id.n > 0)
        buf_printf(&out, "id: %.*s\n", SLICE_ARG(id));
    page_print(&out, &p);
    if (strcmp((const char *)out.p, want) != 0)
        print_error("in: %s\n", message);
    assert_string_equal((const char *)out.p, want);
    buf_release(&out);
    page_release(&p);
}

static void plain_messages(void **state)
{
    (void)state;
    expect_message("", "failed: the message holds no text\n");
    expect_message("Subject: nur ein Betreff\n\n",
                   "title record: nur ein Betreff\n");
    expect_message("From: \"A. B.\" <a@example.org>\r\nSubject: Ein langer\r\n\tBetreff\r\n"
                   "Date: Fri, 17 May 2024 11:34:00 +0300\r\nMESSAGE-ID: <x@y>\r\n\r\nHallo,\r\n\r\n"
                   "eine Zeile, die umbrochen ist, weil sie zu lang wurde,\r\nund ihr Rest.\r\n"
                   "> Zitat\r\n-- \r\nA.\r\n",
                   "id: x@y\ntitle record: Ein langer Betreff\n"
                   "date record: Fri, 17 May 2024 11:34:00 +0300\nauthor: A. B.\nLINE: Hallo,\n"
                   "LINE: eine Zeile, die umbrochen ist, weil sie zu lang wurde, und ihr Rest.\n"
                   "QUOTE: Zitat\nLINE: --\nLINE: A.\n");
    expect_message("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?b?YXVz?= Wien =?x\n"
                   "From: <a@b>\n\na",
                   "title record: Grüße aus Wien =?x\nauthor: a@b\nLINE: a\n");
    expect_message("Subject: =?koi8-r?B?8NLJ18XU?=\n\na", "title record: Привет\nLINE: a\n");
}

static void encodings(void **state)
{
    (void)state;
    expect_message("Content-Type: text/plain; charset=windows-1251\n"
                   "Content-Transfer-Encoding: quoted-printable\n\n=CF=F0=E8=\n=E2=E5=F2 = =3D=zz",
                   "LINE: Привет = ==zz\n");
    expect_message("Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: BASE64\n\n"
                   "0J/RgNC4\n0LLQtdGC\n", "LINE: Привет\n");
    expect_message("Content-Type: text/html; charset=iso-8859-1\n\n"
                   "<html><title>no</title><p>Gr\xfc\xdf" "e<p>zwei</html>",
                   "PARAGRAPH: Grüße\nPARAGRAPH: zwei\n");
}

static void parts(void **state)
{
    (void)state;
    expect_message("Content-Type: multipart/alternative;\n boundary=\"=x\"\n\npreamble\n"
                   "--=x\nContent-Type: text/html\n\n<p>html\n--=x\n\nplain\n--=x--\nepilogue\n",
                   "LINE: plain\n");
    expect_message("Content-Type: multipart/mixed; boundary=a\n\n--a\n"
                   "Content-Type: multipart/alternative; boundary=ab\n\n--ab\n"
                   "Content-Type: text/html\n\n<p>html</p>\n--ab\nContent-Type: image/png\n\nxx\n--ab--\n"
                   "--a\nContent-Type: text/plain\nContent-Disposition: attachment; filename=x\n\nno\n"
                   "--a\nContent-Type: message/rfc822\n\nSubject: s\n\ninner\n--a\n"
                   "Content-Type: application/pdf\n\n%PDF\n--a\n\nlast, not closed\n",
                   "PARAGRAPH: html\nLINE: inner\nLINE: last, not closed\n");
    expect_message("Content-Type: multipart/mixed\n\nno boundary", "failed: the message holds no text\n");
}

static struct buf seen;

static enum status take(void *context, const struct entry *entry, struct err *e)
{
    (void)context;
    if (slice_equal(entry->id, SLICE_LITERAL("refused")))
        return err_set(e, E_INPUT, "not this one");
    buf_printf(&seen, "%llu %.*s: %.*s\n", (unsigned long long)entry->line, SLICE_ARG(entry->id),
               SLICE_ARG(buf_slice(&entry->page->text)));
    return OK;
}

static void refuse(void *context, uint64_t line, const char *why)
{
    (void)context;
    buf_printf(&seen, "!%llu: %s\n", (unsigned long long)line, why);
}

static const char *read_mailbox(struct slice text)
{
    const struct entry_sink sink = {.take = take, .refuse = refuse};
    struct err e = ERR_NONE;
    const struct fields fields = fields_default();
    struct lines lines;

    buf_clear(&seen);
    lines_open_bytes(&lines, text, "x.mbox");
    assert_int_equal(mail_read(&lines, &fields, &sink, &e), OK);
    lines_close(&lines);
    buf_append_byte(&seen, 0);
    return (const char *)seen.p;
}

static void mailboxes(void **state)
{
    (void)state;
    buf_init(&seen, 1 << 24);
    assert_string_equal(read_mailbox(SLICE_LITERAL("")), "");
    assert_string_equal(read_mailbox(SLICE_LITERAL("no mailbox\n")), "!1: the message holds no text\n");
    assert_string_equal(read_mailbox(SLICE_LITERAL("Message-ID: <1>\n\na\n\nFrom b 11:34\n\n>From c")),
                        "1 1: a\nFrom b 11:34\nFrom c\n");
    assert_string_equal(
        read_mailbox(SLICE_LITERAL("From a Fri May 17 11:34:00 2024\nMessage-ID: <1>\n\nFrom here on\n\n>From me\n\n"
                                   "From b Fri May 17 11:34:00 2024\n\n\nFrom c at d  Fri May 17 11:34\nMessage-Id: <refused>\n\nx\n\nFrom d 11:34\n\nlast")),
        "1 1: From here on\nFrom me\n!8: the message holds no text\n!11: not this one\n16 : last\n");
    buf_release(&seen);
}

static void random_messages(void **state)
{
    static const char *const pieces[] = {"\n", "\n\n", "From ", "Content-Type: ", "multipart/mixed",
        "multipart/alternative", "; boundary=", "a", "--a\n", "--a--\n", "text/html", "text/plain", "=?",
        "utf-8", "?B?", "?Q?", "?=", "=C3", "=\n", "Subject: ", "Content-Transfer-Encoding: ", "base64",
        "quoted-printable", "message/rfc822", "charset=", "koi8-r", "\xff", "<p>", "\"", ";", " ", "слово"};
    struct buf text;

    (void)state;
    srand(5);
    buf_init(&text, 1 << 16);
    buf_init(&seen, 1 << 24);
    for (int round = 0; round < 5000; round++) {
        buf_clear(&text);
        buf_append_string(&text, "From x 11:34\n");
        for (int i = rand() % 60; i >= 0; i--)
            buf_append_string(&text, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
        read_mailbox(buf_slice(&text));
        assert_int_equal(utf8_valid_prefix(slice_of(seen.p, seen.n)), seen.n);
    }
    buf_release(&text);
    buf_release(&seen);
}

/* Parts in parts, and words in headers, without an end. */
static void hostile(void **state)
{
    struct buf text;
    struct err e = ERR_NONE;
    struct page p;
    struct slice id;

    (void)state;
    buf_init(&text, 1 << 24);
    page_init(&p);
    for (int i = 0; i < 2000; i++)
        buf_printf(&text, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    buf_append_string(&text, "\n\ndeep");
    assert_int_equal(mail_read_message(buf_slice(&text), &p, &id, &e), E_INPUT);
    buf_clear(&text);
    page_clear(&p);
    e = ERR_NONE;
    buf_append_string(&text, "Subject: ");
    while (text.n < 1000000)
        buf_append_string(&text, "=?a?b?");
    buf_append_string(&text, "\n\nbody");
    assert_int_equal(mail_read_message(buf_slice(&text), &p, &id, &e), OK);
    page_release(&p);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_messages), cmocka_unit_test(encodings),       cmocka_unit_test(parts),
        cmocka_unit_test(mailboxes),      cmocka_unit_test(random_messages), cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
