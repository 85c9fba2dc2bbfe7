/* say.h - messages for people, on standard error: the program's name, then the text made visible. */
#ifndef SEARCHER_SAY_H
#define SEARCHER_SAY_H

#include "base/slice.h"

/* A line; kind ("note: ", "") stands before the text. On a terminal it is broken between words. */
void say(const char *kind, struct slice text);

/* A note on a query; in a batch its qid stands before it, else that is empty. */
void say_note(struct slice qid, struct slice text);

#endif
