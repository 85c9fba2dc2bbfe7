/* documents.h - the live documents of an index one after the other, and those that a
 * command line names.
 *
 * Order   As in the index: segment by segment, in each by number.
 * Memory  Slices borrow from the index.                                         */
#ifndef INDEXER_COMMANDS_DOCUMENTS_H
#define INDEXER_COMMANDS_DOCUMENTS_H

#include "base/buf.h"
#include "store/index.h"

struct documents {
    struct index *index;
    size_t at;                   /* number of the segment */
    docid next;
    /* the document that documents_next gave */
    struct segment *segment;
    docid doc;
    struct document document;
};

/* Before the first. Borrows the index. */
void documents_open(struct documents *d, struct index *x);
/* E_NOT_FOUND without a report at the end. */
enum status documents_next(struct documents *d, struct err *e) WARN_UNUSED;

/* Where a document is. */
struct place {
    size_t segment;
    docid doc;
};

/* Documents that were asked for. */
struct selection {
    struct buf places;           /* struct place, in order, none twice after selection_sort */
    size_t unknown_count;        /* names that no document has */
};

void selection_init(struct selection *s);
void selection_release(struct selection *s);

/* What becomes of names that no document has: they are counted in any case. */
enum selection_unknown { SELECTION_SAYS, SELECTION_COUNTS };

/* Adds the documents with these names: an id, else a path, which several may have. */
enum status selection_add_names(struct selection *s, struct index *x, char *const *names,
                                size_t count, enum selection_unknown unknown,
                                struct err *e) WARN_UNUSED;
/* Adds the document with this id; false where there is none. */
enum status selection_add_id(struct selection *s, struct index *x, struct slice id, bool *found,
                             struct err *e) WARN_UNUSED;
/* E_MEMORY where not all could be kept. */
enum status selection_sort(struct selection *s, struct err *e) WARN_UNUSED;

static inline const struct place *selection_places(const struct selection *s)
{
    return (const struct place *)(const void *)s->places.p;
}

static inline size_t selection_count(const struct selection *s)
{
    return s->places.n / sizeof(struct place);
}

#endif
