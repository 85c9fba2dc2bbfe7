#include "base/option_help.h"

#define LINE_CELLS 80
#define TEXT_COLUMN 26

void option_put_names(const struct option_row *row, struct buf *out)
{
    if (row->name == NULL)
        buf_printf(out, "-%c", option_letter(row));
    else if (option_letter(row) != '\0')
        buf_printf(out, "-%c, --%s", option_letter(row), row->name);
    else
        buf_printf(out, "    --%s", row->name);
    if (option_value_is_optional(row))
        buf_printf(out, "[=%.*s]", (int)strlen(row->value) - 2, row->value + 1);
    else if (row->value != NULL)
        buf_printf(out, "=%s", row->value);
}

static void put_spaces(struct buf *out, size_t count)
{
    buf_printf(out, "%*s", (int)count, "");
}

/* The text from `column` on, wrapped at spaces, without its backquotes. */
static void put_wrapped(struct buf *out, const char *text, size_t column)
{
    size_t at = column;

    while (*text != '\0') {
        size_t size = strcspn(text, " "), cells = 0;

        for (size_t i = 0; i < size; i++)
            cells += text[i] != '`' && ((unsigned char)text[i] & 0xc0) != 0x80;
        if (at > column && at + 1 + cells > LINE_CELLS) {
            buf_append_byte(out, '\n');
            put_spaces(out, column);
            at = column;
        } else if (at > column) {
            buf_append_byte(out, ' ');
            at++;
        }
        for (size_t i = 0; i < size; i++)
            if (text[i] != '`')
                buf_append_byte(out, (uint8_t)text[i]);
        at += cells;
        text += size + (text[size] == ' ');
    }
    buf_append_byte(out, '\n');
}

/* A name of help's left column and its text, which begins a line where the name is too long. */
static void put_entry(struct buf *out, struct slice name, const char *text)
{
    buf_append_string(out, "  ");
    buf_append_slice(out, name);
    if (name.n + 4 > TEXT_COLUMN) {
        buf_append_byte(out, '\n');
        put_spaces(out, TEXT_COLUMN);
    } else {
        put_spaces(out, TEXT_COLUMN - 2 - name.n);
    }
    put_wrapped(out, text, TEXT_COLUMN);
}

static void put_option(struct buf *out, const struct option_row *row, enum option_help which)
{
    struct buf names;

    buf_init(&names, 256);
    option_put_names(row, &names);
    put_entry(out, buf_slice(&names), row->text);
    buf_release(&names);
    if (which == OPTION_HELP_WHOLE && row->more != NULL) {
        put_spaces(out, TEXT_COLUMN);
        put_wrapped(out, row->more, TEXT_COLUMN);
    }
}

static void put_commands(struct buf *out, const struct option_program *p)
{
    struct buf name;

    buf_init(&name, 256);
    buf_append_byte(out, '\n');
    for (size_t i = 0; i < p->command_count; i++) {
        const struct option_command *c = &p->commands[i];

        buf_clear(&name);
        buf_printf(&name, "%s%s%s", c->name, c->operands[0] == '\0' ? "" : " ", c->operands);
        put_entry(out, buf_slice(&name), c->text);
    }
    buf_release(&name);
}

/* A heading is printed before the first of its options. */
static void put_options(struct buf *out, const struct option_program *p, size_t command,
                        enum option_help which)
{
    const char *heading = NULL;

    for (size_t i = 0; i < p->row_count; i++) {
        const struct option_row *row = &p->rows[i];

        if (row->id == 0) {
            heading = row->text;
            continue;
        }
        if ((which == OPTION_HELP_SHORT && !row->common)
            || (command < p->command_count && !option_is_of(row, command)))
            continue;
        if (heading != NULL && which == OPTION_HELP_WHOLE)
            buf_printf(out, "\n%s\n", heading);
        heading = NULL;
        put_option(out, row, which);
    }
}

static void put_title(struct buf *out, const struct option_program *p,
                      const struct option_command *c)
{
    const char *examples = c == NULL ? p->examples : c->examples;

    if (c == NULL)
        buf_printf(out, "%s - %s\n", p->name, p->text);
    else
        buf_printf(out, "%s %s [OPTION]...%s%s\n%s\n", p->name, c->name,
                   c->operands[0] == '\0' ? "" : " ", c->operands, c->text);
    if (c != NULL && c->more != NULL)
        put_wrapped(out, c->more, 0);
    if (examples != NULL)
        buf_printf(out, "\n%s", examples);
}

void option_help(const struct option_program *p, const struct option_command *command,
                 enum option_help which, struct buf *out)
{
    size_t at = command == NULL ? p->command_count : (size_t)(command - p->commands);

    put_title(out, p, command);
    if (command == NULL && p->command_count > 0)
        put_commands(out, p);
    else if (which == OPTION_HELP_SHORT && command == NULL)
        buf_append_byte(out, '\n');
    if (command == NULL && p->command_count > 0 && which == OPTION_HELP_SHORT) {
        buf_printf(out, "\n%s COMMAND -h: its options; %s --help: all of them\n", p->name, p->name);
        return;
    }
    put_options(out, p, at, command == NULL ? which : OPTION_HELP_WHOLE);
    if (which == OPTION_HELP_SHORT && command == NULL)
        buf_printf(out, "\n%s --help: all options; man %s: what they do in full\n", p->name,
                   p->name);
    else
        buf_printf(out, "\n%s", p->closing);
}
