#include "indexer/formats/charset_model.h"

#define PROBE_BYTES 4096
#define UNITS_LEAST 2            /* of a text that is whole */
#define UNITS_LEAST_CUT 16       /* of one that ends inside a unit */

struct shape {
    const char *name;
    size_t size;                 /* of a unit in bytes */
    bool big_endian;
};

static uint32_t unit_at(const uint8_t *p, const struct shape *shape)
{
    uint32_t unit = 0;

    for (size_t i = 0; i < shape->size; i++)
        unit = unit << 8 | p[shape->big_endian ? i : shape->size - 1 - i];
    return unit;
}

/* Characters that texts are made of: Latin, Greek, Cyrillic, their punctuation and signs.
 * Chinese is not among them, since any two letters of ASCII make a Chinese unit.
 * The range from 2000 is cut so that 0020, read from the wrong end, is outside.      */
static bool is_usual(uint32_t unit)
{
    return unit == '\t' || unit == '\n' || unit == '\r' || (unit >= 0x20 && unit < 0x7f)
           || (unit >= 0xa0 && unit < 0x530) || (unit >= 0x2010 && unit < 0x20c0)
           || (unit > 0x2100 && unit < 0x2600);
}

/* How many of a hundred units are usual; 0 where there are too few to tell. */
static size_t usual_percent(struct slice raw, const struct shape *shape)
{
    size_t probe = raw.n < PROBE_BYTES ? raw.n : PROBE_BYTES;
    size_t units = probe / shape->size, usual = 0;

    if (units < (raw.n % shape->size == 0 ? UNITS_LEAST : UNITS_LEAST_CUT))
        return 0;
    for (size_t i = 0; i < units; i++)
        usual += is_usual(unit_at(raw.p + i * shape->size, shape));
    return usual * 100 / units;
}

bool charset_model_has_low_bytes(struct slice raw)
{
    for (size_t i = 0; i < raw.n && i < PROBE_BYTES; i++)
        if (raw.p[i] < 8)
            return true;
    return false;
}

const char *charset_model_wide(struct slice raw)
{
    static const struct shape shapes[] = {
        {"utf-16le", 2, false}, {"utf-16be", 2, true},
        {"utf-32le", 4, false}, {"utf-32be", 4, true},
    };
    const char *name = NULL;
    size_t most = 89;

    if (!charset_model_has_low_bytes(raw))
        return NULL;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t percent = usual_percent(raw, &shapes[i]);
        if (percent > most) {
            most = percent;
            name = shapes[i].name;
        }
    }
    return name;
}
