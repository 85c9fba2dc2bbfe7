#include "indexer/page/date_lines.h"

#include "stemmers/letters.h"

/* "Stand" is no "Standort"; "обновлен" has endings. */
static bool goes_on(struct slice s, size_t at, const char *word)
{
    return (uint8_t)word[0] < 0x80 && at < s.n && letters_in_word(s.p[at]);
}

/* Whether one of the words stands there; Russian ones by their beginning. */
static bool has_word(struct slice s, const char *const *words, size_t count)
{
    uint8_t small[DATE_LINE_MAX_BYTES];
    bool inside = false;

    if (s.n > sizeof small)
        s.n = sizeof small;
    letters_lower(s, small);
    for (size_t at = 0; at < s.n; at++) {
        for (size_t i = 0; !inside && i < count; i++)
            if (slice_starts_with(slice_of(small + at, s.n - at), slice_of_string(words[i]))
                && !goes_on(s, at + strlen(words[i]), words[i]))
                return true;
        inside = letters_in_word(small[at]);
    }
    return false;
}

/* "Last updated on", "(aktualisiert)", "Stand:" */
static bool says_change(struct slice s, enum date_wanted wanted)
{
    static const char *const all[] = {"stand", "updated", "modified", "revised", "reviewed", "edited", "aktualisiert", "geändert",
                                      "bearbeitet", "обновлен", "обновлён", "изменен", "изменён"};
    const char *const *words = wanted == DATE_AS_OF ? all + 1 : all;

    return has_word(s, words, sizeof all / sizeof *all - (size_t)(words - all));
}

bool date_line_says_published(struct slice line)
{
    static const char *const words[] = {"published", "posted", "veröffentlicht", "gepostet", "verfasst", "опубликован", "размещен",
                                        "размещён"};

    return line.n <= DATE_LINE_MAX_BYTES && has_word(line, words, sizeof words / sizeof *words);
}

/* "Registered: 18 Sep 2008", "© 9 May 2024": never the day of what stands on the page. */
static bool says_other(struct slice s)
{
    static const char *const words[] = {"registered", "joined", "member since", "copyright", "©", "registriert", "mitglied seit",
                                        "dabei seit", "anmeldedatum", "beigetreten", "зарегистрирован", "регистрация"};

    return has_word(s, words, sizeof words / sizeof *words);
}

/* Whether a date is the day of a change: a word in front of it says so, or one behind it that no
 * other date follows, or that stands in brackets.                                 */
static bool is_of_change(struct slice line, size_t from, const struct date *d, bool is_last, enum date_wanted wanted)
{
    struct slice behind = slice_drop(line, d->end);
    struct slice bracket = slice_trim(behind);
    const uint8_t *shut;

    if (says_change(slice_of(line.p + from, d->start - from), wanted))
        return true;
    if (is_last)
        return says_change(behind, wanted);
    shut = bracket.n > 0 && bracket.p[0] == '(' ? memchr(bracket.p, ')', bracket.n) : NULL;
    return shut != NULL && says_change(slice_of(bracket.p, (size_t)(shut - bracket.p)), wanted);
}

bool date_of_line(struct slice line, enum dates_order order, enum date_wanted wanted, struct date *out)
{
    struct date next;
    size_t from = 0;
    bool more = dates_next(line, 0, order, &next);

    while (more) {
        *out = next;
        more = dates_next(line, next.end, order, &next);
        if (!says_other(slice_of(line.p + from, out->start - from))
            && (wanted == DATE_ANY || !is_of_change(line, from, out, !more, wanted)))
            return true;
        from = out->end;
    }
    return false;
}
