#include "base/option_manual.h"

/* Signs that mdoc's macros know as closing punctuation. */
#define PUNCTUATION ".,:;)?!"
#define LINE_BYTES 79

static bool ends_line(const struct buf *out)
{
    return out->n == 0 || out->p[out->n - 1] == '\n';
}

static void end_line(struct buf *out)
{
    while (out->n > 0 && out->p[out->n - 1] == ' ')
        out->n--;
    if (!ends_line(out))
        buf_append_byte(out, '\n');
}

/* A byte of text, where a line may not begin as a macro does. */
static void put_byte(struct buf *out, char c)
{
    if (ends_line(out) && (c == '.' || c == '\''))
        buf_append_string(out, "\\&");
    buf_append_string(out, c == '\\' ? "\\e" : (char[]){c, '\0'});
}

/* A macro's argument. */
static void put_argument(struct buf *out, struct slice word)
{
    buf_append_byte(out, '"');
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] == '"')
            buf_append_string(out, "\"\"");
        else
            buf_append_string(out, word.p[i] == '\\' ? "\\e" : (char[]){(char)word.p[i], '\0'});
    buf_append_byte(out, '"');
}

static bool is_name(struct slice word)
{
    for (size_t i = 0; i < word.n; i++)
        if ((word.p[i] < 'a' || word.p[i] > 'z') && word.p[i] != '-')
            return false;
    return word.n > 0 && word.p[0] != '-';
}

/* What stood between backquotes, as a line, with the signs that follow it. */
static const char *put_typed(struct buf *out, struct slice word, const char *rest)
{
    end_line(out);
    if (word.n > 1 && word.p[0] == '-' && strchr("-abcdefghijklmnopqrstuvwxyz0", word.p[1]) != NULL)
        buf_printf(out, ".Fl %.*s", SLICE_ARG(slice_drop(word, 1)));
    else if (memchr(word.p, '/', word.n) != NULL)
        buf_printf(out, ".Pa %.*s", SLICE_ARG(word));
    else if (word.n > 1 && word.p[0] == '$')
        buf_printf(out, ".Ev %.*s", SLICE_ARG(slice_drop(word, 1)));
    else {
        buf_append_string(out, is_name(word) ? ".Cm " : ".Ql ");
        put_argument(out, word);
    }
    for (; *rest != '\0' && strchr(PUNCTUATION, *rest) != NULL; rest++)
        buf_printf(out, " %c", *rest);
    buf_append_byte(out, '\n');
    return rest + strspn(rest, " ");
}

/* Whether a word of `size` bytes does not fit behind a space any more. */
static bool is_full(const struct buf *out, size_t size)
{
    size_t used = 0;

    while (used < out->n && out->p[out->n - used - 1] != '\n')
        used++;
    return used + 1 + size > LINE_BYTES;
}

/* Sentences, a line each or more. */
static void put_text(struct buf *out, const char *text)
{
    while (*text != '\0') {
        if (*text == '`' && strchr(text + 1, '`') != NULL) {
            const char *end = strchr(text + 1, '`');
            text = put_typed(out, slice_of(text + 1, (size_t)(end - text) - 1), end + 1);
            continue;
        }
        put_byte(out, *text);
        if ((*text == '.' && text[1] == ' ')
            || (text[1] == ' ' && is_full(out, strcspn(text + 2, " `")))) {
            end_line(out);
            text++;
        }
        text++;
    }
    end_line(out);
}

/* With a capital and a full stop. */
static void put_sentence(struct buf *out, const char *text)
{
    struct buf copy;

    buf_init(&copy, (size_t)1 << 16);
    buf_append_string(&copy, text);
    if (copy.n > 0 && copy.p[0] >= 'a' && copy.p[0] <= 'z')
        copy.p[0] = (uint8_t)(copy.p[0] - 'a' + 'A');
    buf_append(&copy, ".", 2);
    put_text(out, (const char *)copy.p);
    buf_release(&copy);
}

static void put_names(struct buf *out, const struct option_row *row)
{
    buf_append_string(out, ".It");
    if (option_letter(row) != '\0')
        buf_printf(out, " Fl %c", option_letter(row));
    if (row->name == NULL)
        buf_append_byte(out, '\n');
    else {
        buf_printf(out, "%s Fl -%s", option_letter(row) != '\0' ? " ," : "", row->name);
        if (option_value_is_optional(row))
            buf_printf(out, " Ns Op = Ns Ar %.*s", (int)strlen(row->value) - 2, row->value + 1);
        else if (row->value != NULL)
            buf_printf(out, " Ns = Ns Ar %s", row->value);
        buf_append_byte(out, '\n');
    }
}

/* "For add and update." where not all commands have the option. */
static void put_commands_of(struct buf *out, const struct option_program *p,
                            const struct option_row *row)
{
    size_t left = 0;

    for (size_t i = 0; i < p->command_count; i++)
        left += option_is_of(row, i);
    if (row->commands == 0 || left == p->command_count)
        return;
    buf_append_string(out, "For\n.Cm");
    for (size_t i = 0; i < p->command_count; i++)
        if (option_is_of(row, i))
            buf_printf(out, " %s %s", p->commands[i].name, --left == 0 ? ".\n" : ",");
}

static void put_option(struct buf *out, const struct option_program *p,
                       const struct option_row *row)
{
    put_names(out, row);
    put_sentence(out, row->text);
    if (row->more != NULL)
        put_text(out, row->more);
    put_commands_of(out, p, row);
}

static void put_commands(struct buf *out, const struct option_program *p)
{
    buf_append_string(out, ".Ss Commands\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < p->command_count; i++) {
        const struct option_command *c = &p->commands[i];

        buf_printf(out, ".It Cm %s%s%s\n", c->name, c->operands[0] == '\0' ? "" : " Ar ",
                   c->operands);
        put_sentence(out, c->text);
        if (c->more != NULL)
            put_text(out, c->more);
    }
    buf_append_string(out, ".El\n");
}

void option_manual(const struct option_program *p, struct buf *out)
{
    bool in_list = false;

    if (p->command_count > 0)
        put_commands(out, p);
    for (size_t i = 0; i < p->row_count; i++) {
        const struct option_row *row = &p->rows[i];

        if (row->id != 0) {
            put_option(out, p, row);
            continue;
        }
        buf_printf(out, "%s.Ss %s\n.Bl -tag -width Ds\n", in_list ? ".El\n" : "", row->text);
        in_list = true;
    }
    buf_append_string(out, in_list ? ".El\n" : "");
}
