#include "base/option_answer.h"

#include "base/option_help.h"
#include "base/option_manual.h"
#include "base/option_shells.h"
#include "base/version.h"

/* In the order of the option's words. */
static void (*const GENERATE[])(const struct option_program *p, struct buf *out) = {
    option_manual, option_bash, option_zsh, option_fish};

static const struct option_given *find_question(const struct option_list *list)
{
    for (size_t i = list->count; i-- > 0;)
        switch (list->given[i].row->id) {
        case 'h':
        case 'V':
        case OPTION_ID_HELP:
        case OPTION_ID_GENERATE: return &list->given[i];
        default: break;
        }
    return NULL;
}

static const struct option_command *find_command(const struct option_program *p,
                                                 const struct option_list *list)
{
    for (size_t i = 0; list->operand_count > 0 && i < p->command_count; i++)
        if (strcmp(p->commands[i].name, list->operands[0]) == 0)
            return &p->commands[i];
    return NULL;
}

bool option_answer(const struct option_program *p, const struct option_list *list,
                   struct buf *out)
{
    const struct option_given *question = find_question(list);

    if (question == NULL)
        return false;
    switch (question->row->id) {
    case 'V':
        buf_printf(out, "%s %s\n", p->name, STEMMA_VERSION);
        break;
    case OPTION_ID_GENERATE:
        GENERATE[question->number](p, out);
        break;
    default:
        option_help(p, find_command(p, list),
                    question->row->id == 'h' ? OPTION_HELP_SHORT : OPTION_HELP_WHOLE, out);
        break;
    }
    return true;
}
