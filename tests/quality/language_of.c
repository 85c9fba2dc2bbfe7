/* language_of - for languages.py: the language of each line of standard input, and its confidence. */
#include <stdio.h>
#include <stdlib.h>

#include "stemmers/langid.h"

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;

    while ((n = getline(&line, &room, stdin)) > 0) {
        struct langid found = langid_identify(slice_of(line, (size_t)n));

        printf("%s\t%.3f\n", found.code.text, found.confidence);
    }
    free(line);
    return 0;
}
