#include "base/option_table.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/options.h"

#define NAME_MAX_BYTES 60
#define NEAR_ENOUGH 3          /* edits from which a name is no suggestion */

struct slice option_next_word(const char **words)
{
    struct slice word = slice_of(*words, strcspn(*words, "|"));

    *words += word.n + ((*words)[word.n] == '|');
    return word;
}

const struct option_row *option_find(const struct option_program *p, struct slice name)
{
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].name != NULL && slice_equal(slice_of_string(p->rows[i].name), name))
            return &p->rows[i];
    return NULL;
}

static size_t edit_distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_BYTES + 1], n = strlen(b);

    if (n > NAME_MAX_BYTES)
        return NEAR_ENOUGH;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t change = corner + (a[i] != b[j]);
            corner = row[j + 1];
            row[j + 1] = row[j] < corner ? row[j] + 1 : corner + 1;
            row[j + 1] = change < row[j + 1] ? change : row[j + 1];
        }
    }
    return row[n];
}

/* Keeps the candidate in *nearest where it is nearer to the name than *best. */
static void compare_name(const char *name, const char *candidate, const char **nearest,
                         size_t *best)
{
    size_t distance = candidate == NULL ? *best : edit_distance(name, candidate);

    if (distance < *best) {
        *best = distance;
        *nearest = candidate;
    }
}

static const char *find_nearest(const struct option_program *p, const char *name)
{
    const char *nearest = NULL;
    size_t best = NEAR_ENOUGH;

    for (size_t i = 0; i < p->row_count; i++)
        compare_name(name, p->rows[i].name, &nearest, &best);
    return nearest;
}

const char *option_nearest_command(const struct option_program *p, const char *name)
{
    const char *nearest = NULL;
    size_t best = NEAR_ENOUGH;

    for (size_t i = 0; i < p->command_count; i++)
        compare_name(name, p->commands[i].name, &nearest, &best);
    return nearest;
}

/* The names that begin so: "--snippets, --snippet-length"; how many there are. */
static size_t put_completions(const struct option_program *p, const char *name, char *out,
                              size_t size)
{
    size_t count = 0, n = 0;

    out[0] = '\0';
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].name != NULL && strncmp(p->rows[i].name, name, strlen(name)) == 0) {
            n += (size_t)snprintf(out + n, n < size ? size - n : 0, "%s--%s",
                                  count > 0 ? ", " : "", p->rows[i].name);
            n = n < size ? n : size - 1;
            count++;
        }
    return count;
}

static enum status refuse_name(const struct option_program *p, const char *word, struct err *e)
{
    char name[NAME_MAX_BYTES], all[256];
    const char *nearest;

    snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    if (put_completions(p, name, all, sizeof all) > 1)
        return err_set(e, E_USAGE, "option '--%s' may be any of %s", name, all);
    nearest = find_nearest(p, name);
    return err_set(e, E_USAGE, "option '--%s' not known%s%s%s%s", name,
                   nearest == NULL ? "" : "; did you mean '--", nearest == NULL ? "" : nearest,
                   nearest == NULL ? "" : "'?", p->dash == NULL ? "" : p->dash);
}

/* Why getopt_long returned `answer` for the word. */
static enum status refuse(const struct option_program *p, const char *word, int answer,
                          struct err *e)
{
    if (answer == ':')
        return err_set(e, E_USAGE, "option '%.100s' needs a value", word);
    if (strncmp(word, "--", 2) != 0)
        return err_set(e, E_USAGE, "option '-%c' not known%s", optopt,
                       p->dash == NULL ? "" : p->dash);
    if (optopt != 0)
        return err_set(e, E_USAGE, "option '%.100s' takes no value", word);
    return refuse_name(p, word, e);
}

/* "auto, always or never" */
static void list_words(const char *words, char *out, size_t size)
{
    const char *between = "";
    size_t n = 0;

    while (*words != '\0' && n < size) {
        struct slice word = option_next_word(&words);

        n += (size_t)snprintf(out + n, size - n, "%s%.*s", between, SLICE_ARG(word));
        between = strchr(words, '|') != NULL ? ", " : " or ";
    }
}

static enum status read_word(const struct option_row *row, const char *value, uint64_t *out,
                             struct err *e)
{
    const char *words = row->words;
    char all[256];

    for (*out = 0; *words != '\0'; ++*out)
        if (slice_equal(option_next_word(&words), slice_of_string(value)))
            return OK;
    list_words(row->words, all, sizeof all);
    return err_set(e, E_USAGE, "--%s is %s, not '%.100s'", row->name, all, value);
}

static enum status read_number(const struct option_row *row, const char *value, uint64_t *out,
                               struct err *e)
{
    unsigned most = row->most == 0 ? UINT32_MAX : (unsigned)row->most, number;

    if (!options_number(value, most, &number) || number < row->least)
        return err_set(e, E_USAGE, "--%s takes a number from %llu to %u, not '%.100s'", row->name,
                       (unsigned long long)row->least, most, value);
    *out = number;
    return OK;
}

static enum status read_size(const struct option_row *row, const char *value, uint64_t *out,
                             struct err *e)
{
    size_t bytes;

    if (!options_size(value, &bytes))
        return err_set(e, E_USAGE, "--%s takes a size such as 256M, not '%.100s'", row->name, value);
    *out = bytes;
    return OK;
}

enum status option_read(const struct option_row *row, const char *value, struct option_given *out,
                        struct err *e)
{
    *out = (struct option_given){.row = row, .value = value};
    if (value == NULL && row->kind != OPTION_FLAG && !option_value_is_optional(row))
        return err_set(e, E_USAGE, "option '--%s' needs a value", row->name);
    if (value == NULL)
        return OK;
    switch (row->kind) {
    case OPTION_WORD: return read_word(row, value, &out->number, e);
    case OPTION_NUMBER: return read_number(row, value, &out->number, e);
    case OPTION_SIZE: return read_size(row, value, &out->number, e);
    case OPTION_FLAG:
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_FOLDER: break;
    }
    return OK;
}

/* The table as getopt_long wants it: both are released by the caller. */
static bool make_getopt(const struct option_program *p, struct option **longs, char **letters)
{
    char *letter = malloc(3 * p->row_count + 2);
    struct option *o = calloc(p->row_count + 1, sizeof *o);

    *letters = letter;
    *longs = o;
    if (letter == NULL || o == NULL)
        return false;
    *letter++ = ':';
    for (size_t i = 0; i < p->row_count; i++) {
        const struct option_row *row = &p->rows[i];
        bool takes = row->kind != OPTION_FLAG, optional = option_value_is_optional(row);
        const char names[] = {option_letter(row), row->also};

        if (row->name != NULL)
            *o++ = (struct option){.name = row->name, .val = row->id,
                                   .has_arg = !takes ? no_argument : optional ? optional_argument
                                                                              : required_argument};
        for (size_t k = 0; k < sizeof names; k++) {
            if (names[k] == '\0')
                continue;
            *letter++ = names[k];
            if (takes && !optional)
                *letter++ = ':';
        }
    }
    *letter = '\0';
    return true;
}

static const struct option_row *find_id(const struct option_program *p, int id)
{
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].id == id || (p->rows[i].also != '\0' && p->rows[i].also == id))
            return &p->rows[i];
    return NULL;
}

static enum status parse(const struct option_program *p, int argc, char **argv,
                         const struct option *longs, const char *letters, struct option_list *out,
                         struct err *e)
{
    int answer;

    opterr = 0;
    optind = 0;                    /* glibc's: begin anew */
    while ((answer = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (answer == '?' || answer == ':')
            return refuse(p, argv[optind - 1], answer, e);
        TRY(option_read(find_id(p, answer), optarg, &out->given[out->count], e));
        out->count++;
    }
    out->operands = argv + optind;
    out->operand_count = (size_t)(argc - optind);
    return OK;
}

/* Options that a command line can hold at most: each letter of its words may be one. */
static size_t count_letters(int argc, char *const *argv)
{
    size_t count = 1;

    for (int i = 1; i < argc; i++)
        count += argv[i][0] != '-' ? 0 : argv[i][1] == '-' ? 1 : strlen(argv[i]);
    return count;
}

enum status option_parse(const struct option_program *p, int argc, char **argv,
                         struct option_list *out, struct err *e)
{
    struct option *longs = NULL;
    char *letters = NULL;
    enum status status;

    *out = (struct option_list){.given = calloc(count_letters(argc, argv), sizeof *out->given)};
    if (!make_getopt(p, &longs, &letters) || out->given == NULL)
        status = err_memory(e, "options");
    else
        status = parse(p, argc, argv, longs, letters, out, e);
    free(longs);
    free(letters);
    return status;
}

/* The words of `text` in *words, one behind the other, and in argv; false: a quote does not end. */
static bool split(const char *text, char *words, char **argv, int *argc)
{
    const char *at = text;

    for (*argc = 1; options_next_word(&at, words); words += strlen(words) + 1)
        argv[(*argc)++] = words;
    argv[*argc] = NULL;
    return at != NULL;
}

static enum status parse_words(const struct option_program *p, const char *text, char **argv,
                               struct option_list *out, struct err *e)
{
    char *words = malloc(strlen(text) + 2);
    enum status status;
    int argc;

    *out = (struct option_list){.words = words};
    if (words == NULL)
        return err_memory(e, "options");
    if (!split(text, words, argv, &argc))
        return err_set(e, E_USAGE, "a quote does not end");
    status = option_parse(p, argc, argv, out, e);
    out->words = words;
    if (status == OK && out->operand_count > 0)
        status = err_set(e, E_USAGE, "'%.100s' is no option", out->operands[0]);
    out->operands = NULL;
    return status;
}

enum status option_parse_variable(const struct option_program *p, const char *variable,
                                  struct option_list *out, struct err *e)
{
    const char *text = getenv(variable);
    struct err inner = ERR_NONE;
    enum status status;
    char **argv;

    *out = (struct option_list){.count = 0};
    if (text == NULL || *text == '\0')
        return OK;
    argv = calloc(strlen(text) / 2 + 3, sizeof *argv);
    if (argv == NULL)
        return err_memory(e, variable);
    argv[0] = (char *)(uintptr_t)p->name;
    status = parse_words(p, text, argv, out, &inner);
    free(argv);
    if (status != OK)
        err_set(e, status, "%s: %s", variable, inner.text);
    return status;
}

bool option_is_given(const struct option_list *list, int id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->given[i].row->id == id)
            return true;
    return false;
}

void option_list_release(struct option_list *list)
{
    free(list->given);
    free(list->words);
    *list = (struct option_list){.count = 0};
}
