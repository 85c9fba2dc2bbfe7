#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "indexer/commands/command.h"
#include "indexer/reading.h"
#include "indexer/report.h"
#include "indexer/vocabulary.h"
#include "stemmers/analyzer.h"
#include "stemmers/words.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

#define BUF_MAX ((size_t)8 << 30)
#define HEAD_BYTES 60            /* of a zone, are shown */

/* Prints what the index would see of each article. */
struct analyzing {
    const struct add_options *options;
    struct reading reading;
    struct analyzer *analyzer;
    struct words words;
    struct buf out;
    uint32_t position;           /* of the next word; see segment_runs.h */
    uint64_t skipped;
};

static enum status open_parts(struct analyzing *a, struct err *e)
{
    words_init(&a->words);
    buf_init(&a->out, BUF_MAX);
    TRY(reading_open(&a->reading, e));
    return analyzer_open(&a->analyzer, e);
}

static void close_parts(struct analyzing *a)
{
    words_release(&a->words);
    buf_release(&a->out);
    reading_close(&a->reading);
    analyzer_close(a->analyzer);
}

static void put_field(struct analyzing *a, const char *name, struct slice value)
{
    if (a->options->json) {
        buf_printf(&a->out, ",\"%s\":", name);
        escape_json(&a->out, value);
        return;
    }
    buf_printf(&a->out, "%-10s", name);
    escape_line(&a->out, value);
    buf_append_byte(&a->out, '\n');
}

/* The language, and how it is known: declared, or identified with a confidence. */
static void put_language(struct analyzing *a, const struct article *article,
                         const struct reading_found *f)
{
    struct slice declared = article->lang_code.n > 0 ? article->lang_code : f->zones.lang;
    double confidence = f->confidence;

    if (a->options->json)
        buf_printf(&a->out, ",\"lang\":\"%s\",\"stemmer\":\"%s\",\"lang_declared\":%s,"
                   "\"confidence\":%.2f", f->lang_code.text, lang_name(f->lang),
                   declared.n > 0 ? "true" : "false", confidence);
    else if (declared.n > 0)
        buf_printf(&a->out, "%-10s%s, as declared; words stemmed: %s\n", "language",
                   f->lang_code.text, lang_name(f->lang));
    else
        buf_printf(&a->out, "%-10s%s, %.0f %% sure; words stemmed: %s\n", "language",
                   f->lang_code.text, 100 * confidence, lang_name(f->lang));
}

static void put_charset(struct analyzing *a, const struct article *article)
{
    if (article->charset.n == 0)
        return;
    put_field(a, "charset", article->charset);
    if (a->options->json)
        buf_printf(&a->out, ",\"charset_percent\":%u", article->charset_percent);
    else if (article->charset_percent < 100) {
        a->out.n--;              /* on the same line */
        buf_printf(&a->out, ", %u %% sure\n", article->charset_percent);
    }
}

/* A word that is too long has neither form nor stem: it only takes a position. An extra
 * one (words.h) takes none: the next one has the same.                          */
static void put_word(struct analyzing *a, struct vocabulary_langs langs, struct slice text,
                     const struct word *w, bool is_first)
{
    struct slice word = slice_of(text.p + w->start, w->size);
    struct analyzer_term term = {{0}, {0}};

    if (!w->too_long)
        term = analyzer_word_in(a->analyzer, langs.space, langs.words, word);
    if (a->options->json) {
        buf_printf(&a->out, "%s{\"position\":%u,\"token\":", is_first ? "" : ",", a->position);
        escape_json(&a->out, word);
        buf_append_string(&a->out, ",\"form\":");
        escape_json(&a->out, term.form);
        buf_append_string(&a->out, ",\"stem\":");
        escape_json(&a->out, term.stem);
        buf_append_byte(&a->out, '}');
        return;
    }
    buf_printf(&a->out, "%10u\t", a->position);
    escape_visible(&a->out, word);
    buf_append_byte(&a->out, '\t');
    escape_visible(&a->out, term.form);
    buf_append_byte(&a->out, '\t');
    escape_visible(&a->out, term.stem);
    buf_append_byte(&a->out, '\n');
}

/* The words of a zone, as batch_words.c numbers them. */
static enum status put_words(struct analyzing *a, struct vocabulary_langs langs,
                             struct slice text, struct err *e)
{
    struct word word;
    bool is_first = true;
    uint32_t count = 0;

    words_start(&a->words, text, 0);
    for (; words_next(&a->words, &word); is_first = false) {
        put_word(a, langs, text, &word, is_first);
        count += !word.is_extra;
        a->position += !word.is_extra;
    }
    if (count > 0)
        a->position += SEGMENT_ZONE_GAP;
    return words_status(&a->words) == OK
               ? OK : err_set(e, words_status(&a->words), "cannot break the text into words");
}

static struct slice head_of(struct slice text)
{
    size_t n;

    while (text.n > 0 && text.p[0] <= ' ')
        text = slice_drop(text, 1);
    n = text.n < HEAD_BYTES ? text.n : HEAD_BYTES;
    while (n < text.n && n > 0 && utf8_is_continuation(text.p[n]))
        n--;
    return slice_of(text.p, n);
}

static enum status put_zone(struct analyzing *a, enum lang lang, const struct article_run *run,
                            struct slice text, bool is_first, struct err *e)
{
    struct slice indexed = run->zone == SEGMENT_REPEATED ? slice_of(text.p, 0) : text;
    struct vocabulary_langs langs = {lang, run->lang > 0 ? (enum lang)(run->lang - 1) : lang};

    if (a->options->json) {
        buf_printf(&a->out, "%s{\"zone\":\"%s\",\"weight\":%.2f,\"text\":", is_first ? "" : ",",
                   segment_zone_name(run->zone), segment_zone_weight[run->zone] / 100.0);
        escape_json(&a->out, text);
        if (run->lang > 0)
            buf_printf(&a->out, ",\"lang\":\"%s\"", lang_name(langs.words));
        buf_append_string(&a->out, ",\"words\":[");
        TRY(put_words(a, langs, indexed, e));
        buf_append_string(&a->out, "]}");
        return OK;
    }
    buf_printf(&a->out, "%-10sx %.2f%s%s: ", segment_zone_name(run->zone),
               segment_zone_weight[run->zone] / 100.0, run->lang > 0 ? ", " : "",
               run->lang > 0 ? lang_name(langs.words) : "");
    escape_line(&a->out, head_of(text));
    buf_append_string(&a->out, text.n > HEAD_BYTES ? " ...\n" : "\n");
    return put_words(a, langs, indexed, e);
}

static enum status put_zones(struct analyzing *a, const struct reading_found *f, struct err *e)
{
    struct slice left = f->text;

    a->position = 0;
    for (size_t i = 0; i < f->zones.run_count; i++) {
        const struct article_run *run = &f->zones.runs[i];

        TRY(put_zone(a, f->lang, run, slice_of(left.p, run->bytes), i == 0, e));
        left = slice_drop(left, run->bytes);
    }
    return OK;
}

static void put_user_fields(struct analyzing *a, struct slice encoded)
{
    struct user_fields f;

    if (a->options->json && encoded.n == 0)
        return;
    if (a->options->json) {
        buf_append_string(&a->out, ",\"fields\":");
        user_fields_put_json(&a->out, encoded);
        return;
    }
    user_fields_open(&f, encoded);
    while (user_fields_next(&f)) {
        escape_line(&a->out, f.name);
        buf_printf(&a->out, "%*s", f.name.n < 9 ? (int)(10 - f.name.n) : 1, "");
        escape_line(&a->out, f.value);
        buf_append_byte(&a->out, '\n');
    }
}

static enum status take_article(void *context, const struct article *article, struct err *e)
{
    struct analyzing *a = context;
    struct article copy = *article;
    struct reading_found f;

    if (a->options->lang_code.n > 0)
        copy.lang_code = a->options->lang_code;
    copy.how = a->options->how;
    TRY(reading_article(&a->reading, &copy, &f, e));
    buf_clear(&a->out);
    buf_append_string(&a->out, a->options->json ? "{\"v\":1" : "");
    put_field(a, "id", copy.id);
    put_language(a, &copy, &f);
    put_charset(a, &copy);
    put_field(a, "title", slice_of(f.text.p + f.zones.title_start, f.zones.title_bytes));
    put_field(a, "date", f.zones.date);
    put_user_fields(a, f.user_fields);
    buf_append_string(&a->out, a->options->json ? ",\"zones\":[" : "");
    TRY(put_zones(a, &f, e));
    buf_append_string(&a->out, a->options->json ? "]}\n" : "\n");
    if (!buf_ok(&a->out))
        return err_memory(e, "a report");
    fwrite(a->out.p, 1, a->out.n, stdout);
    return analyzer_status(e);
}

static void skip_source(void *context, const char *path, const char *why)
{
    struct analyzing *a = context;

    a->skipped++;
    report_message("skipped '%s': %s", path, why);
}

static void note(void *context, const char *text)
{
    (void)context;
    report_message("note: %s", text);
}

static enum status analyze_source(struct analyzing *a, int fd, const char *name, struct err *e)
{
    const struct import_sink sink = {take_article, skip_source, note, a};
    const struct import_source source = {.fd = fd, .path = name, .id = slice_of_string(name)};

    return import_file(&a->options->import, &source, &sink, e);
}

/* All operands, as one text. */
static enum status analyze_text(struct analyzing *a, const struct command_input *in,
                                struct err *e)
{
    enum format format = a->options->import.type;
    struct article article = {.id = SLICE_LITERAL("text"),
                              .format = format_is_single(format) ? format : FORMAT_TEXT};
    struct buf text;
    enum status status;

    buf_init(&text, BUF_MAX);
    for (size_t i = 0; i < in->count; i++) {
        buf_append_string(&text, i > 0 ? " " : "");
        (void)utf8_append_repaired(&text, slice_of_string(in->operands[i]));
    }
    article.text = buf_slice(&text);
    status = buf_ok(&text) ? take_article(a, &article, e) : err_memory(e, "the text");
    buf_release(&text);
    return status;
}

static enum status analyze_file(struct analyzing *a, const char *name, struct err *e)
{
    enum status status;
    int fd = open(name, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", name);
    status = analyze_source(a, fd, name, e);
    close(fd);
    return status;
}

static bool is_absent(const char *name)
{
    return access(name, F_OK) != 0 && (errno == ENOENT || errno == ENAMETOOLONG || errno == ENOTDIR);
}

/* "articles/x.html": more likely a file that is not there than a text. */
static bool looks_like_name(const char *text)
{
    return strpbrk(text, " \t\n") == NULL && strchr(text, '/') != NULL;
}

/* Files, where all operands name some; else they are the words of a text. */
static enum status analyze(struct analyzing *a, const struct command_input *in, struct err *e)
{
    if (in->count == 1 && strcmp(in->operands[0], "-") == 0)
        return analyze_source(a, STDIN_FILENO, "stdin", e);
    for (size_t i = 0; i < in->count; i++)
        if (is_absent(in->operands[i])) {
            if (looks_like_name(in->operands[i]))
                report_message("note: there is no file '%s'; it is taken for a text", in->operands[i]);
            return analyze_text(a, in, e);
        }
    for (size_t i = 0; i < in->count; i++)
        TRY(analyze_file(a, in->operands[i], e));
    return OK;
}

int analyze_run(const struct command_input *in)
{
    struct analyzing a = {.options = &in->options->add};
    struct err e = ERR_NONE;
    enum status status = open_parts(&a, &e);

    if (status == OK)
        status = analyze(&a, in, &e);
    close_parts(&a);
    if (status != OK)
        return report_error(&e);
    return report_output() != 0 ? 2 : a.skipped > 0 ? 1 : 0;
}
