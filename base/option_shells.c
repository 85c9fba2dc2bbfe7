#include "base/option_shells.h"

/* stemma-search as the name of a function. */
static void put_function(struct buf *out, const struct option_program *p)
{
    buf_append_byte(out, '_');
    for (const char *c = p->name; *c != '\0'; c++)
        buf_append_byte(out, *c == '-' ? '_' : (uint8_t)*c);
}

/* A text inside single quotes; `escaped`: signs that get a backslash. */
static void put_quoted(struct buf *out, const char *text, const char *escaped)
{
    for (; *text != '\0'; text++) {
        if (*text == '`')
            continue;
        if (*text == '\'') {
            buf_append_string(out, "'\\''");
            continue;
        }
        if (strchr(escaped, *text) != NULL)
            buf_append_byte(out, '\\');
        buf_append_byte(out, (uint8_t)*text);
    }
}

static void put_words(struct buf *out, const char *words)
{
    for (const char *between = ""; *words != '\0'; between = " ") {
        struct slice word = option_next_word(&words);

        buf_printf(out, "%s%.*s", between, SLICE_ARG(word));
    }
}

static void put_command_names(struct buf *out, const struct option_program *p)
{
    for (size_t i = 0; i < p->command_count; i++)
        buf_printf(out, "%s%s", i == 0 ? "" : " ", p->commands[i].name);
}

/* bash */

static bool takes_value(const struct option_row *row)
{
    return row->id != 0 && row->kind != OPTION_FLAG;
}

static void bash_value(struct buf *out, const struct option_row *row)
{
    const char *between = "";

    buf_append_string(out, "    ");
    if (option_letter(row) != '\0' && !option_value_is_optional(row)) {
        buf_printf(out, "-%c", option_letter(row));
        between = "|";
    }
    buf_printf(out, "%s--%s) ", between, row->name);
    if (row->words != NULL) {
        buf_append_string(out, "mapfile -t COMPREPLY < <(compgen -W '");
        put_words(out, row->words);
        buf_append_string(out, "' -- \"$cur\")");
    } else if (row->kind == OPTION_FILE || row->kind == OPTION_FOLDER) {
        buf_printf(out, "compopt -o filenames\n"
                   "        mapfile -t COMPREPLY < <(compgen -%c -- \"$cur\")",
                   row->kind == OPTION_FILE ? 'f' : 'd');
    } else {
        buf_append_byte(out, ':');
    }
    buf_append_string(out, "\n        return ;;\n");
}

static void bash_options(struct buf *out, const struct option_program *p, size_t command)
{
    const char *between = "";

    for (size_t i = 0; i < p->row_count; i++) {
        const struct option_row *row = &p->rows[i];

        if (row->id == 0 || (command < p->command_count && !option_is_of(row, command)))
            continue;
        if (option_letter(row) != '\0') {
            buf_printf(out, "%s-%c", between, option_letter(row));
            between = " ";
        }
        if (row->name != NULL)
            buf_printf(out, "%s--%s%s", between, row->name,
                       takes_value(row) && !option_value_is_optional(row) ? "=" : "");
        between = " ";
    }
}

/* `words`: what may stand here, by the command that was typed. */
static void bash_choices(struct buf *out, const struct option_program *p)
{
    buf_append_string(out, "    local words='");
    bash_options(out, p, p->command_count);
    buf_append_string(out, "'\n");
    if (p->command_count == 0)
        return;
    buf_append_string(out, "    local command= word\n    for word in \"${COMP_WORDS[@]:1}\"; do\n"
                      "        case $word in\n");
    for (size_t i = 0; i < p->command_count; i++) {
        buf_printf(out, "        %s) command=$word words='", p->commands[i].name);
        bash_options(out, p, i);
        buf_append_string(out, "' ;;\n");
    }
    buf_append_string(out, "        esac\n        [ -z \"$command\" ] || break\n    done\n"
                      "    if [ -z \"$command\" ] || [ \"$command\" = \"$cur\" ]; then\n"
                      "        case $cur in\n        -*) ;;\n"
                      "        *) mapfile -t COMPREPLY < <(compgen -W '");
    put_command_names(out, p);
    buf_append_string(out, "' -- \"$cur\")\n            return ;;\n        esac\n    fi\n");
}

void option_bash(const struct option_program *p, struct buf *out)
{
    buf_printf(out, "# bash completion for %s\n", p->name);
    put_function(out, p);
    buf_append_string(out,
        "()\n{\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}\n"
        "    COMPREPLY=()\n"
        "    # bash makes three words of --name=value\n"
        "    if [ \"$cur\" = = ]; then\n        cur=\n"
        "    elif [ \"$option\" = = ]; then\n        option=${COMP_WORDS[COMP_CWORD - 2]}\n    fi\n"
        "    case $option in\n");
    for (size_t i = 0; i < p->row_count; i++)
        if (takes_value(&p->rows[i]))
            bash_value(out, &p->rows[i]);
    buf_append_string(out, "    esac\n");
    bash_choices(out, p);
    buf_append_string(out,
        "    case $cur in\n"
        "    -*) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "        [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace ;;\n"
        "    *) compopt -o filenames\n"
        "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;\n"
        "    esac\n}\ncomplete -F ");
    put_function(out, p);
    buf_printf(out, " %s\n", p->name);
}

/* zsh */

/* :NAME:ACTION behind the description; two colons: the value may be left out. */
static void zsh_value(struct buf *out, const struct option_row *row)
{
    const char *value = row->value;
    bool optional = option_value_is_optional(row);

    if (!takes_value(row))
        return;
    buf_printf(out, "%s%.*s:", optional ? "::" : ":",
               (int)(strlen(value) - (optional ? 2 : 0)), value + optional);
    if (row->words != NULL) {
        buf_append_byte(out, '(');
        put_words(out, row->words);
        buf_append_byte(out, ')');
    } else if (row->kind == OPTION_FILE || row->kind == OPTION_FOLDER) {
        buf_append_string(out, row->kind == OPTION_FILE ? "_files" : "_files -/");
    } else {
        buf_append_byte(out, ' ');
    }
}

static void zsh_spec(struct buf *out, const struct option_row *row, char letter)
{
    bool takes = takes_value(row), optional = option_value_is_optional(row);

    if (letter != '\0')
        buf_printf(out, "        '*-%c%s[", letter, takes && !optional ? "+" : "");
    else
        buf_printf(out, "        '*--%s%s[", row->name, !takes ? "" : optional ? "=-" : "=");
    put_quoted(out, row->text, "[]\\");
    buf_append_byte(out, ']');
    if (letter == '\0' || !optional)
        zsh_value(out, row);
    buf_append_string(out, "'\n");
}

static void zsh_specs(struct buf *out, const struct option_program *p, size_t command)
{
    for (size_t i = 0; i < p->row_count; i++) {
        const struct option_row *row = &p->rows[i];

        if (row->id == 0 || (command < p->command_count && !option_is_of(row, command)))
            continue;
        if (option_letter(row) != '\0')
            zsh_spec(out, row, option_letter(row));
        if (row->name != NULL)
            zsh_spec(out, row, '\0');
    }
}

static void zsh_commands(struct buf *out, const struct option_program *p)
{
    buf_append_string(out, "    local command word\n    for word in $words[2,-1]; do\n"
                      "        case $word in\n        ");
    for (size_t i = 0; i < p->command_count; i++)
        buf_printf(out, "%s%s", i == 0 ? "" : "|", p->commands[i].name);
    buf_append_string(out, ") command=$word; break ;;\n        esac\n    done\n"
                      "    case $command in\n");
    for (size_t i = 0; i < p->command_count; i++) {
        buf_printf(out, "    %s) options=(\n", p->commands[i].name);
        zsh_specs(out, p, i);
        buf_append_string(out, "    ) ;;\n");
    }
    buf_append_string(out, "    esac\n    _arguments -s -S $options '1:command:((");
    for (size_t i = 0; i < p->command_count; i++) {
        buf_printf(out, "%s%s\\:\"", i == 0 ? "" : " ", p->commands[i].name);
        put_quoted(out, p->commands[i].text, "\\:\"");
        buf_append_byte(out, '"');
    }
    buf_append_string(out, "))' '*:operand:_files'\n");
}

void option_zsh(const struct option_program *p, struct buf *out)
{
    buf_printf(out, "#compdef %s\n", p->name);
    put_function(out, p);
    buf_append_string(out, "()\n{\n    local -a options\n    options=(\n");
    zsh_specs(out, p, p->command_count);
    buf_append_string(out, "    )\n");
    if (p->command_count > 0)
        zsh_commands(out, p);
    else
        buf_append_string(out, "    _arguments -s -S $options '*:word: '\n");
    buf_append_string(out, "}\n");
    put_function(out, p);
    buf_append_string(out, " \"$@\"\n");
}

/* fish */

static void fish_condition(struct buf *out, const struct option_program *p,
                           const struct option_row *row)
{
    if (row->commands == 0 || p->command_count == 0)
        return;
    buf_append_string(out, " -n '__fish_seen_subcommand_from");
    for (size_t i = 0; i < p->command_count; i++)
        if (option_is_of(row, i))
            buf_printf(out, " %s", p->commands[i].name);
    buf_append_byte(out, '\'');
}

static void fish_option(struct buf *out, const struct option_program *p,
                        const struct option_row *row)
{
    buf_printf(out, "complete -c %s", p->name);
    fish_condition(out, p, row);
    if (option_letter(row) != '\0')
        buf_printf(out, " -s %c", option_letter(row));
    if (row->name != NULL)
        buf_printf(out, " -l %s", row->name);
    if (row->words != NULL) {
        buf_printf(out, " %s -a '", option_value_is_optional(row) ? "-f" : "-x");
        put_words(out, row->words);
        buf_append_byte(out, '\'');
    } else if (row->kind == OPTION_FOLDER) {
        buf_append_string(out, " -x -a '(__fish_complete_directories)'");
    } else if (takes_value(row) && !option_value_is_optional(row)) {
        buf_append_string(out, row->kind == OPTION_FILE ? " -r -F" : " -x");
    }
    buf_append_string(out, " -d '");
    put_quoted(out, row->text, "\\");
    buf_append_string(out, "'\n");
}

void option_fish(const struct option_program *p, struct buf *out)
{
    buf_printf(out, "# fish completion for %s\n", p->name);
    if (p->command_count == 0)
        buf_printf(out, "complete -c %s -f\n", p->name);
    for (size_t i = 0; i < p->command_count; i++) {
        buf_printf(out, "complete -c %s -n __fish_use_subcommand -f -a %s -d '", p->name,
                   p->commands[i].name);
        put_quoted(out, p->commands[i].text, "\\");
        buf_append_string(out, "'\n");
    }
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].id != 0)
            fish_option(out, p, &p->rows[i]);
}
