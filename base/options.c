#include "base/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"

#define NAME_MAX_BYTES 60
#define NEAR_ENOUGH 3          /* edits from which a name is no suggestion */

bool options_size(const char *text, size_t *out)
{
    size_t digits = strspn(text, "0123456789.");
    char *end;
    double number = strtod(text, &end);
    int doublings = 0;

    /* strtod alone would also take "nan", "0x10" and "1e15" */
    if (digits == 0 || end != text + digits)
        return false;
    switch (*end) {
    case 'K': case 'k': doublings = 10; break;
    case 'M': case 'm': doublings = 20; break;
    case 'G': case 'g': doublings = 30; break;
    default: break;
    }
    if (end[doublings > 0] != '\0' || number > 1e15)
        return false;
    for (int i = 0; i < doublings; i++)
        number *= 2;
    if (number > 1e15)
        return false;
    *out = (size_t)number;
    return true;
}

bool options_number(const char *text, unsigned max, unsigned *out)
{
    char *end;
    unsigned long value;

    errno = 0;
    value = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 || value > max)
        return false;
    *out = (unsigned)value;
    return true;
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

static const char *find_nearest(const struct option *table, const char *name)
{
    const char *nearest = NULL;
    size_t best = NEAR_ENOUGH;

    for (; table->name != NULL; table++) {
        size_t distance = edit_distance(name, table->name);
        if (distance < best) {
            best = distance;
            nearest = table->name;
        }
    }
    return nearest;
}

void options_refusal(const struct option *table, const char *word, int letter, bool no_value,
                     char *out, size_t size)
{
    bool is_long = strncmp(word, "--", 2) == 0;
    char name[NAME_MAX_BYTES];
    const char *nearest;

    if (no_value || (is_long && letter != 0)) {
        snprintf(out, size, "option '%.100s' %s", word,
                 no_value ? "needs a value" : "takes no value");
        return;
    }
    if (!is_long) {
        snprintf(out, size, "option '-%c' not known", letter);
        return;
    }
    snprintf(name, sizeof name, "%.*s", (int)(strcspn(word + 2, "=") % NAME_MAX_BYTES), word + 2);
    nearest = find_nearest(table, name);
    snprintf(out, size, "option '--%s' not known%s%s%s", name,
             nearest == NULL ? "" : "; did you mean '--", nearest == NULL ? "" : nearest,
             nearest == NULL ? "" : "'?");
}

static const char *value_of(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

const char *options_default_db(char *out)
{
    const char *data = value_of("XDG_DATA_HOME"), *home = value_of("HOME");
    int n;

    if (value_of("STEMMA_DB") != NULL)
        return value_of("STEMMA_DB");
    if (data == NULL && home == NULL)
        return NULL;
    n = snprintf(out, IO_PATH_MAX, "%s%s/stemma/default", data != NULL ? data : home,
                 data != NULL ? "" : "/.local/share");
    return n < IO_PATH_MAX ? out : NULL;
}
