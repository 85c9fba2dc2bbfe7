/* option_answer.h - what -h, --help, -V and --generate print, in both programs. */
#ifndef BASE_OPTION_ANSWER_H
#define BASE_OPTION_ANSWER_H

#include "base/buf.h"
#include "base/option_table.h"

/* Whether one of them is in the list: then nothing else is done but to print *out, to which the
 * answer to the last of them was appended. Before a command it is about the program.          */
bool option_answer(const struct option_program *p, const struct option_list *list,
                   struct buf *out);

#endif
