#include "stemmers/name_letters.h"

#include "base/utf8.h"

#define LETTER_OWN '='
#define LETTER_NONE '.'

/* The letters under the accents of lower-case letters from `first` on; LETTER_OWN
 * where name_rules.c has rules for the letter itself. By the canonical
 * decompositions of Unicode; letters that have none, like ħ, by their looks.    */
struct accent_range {
    uint32_t first, end;
    const char *bases;
};

static const struct accent_range accents[] = {
    {0xe0, 0x180,
     "aa=a====eee=iiii==oooo=.=uu==y=y.a.a.=.=.c.c.=.d.=.e.e.e.=.e.g.="
     ".g.g.h.h.i.i.i.i.=.i.j.kk.l.l.l.l.=.=.n.nn.n.o.o.=.=.r.r.=.=.=.="
     ".=.=.t.t.u.u.=.u.=.u.w.y..=.=.=s"},
    {0x1a0, 0x269,
     ".o..............u...y.........................a.i.o.u.u.u.u.ue.a"
     ".a.....g.k.o.o..j....g...n.a.....a.a.e.e.i.i.o.o.r.r.u.u.=.=...h"
     ".......a.e.o.o.o.o.y...............................bo..d.a.e...."
     "........i"},
    {0x1e00, 0x1efa,
     ".a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m"
     ".m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v"
     ".w.w.w.w.w.x.x.y.z.z.zhtwy.......a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e"
     ".e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y"},
};

/* Cyrillic: letters with a rule of their own behind the Russian alphabet. */
static bool is_cyrillic(uint32_t c)
{
    return (c >= 0x430 && c <= 0x44f) || c == 0x491 || c == 0x452 || c == 0x454
           || (c >= 0x456 && c <= 0x45b) || c == 0x45e || c == 0x45f;
}

/* The Latin letter that stands for c in the rules; 0: c is none. */
static uint32_t latin_letter(uint32_t c)
{
    if (c >= 'a' && c <= 'z')
        return c;
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++)
        if (c >= accents[i].first && c < accents[i].end) {
            char base = accents[i].bases[c - accents[i].first];

            return base == LETTER_OWN ? c : base == LETTER_NONE ? 0 : (uint32_t)(uint8_t)base;
        }
    return 0;
}

/* Apostrophes, hyphens, modifier letters and combining marks. */
static bool is_passed(uint32_t c)
{
    return c == '\'' || c == '-' || c == 0x60 || c == 0xb4 || (c >= 0x2b0 && c < 0x370)
           || (c >= 0x2010 && c <= 0x2019);
}

/* xvi, ii: so many of them stand in texts that each would be found for a name. */
static bool is_roman_numeral(const struct name_letters *l)
{
    return l->size == strspn((const char *)l->text, "ivx");
}

bool name_letters_of(struct slice form, struct name_letters *out)
{
    const uint8_t *p = form.p, *end = slice_end(form);
    bool latin = false, cyrillic = false;

    out->count = out->size = 0;
    while (p < end) {
        uint32_t c = utf8_next(p, end, &p), letter;

        if (is_passed(c))
            continue;
        letter = is_cyrillic(c) ? c : latin_letter(c);
        if (letter == 0 || out->count == NAME_LETTERS_MAX)
            return false;
        *(letter == c && c >= 0x400 ? &cyrillic : &latin) = true;
        out->size += (unsigned)utf8_encode(letter, out->text + out->size);
        out->count++;
    }
    out->text[out->size] = '\0';
    out->script = cyrillic ? NAME_CYRILLIC : NAME_LATIN;
    return latin != cyrillic && out->count >= NAME_LETTERS_MIN && !is_roman_numeral(out);
}
