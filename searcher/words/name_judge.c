#include "searcher/words/name_judge.h"

#include "base/utf8.h"
#include "stemmers/name_like.h"
#include "stemmers/name_match.h"

#define NEVER 2.0                 /* no similarity reaches it */
#define NAME_LEAST .85
#define NOUN_LEAST .90
#define DOUBTFUL_LEAST .94
#define SAME_SCRIPT_LEAST .97
#define SHORT_LEAST .98           /* шины: Shina, not China */
#define LONG_KEY_MIN 3u
#define SPELLED_MAX 2u           /* letters */
#define ADJECTIVES_MAX 3u
#define PLACE_LETTERS_MIN 4u

static bool is_written_as_name(const struct form_count *f)
{
    return f->capitals * 100 >= f->occurrences * NAME_LIKE_PERCENT;
}

enum name_kind name_kind_of(enum lang lang, const struct dictionary_word *word)
{
    struct form_count sum = {0};

    for (size_t i = 0; i < word->form_count; i++) {
        sum.occurrences += word->forms[i].occurrences;
        sum.capitals += word->forms[i].capitals;
    }
    if (sum.occurrences == 0)
        return NAME_UNKNOWN;
    if (!is_written_as_name(&sum))
        return NAME_ORDINARY;
    return lang == LANG_DE ? NAME_NOUN : NAME_LIKE;
}

/* Letters without a vowel are read one by one (СНГ), and two may be (ЕС, EU): what sounds
 * like them is something else.                                                  */
static bool is_spelled(struct slice form, const struct name_sounds *s)
{
    for (unsigned i = 0; i < s->edge_count; i++)
        if (name_sound_is_vowel(s->edges[i].sound))
            return utf8_count(form) <= SPELLED_MAX;
    return true;
}

/* Adds the keys of the place's Russian adjective, Пермский of Perm, to the likeliest ones. */
static void add_adjectives(struct name_query *q)
{
    size_t count = q->key_count < ADJECTIVES_MAX ? q->key_count : ADJECTIVES_MAX;

    for (size_t i = 0; i < count && q->key_count < NAME_KEYS_MAX; i++) {
        struct name_key key = q->keys[i];

        if (name_key_add(&key, 's') && name_key_add(&key, 'k'))
            q->keys[q->key_count++] = key;
    }
}

void name_query_init(struct name_query *q, struct slice form, enum name_kind kind)
{
    q->kind = kind;
    q->abbreviation = false;
    q->key_count = 0;
    if (!name_sounds_of(form, &q->sounds) || is_spelled(form, &q->sounds))
        return;
    q->key_count = name_keys_of(&q->sounds, q->keys);
    if (q->sounds.script == NAME_LATIN && form.n >= PLACE_LETTERS_MIN)
        add_adjectives(q);
}

/* What the table in the header asks for beside its line on abbreviations. */
static double least_of_kind(const struct name_query *q, enum name_kind term,
                            enum name_script script)
{
    bool one = q->keys[0].size == 1;              /* letter of its key: Lee, Lea */

    if (script == q->sounds.script)
        return q->kind == NAME_ORDINARY || one ? NEVER : SAME_SCRIPT_LEAST;
    if (one && q->kind != NAME_ORDINARY)
        return SHORT_LEAST;
    if (q->kind == NAME_ORDINARY && term != NAME_LIKE)
        return NEVER;
    if (q->kind == NAME_ORDINARY)
        return q->keys[0].size < LONG_KEY_MIN ? SHORT_LEAST : DOUBTFUL_LEAST;
    if (term != NAME_LIKE)
        return DOUBTFUL_LEAST;
    return q->kind == NAME_NOUN ? NOUN_LEAST : NAME_LEAST;
}

static double least_similarity(const struct name_query *q, enum name_kind term,
                               enum name_script script)
{
    double least = least_of_kind(q, term, script);

    return q->abbreviation && least < SHORT_LEAST ? SHORT_LEAST : least;
}

bool name_may_be(const struct name_query *q, const struct form_count *form)
{
    struct name_sounds sounds;
    double least;

    if (!is_written_as_name(form) || !name_sounds_of(form->form, &sounds))
        return false;
    least = least_similarity(q, NAME_LIKE, sounds.script);
    return least < NEVER && name_similarity(&q->sounds, &sounds, least) > 0;
}

double name_judge(const struct name_query *q, enum lang lang, const struct dictionary_word *word)
{
    enum name_kind kind = name_kind_of(lang, word);
    double best = 0;

    for (size_t i = 0; i < word->form_count && best < 1; i++) {
        struct name_sounds sounds;
        double least, similarity;

        if (!is_written_as_name(&word->forms[i]) || !name_sounds_of(word->forms[i].form, &sounds))
            continue;
        least = least_similarity(q, kind, sounds.script);
        similarity = least >= NEVER ? 0 : name_similarity(&q->sounds, &sounds, least);
        if (similarity > best)
            best = similarity;
    }
    return best;
}
