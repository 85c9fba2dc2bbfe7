/* stop.h - SIGINT and SIGTERM: the first asks to stop, the second ends at once.
 *
 * What was read before the first is still published; the program then dies by the signal, so
 * that whoever started it sees why. A signal that the caller ignores stays ignored. */
#ifndef INDEXER_STOP_H
#define INDEXER_STOP_H

#include <stdbool.h>

void stop_catch(void);
bool stop_wanted(void);

/* Dies by the signal that came; returns where none did. */
void stop_die(void);

#endif
