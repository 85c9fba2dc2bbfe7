#include "searcher/words/regex.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "searcher/words/dictionary.h"
#include "searcher/words/regex_tree.h"

#define WORDS ((REGEX_STEPS_MAX + 2 + 63) / 64)      /* of a set of steps */
#define NO_STEP UINT16_MAX
#define BORDERS_BYTES_MAX ((size_t)1 << 22)
#define WORK_OF_MAKING 100u
#define FIRST_SETS 16u              /* room of the table at first; it doubles */
#define NEAR_LETTERS 0x800u         /* their classes stand in a table */
#define TABLE_BYTES_MAX ((size_t)1 << 19)
#define SETS_MAX 1024u
#define NOT_MADE 0u                 /* of a transition; sets are numbered from DEAD on */
#define DEAD 1u                     /* the empty set: nothing fits any more */
#define START 2u

struct steps {
    uint64_t bits[WORDS];
};

/* A step takes a letter of its set (set != null), or leads on without one. */
struct step {
    const struct regex_set *set;
    uint16_t to, or_to;             /* NO_STEP: none */
};

struct regex {
    struct slice *starts, ending;
    size_t start_count;
    uint64_t letters;
    struct step *steps;
    size_t step_count, words;       /* words: of a set that are used */
    uint16_t last;                  /* the step that is the end */
    struct steps *behind;           /* by step with a set: the steps its letter leads to */
    struct steps *taking;           /* by class: the steps that take its letters */
    uint32_t *borders;              /* first letters of the classes */
    size_t class_count;
    uint16_t *near;                 /* classes of the first NEAR_LETTERS */
    struct steps *sets;             /* of the table, by number */
    uint16_t *table;                /* by set and class */
    size_t set_count, set_room;
    struct arena *arena;            /* of the table */
};

/* Links the node's steps in front of `next`; the step to begin with. */
static uint16_t link(struct regex *r, const struct regex_node *n, uint16_t next);

static uint16_t put_step(struct regex *r, struct step s)
{
    r->steps[r->step_count] = s;
    return (uint16_t)r->step_count++;
}

/* From behind: first what may be left out, each part inside the one before, then what must be. */
static uint16_t link_repeat(struct regex *r, const struct regex_node *n, uint16_t next)
{
    if (n->most == REGEX_NO_END) {
        uint16_t split = put_step(r, (struct step){NULL, next, NO_STEP});

        r->steps[split].or_to = link(r, n->left, split);
        next = split;
    } else {
        uint16_t end = next;

        for (uint32_t i = n->least; i < n->most; i++)
            next = put_step(r, (struct step){NULL, end, link(r, n->left, next)});
    }
    for (uint32_t i = 0; i < n->least; i++)
        next = link(r, n->left, next);
    return next;
}

static uint16_t link(struct regex *r, const struct regex_node *n, uint16_t next)
{
    switch (n->kind) {
    case REGEX_NOTHING: return next;
    case REGEX_SET: return put_step(r, (struct step){&n->set, next, NO_STEP});
    case REGEX_THEN: return link(r, n->left, link(r, n->right, next));
    case REGEX_EITHER: {
        uint16_t right = link(r, n->right, next);

        return put_step(r, (struct step){NULL, link(r, n->left, next), right});
    }
    case REGEX_REPEAT: return link_repeat(r, n, next);
    }
    return next;
}

static bool has(const struct steps *s, size_t step)
{
    return (s->bits[step / 64] >> (step % 64) & 1) != 0;
}

/* Adds the step and all that it leads to without a letter. */
static void close_over(const struct regex *r, uint16_t from, struct steps *out)
{
    uint16_t waiting[2 * (REGEX_STEPS_MAX + 2)];
    size_t count = 0;

    waiting[count++] = from;
    while (count > 0) {
        uint16_t at = waiting[--count];

        if (at == NO_STEP || has(out, at))
            continue;
        out->bits[at / 64] |= (uint64_t)1 << (at % 64);
        if (r->steps[at].set == NULL && at != r->last) {
            waiting[count++] = r->steps[at].to;
            waiting[count++] = r->steps[at].or_to;
        }
    }
}

static int compare_letters(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Where a class begins: at the first letter of a range, and behind its last. */
static void put_borders(const struct regex_node *n, struct buf *out)
{
    if (n == NULL)
        return;
    for (size_t k = 0; k < n->set.count; k++) {
        buf_append(out, &n->set.ranges[k].first, sizeof(uint32_t));
        buf_append(out, &(uint32_t){n->set.ranges[k].last + 1}, sizeof(uint32_t));
    }
    put_borders(n->left, out);
    put_borders(n->right, out);
}

static bool find_borders(struct regex *r, const struct regex_node *tree, struct arena *arena)
{
    struct buf all;
    uint32_t *borders;
    size_t count, n = 1;

    buf_init(&all, BORDERS_BYTES_MAX);
    buf_append(&all, &(uint32_t){0}, sizeof(uint32_t));
    put_borders(tree, &all);
    borders = (uint32_t *)(void *)all.p;
    count = buf_ok(&all) ? all.n / sizeof *borders : 0;
    if (count > 1)
        qsort(borders, count, sizeof *borders, compare_letters);
    for (size_t i = 1; i < count; i++)
        if (borders[i] != borders[n - 1])
            borders[n++] = borders[i];
    r->class_count = n;
    if (count > 0)
        r->borders = (uint32_t *)(uintptr_t)arena_copy(arena, slice_of(borders, n * sizeof *borders)).p;
    buf_release(&all);
    return r->borders != NULL;
}

/* The last class that begins at the letter or before it. */
static size_t find_class(const struct regex *r, uint32_t letter)
{
    size_t low = 0, high = r->class_count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (r->borders[middle] <= letter)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* All letters of a class are taken by the same steps. */
static void find_taking(struct regex *r)
{
    for (size_t i = 0; i < r->step_count; i++)
        for (size_t k = 0; r->steps[i].set != NULL && k < r->steps[i].set->count; k++) {
            const struct regex_range *range = &r->steps[i].set->ranges[k];

            for (size_t c = find_class(r, range->first); c < r->class_count && r->borders[c] <= range->last; c++)
                r->taking[c].bits[i / 64] |= (uint64_t)1 << (i % 64);
        }
    for (uint32_t letter = 0, c = 0; letter < NEAR_LETTERS; letter++) {
        c += c + 1 < r->class_count && r->borders[c + 1] <= letter;
        r->near[letter] = (uint16_t)c;
    }
}

/* Makes the table larger; false where it may not be. */
static bool grow_table(struct regex *r)
{
    size_t most = TABLE_BYTES_MAX / (r->class_count * sizeof *r->table);
    size_t room = r->set_room == 0 ? FIRST_SETS : 2 * r->set_room;
    struct steps *sets;
    uint16_t *table;

    if (room > most || room > SETS_MAX)
        return false;
    sets = arena_zalloc(r->arena, room, sizeof *sets);
    table = arena_zalloc(r->arena, room * r->class_count, sizeof *table);
    if (sets == NULL || table == NULL)
        return false;
    if (r->set_room > 0) {
        memcpy(sets, r->sets, r->set_room * sizeof *sets);
        memcpy(table, r->table, r->set_room * r->class_count * sizeof *table);
    }
    r->sets = sets;
    r->table = table;
    r->set_room = room;
    return true;
}

/* The set's number; the table is emptied where it is full. */
static uint16_t number_set(struct regex *r, const struct steps *set)
{
    for (size_t i = DEAD; i < r->set_count; i++)
        if (memcmp(r->sets[i].bits, set->bits, r->words * sizeof *set->bits) == 0)
            return (uint16_t)i;
    if (r->set_count == r->set_room && !grow_table(r)) {
        memset(r->table, 0, r->set_room * r->class_count * sizeof *r->table);
        r->set_count = START + 1;
    }
    r->sets[r->set_count] = *set;
    return (uint16_t)r->set_count++;
}

static uint16_t make_transition(struct regex *r, uint16_t from, size_t c, uint64_t *work)
{
    struct steps to = {.bits = {0}};
    uint16_t number;
    size_t made = r->set_count;

    for (size_t w = 0; w < r->words; w++)
        for (uint64_t bits = r->sets[from].bits[w] & r->taking[c].bits[w]; bits != 0; bits &= bits - 1) {
            const struct steps *behind = &r->behind[w * 64 + (size_t)__builtin_ctzll(bits)];

            for (size_t k = 0; k < r->words; k++)
                to.bits[k] |= behind->bits[k];
            *work += 1;
        }
    number = number_set(r, &to);
    *work += 1 + made / 32;
    if (r->set_count >= made)            /* else the row is another set's now */
        r->table[from * r->class_count + c] = number;
    return number;
}

bool regex_fits(struct regex *r, struct slice form, uint64_t *work)
{
    const uint8_t *p = form.p, *end = slice_end(form);
    uint16_t set = START;

    while (p < end && set != DEAD) {
        uint32_t letter = utf8_next(p, end, &p);
        size_t c = letter < NEAR_LETTERS ? r->near[letter] : find_class(r, letter);
        uint16_t next = r->table[set * r->class_count + c];

        set = next != NOT_MADE ? next : make_transition(r, set, c, work);
    }
    return has(&r->sets[set], r->last);
}

/* A letter that alone is taken. */
static bool is_one_letter(const struct regex_node *n)
{
    return n->kind == REGEX_SET && n->set.count == 1 && n->set.ranges[0].first == n->set.ranges[0].last;
}

/* Appends what every word of the node ends with, from the last letter on. Whether that is all
 * of it.                                                                       */
static bool find_ending(const struct regex_node *n, struct buf *out)
{
    switch (n->kind) {
    case REGEX_NOTHING: return true;
    case REGEX_SET:
        if (is_one_letter(n))
            buf_append(out, &n->set.ranges[0].first, sizeof(uint32_t));
        return is_one_letter(n);
    case REGEX_THEN: return find_ending(n->right, out) && find_ending(n->left, out);
    case REGEX_EITHER: return false;
    case REGEX_REPEAT:
        for (uint32_t i = 0; i < n->least; i++)
            if (!find_ending(n->left, out))
                return false;
        return n->least == n->most;
    }
    return false;
}

/* As UTF-8 in the arena; a word has no more than a few hundred bytes. */
static bool ending_text(const struct regex_node *tree, struct arena *arena, struct slice *out)
{
    struct buf letters;
    const uint32_t *all;
    uint8_t *p;
    size_t n = 0, count;

    buf_init(&letters, REGEX_STEPS_MAX * sizeof(uint32_t));
    (void)find_ending(tree, &letters);
    all = (const uint32_t *)(const void *)letters.p;
    count = letters.n / sizeof *all;
    p = arena_alloc(arena, count * UTF8_MAX_BYTES + 1);
    for (size_t i = 0; i < count && p != NULL; i++)
        n += utf8_encode(all[count - 1 - i], p + n);
    *out = slice_of(p, n);
    buf_release(&letters);
    return p != NULL;
}

/* dictionary_letters of what is in every word of the node. */
static uint64_t letters_of(const struct regex_node *n)
{
    uint8_t bytes[UTF8_MAX_BYTES];

    switch (n->kind) {
    case REGEX_NOTHING: return 0;
    case REGEX_SET:
        return is_one_letter(n) ? dictionary_letters(slice_of(bytes, utf8_encode(n->set.ranges[0].first, bytes))) : 0;
    case REGEX_THEN: return letters_of(n->left) | letters_of(n->right);
    case REGEX_EITHER: return letters_of(n->left) & letters_of(n->right);
    case REGEX_REPEAT: return n->least > 0 ? letters_of(n->left) : 0;
    }
    return 0;
}

static bool make(struct regex *r, const struct regex_node *tree, struct arena *arena, uint64_t *work)
{
    uint16_t first;

    r->steps = arena_zalloc(arena, regex_steps(tree) + 1, sizeof *r->steps);
    if (r->steps == NULL || !regex_find_starts(tree, arena, &r->starts, &r->start_count)
        || !ending_text(tree, arena, &r->ending))
        return false;
    r->letters = letters_of(tree);
    r->arena = arena;
    r->last = put_step(r, (struct step){NULL, NO_STEP, NO_STEP});
    first = link(r, tree, r->last);
    r->words = (r->step_count + 63) / 64;
    if (!find_borders(r, tree, arena))
        return false;
    *work += WORK_OF_MAKING + r->step_count;
    r->behind = arena_zalloc(arena, r->step_count, sizeof *r->behind);
    r->taking = arena_zalloc(arena, r->class_count, sizeof *r->taking);
    r->near = arena_zalloc(arena, NEAR_LETTERS, sizeof *r->near);
    if (r->behind == NULL || r->taking == NULL || r->near == NULL)
        return false;
    for (size_t i = 0; i < r->step_count; i++)
        if (r->steps[i].set != NULL)
            close_over(r, r->steps[i].to, &r->behind[i]);
    find_taking(r);
    if (!grow_table(r))
        return false;
    close_over(r, first, &r->sets[START]);
    r->set_count = START + 1;
    return true;
}

enum status regex_read(struct slice pattern, regex_fold *fold, void *context, struct arena *arena,
                       struct regex **out, struct regex_problem *problem, uint64_t *work, struct err *e)
{
    struct regex_node *tree;

    *out = NULL;
    TRY(regex_parse(pattern, fold, context, arena, &tree, problem, work, e));
    if (tree == NULL)
        return OK;
    *out = arena_zalloc(arena, 1, sizeof **out);
    return *out != NULL && make(*out, tree, arena, work) ? OK : err_memory(e, "a pattern");
}

enum status regex_check(struct slice pattern, struct arena *arena, struct regex_problem *problem,
                        struct err *e)
{
    struct regex_node *tree;
    uint64_t work = 0;

    return regex_parse(pattern, NULL, NULL, arena, &tree, problem, &work, e);
}

size_t regex_starts(const struct regex *r, const struct slice **out)
{
    *out = r->starts;
    return r->start_count;
}

struct slice regex_ending(const struct regex *r)
{
    return r->ending;
}

uint64_t regex_letters(const struct regex *r)
{
    return r->letters;
}
