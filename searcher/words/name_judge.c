#include "searcher/words/name_judge.h"

#include "stemmers/name_like.h"
#include "stemmers/name_match.h"

#define NEVER 2.0                 /* no similarity reaches it */
#define NAME_LEAST .85
#define NOUN_LEAST .90
#define DOUBTFUL_LEAST .94
#define SAME_SCRIPT_LEAST .97
#define SHORT_LEAST .98           /* шины: Shina, not China */
#define LONG_KEY_MIN 3u
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
    q->key_count = name_sounds_of(form, &q->sounds) ? name_keys_of(&q->sounds, q->keys) : 0;
    if (q->sounds.script == NAME_LATIN && form.n >= PLACE_LETTERS_MIN)
        add_adjectives(q);
}

/* The similarity that the table in the header asks for. */
static double least_similarity(const struct name_query *q, enum name_kind term,
                               enum name_script script)
{
    if (script == q->sounds.script)
        return q->kind == NAME_ORDINARY ? NEVER : SAME_SCRIPT_LEAST;
    if (q->kind == NAME_ORDINARY && term != NAME_LIKE)
        return NEVER;
    if (q->kind == NAME_ORDINARY)
        return q->keys[0].size < LONG_KEY_MIN ? SHORT_LEAST : DOUBTFUL_LEAST;
    if (term != NAME_LIKE)
        return DOUBTFUL_LEAST;
    return q->kind == NAME_NOUN ? NOUN_LEAST : NAME_LEAST;
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
