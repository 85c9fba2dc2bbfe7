/* option_shells.h - completions for bash, zsh and fish, from the table of options.
 *
 * They know the commands, which options each of them has, and what values may be. */
#ifndef BASE_OPTION_SHELLS_H
#define BASE_OPTION_SHELLS_H

#include "base/buf.h"
#include "base/option_table.h"

void option_bash(const struct option_program *p, struct buf *out);
void option_zsh(const struct option_program *p, struct buf *out);
void option_fish(const struct option_program *p, struct buf *out);

#endif
