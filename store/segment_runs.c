#include "store/segment_runs.h"

#include "base/codec.h"

#define POSITIONS_MAX (1u << 31)

/* A menu's words are found, but behind everything else. */
const uint8_t segment_zone_weight[SEGMENT_ZONE_COUNT] = {
    [SEGMENT_TITLE] = 200,  [SEGMENT_LEAD] = 120,   [SEGMENT_BODY] = SEGMENT_BODY_WEIGHT,
    [SEGMENT_CREDIT] = 10,  [SEGMENT_RELATED] = 10, [SEGMENT_MENU] = 1,
    [SEGMENT_REPEATED] = 0,
};

const char *segment_zone_name(uint8_t zone)
{
    static const char *const names[SEGMENT_ZONE_COUNT] = {
        "title", "lead", "body", "credit", "related", "menu", "repeated"};

    return zone < SEGMENT_ZONE_COUNT ? names[zone] : "unknown";
}

static uint32_t weight_of(uint8_t zone)
{
    return zone < SEGMENT_ZONE_COUNT ? segment_zone_weight[zone] : 0;
}

void segment_runs_open(struct segment_runs *c, struct slice bytes)
{
    *c = (struct segment_runs){.at = bytes.p, .end = bytes.p + bytes.n};
}

/* NULL where the bytes are no run. Requires p < end. */
static const uint8_t *get_run(const uint8_t *p, const uint8_t *end, struct segment_run *out)
{
    out->zone = *p & 15;
    out->lang = *p++ >> 4;
    p = codec_get_varint32(p, end, &out->words);
    return p == NULL ? NULL : codec_get_varint32(p, end, &out->bytes);
}

bool segment_runs_next(struct segment_runs *c)
{
    const uint8_t *next;

    if (c->at == c->end)
        return false;
    next = get_run(c->at, c->end, &c->run);
    if (next == NULL)
        return false;
    c->at = next;
    c->run.first_position = c->next_position;
    c->run.start = c->next_start;
    c->next_start += c->run.bytes;
    if (c->run.words > 0)
        c->next_position += c->run.words + SEGMENT_ZONE_GAP;
    return true;
}

uint32_t segment_runs_weight(struct segment_runs *c, uint32_t position)
{
    while (c->next_position <= position && segment_runs_next(c))
        ;
    return c->run.words > 0 && position >= c->run.first_position
                   && position - c->run.first_position < c->run.words
               ? weight_of(c->run.zone) : 0;
}

bool segment_runs_are_sound(struct slice bytes, uint32_t text_bytes)
{
    const uint8_t *p = bytes.p, *end = p + bytes.n;
    uint64_t positions = 0, sum = 0;
    struct segment_run run;

    for (size_t count = 0; p < end; count++) {
        p = get_run(p, end, &run);
        if (p == NULL || run.zone >= SEGMENT_ZONE_COUNT || run.lang > SEGMENT_LANG_COUNT
            || run.words > run.bytes || count == SEGMENT_RUNS_MAX)
            return false;
        positions += (uint64_t)run.words + SEGMENT_ZONE_GAP;
        sum += run.bytes;
    }
    return positions < POSITIONS_MAX && (text_bytes == UINT32_MAX || sum == text_bytes);
}

void segment_runs_put(struct buf *out, const struct segment_run *run)
{
    uint8_t bytes[SEGMENT_RUN_MAX_BYTES], *p = bytes;

    *p++ = (uint8_t)(run->zone | run->lang << 4);
    p = codec_put_varint(p, run->words);
    p = codec_put_varint(p, run->bytes);
    buf_append(out, bytes, (size_t)(p - bytes));
}

uint32_t segment_runs_length(struct slice bytes)
{
    struct segment_runs c;
    uint64_t length = 0;

    segment_runs_open(&c, bytes);
    while (segment_runs_next(&c))
        length += (uint64_t)c.run.words * weight_of(c.run.zone);
    return length < UINT32_MAX ? (uint32_t)length : UINT32_MAX - 1;
}
