/* segment_made.h - what tests share that write a segment's values themselves. */
#ifndef TESTS_UNIT_SEGMENT_MADE_H
#define TESTS_UNIT_SEGMENT_MADE_H

#include <stdlib.h>
#include <sys/stat.h>

#include "stemmers/analyzer.h"
#include "store/manifest.h"
#include "store/segment_writer.h"

#define SEGMENT_MADE "seg-000001.mdb"

/* Ends the list of a term of an English text, whose one form is the term itself. */
static inline void segment_made_term(struct segment_writer *w, struct lists *l, struct list *list,
                                     const char *term)
{
    uint8_t only_the_term = 0;

    lists_end(l, list);
    assert_true(lists_ok(l));
    assert_int_equal(segment_writer_term(w, LANG_EN, slice_of_string(term), l, list,
                                         slice_of(&only_the_term, 1), NULL), OK);
    lists_clear(l);
}

/* A MANIFEST that has SEGMENT_MADE in the folder as its one segment. */
static inline void segment_made_publish(const char *directory, const struct lmdb_walk *walk)
{
    struct manifest *m = calloc(1, sizeof *m);
    struct stat info;
    char file[128];

    assert_non_null(m);
    snprintf(file, sizeof file, "%s/" SEGMENT_MADE, directory);
    assert_int_equal(stat(file, &info), 0);
    m->generation = 1;
    m->analysis = ANALYZER_VERSION;
    m->next_segment = 2;
    m->segment_count = 1;
    m->segments[0] = (struct manifest_segment){.number = 1, .bytes = (uint64_t)info.st_size,
                                               .walk = *walk};
    assert_int_equal(manifest_write(directory, m, NULL), OK);
    free(m);
}

#endif
