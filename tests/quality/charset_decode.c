/* charset_decode - for charset.py: frames of a little-endian size of 4 bytes and so many
 * bytes come on standard input; for each, frames with the name of the charset found, its
 * percent and the text (or the reason of a refusal) go to standard output.            */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/formats/charset.h"

static void put(struct slice s)
{
    uint8_t size[4];

    for (int i = 0; i < 4; i++)
        size[i] = (uint8_t)(s.n >> 8 * i);
    fwrite(size, 1, 4, stdout);
    fwrite(s.p, 1, s.n, stdout);
}

int main(void)
{
    uint8_t size[4];

    while (fread(size, 1, 4, stdin) == 4) {
        size_t n = size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 | (size_t)size[3] << 24;
        uint8_t *raw = malloc(n + 1);
        struct charset_found found;
        struct buf out;
        const char *why;

        if (raw == NULL || fread(raw, 1, n, stdin) != n)
            return 2;
        buf_init(&out, 4 * n + ((size_t)1 << 20));
        why = charset_decode(slice_of(raw, n), NULL, (struct slice){0}, &out, &found);
        put(slice_of_string(why != NULL ? "refused" : found.name));
        put(slice_of(&found.percent, 1));
        put(why != NULL ? slice_of_string(why) : buf_slice(&out));
        buf_release(&out);
        free(raw);
    }
    return 0;
}
