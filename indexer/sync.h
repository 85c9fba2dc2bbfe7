/* sync.h - a run that brings an index in step with its folders.
 *
 *     sync_open -> sync_root, sync_stream ... -> sync_finish
 *
 * The state of the files (sources.h) is loaded, compared root by root with the disk, and published
 * with the articles. Articles whose file or record is gone are deleted at the end, where no
 * other file has the id: so an article may move from file to file.             */
#ifndef INDEXER_SYNC_H
#define INDEXER_SYNC_H

#include "indexer/scan.h"
#include "indexer/tally.h"

struct sync {
    const struct add_options *options;
    const struct add_options *at_options;    /* of the root at hand */
    struct builder *builder;     /* null: a dry run */
    struct sources sources;
    struct tally tally;
    struct buf loaded;           /* the state as it was published */
    struct buf gone;             /* u64 each: checksums of ids that a source had and has no more */
    struct buf given;            /* the same, of articles that came without a file */
    struct buf ids;              /* the same, of the file at hand */
    uint32_t read_count;         /* of files */
    /* of the file at hand */
    struct root *root;
    int root_fd;
    struct source current;       /* being read, where is_reading; its ids are in `ids` */
    size_t current_root;
    bool is_reading;
    uint64_t skips;              /* of its parts */
    bool settled;                /* all is read, sources are settled */
    void (*on_folder)(void *context, const struct root *root, struct slice path);
    void *context;
};

/* Needs sync_close whatever it returns. */
enum status sync_open(struct sync *s, const struct add_options *o, struct err *e) WARN_UNUSED;
void sync_close(struct sync *s);

/* Reads the state anew, for another round of the same builder. */
enum status sync_reload(struct sync *s, struct err *e) WARN_UNUSED;

/* A root that is walked, from `below` on. What cannot be seen is named. */
enum status sync_root(struct sync *s, struct root *root, struct slice below,
                      const struct add_options *o, struct err *e) WARN_UNUSED;
/* Files by their names (paths of sources in `names`); of a listed root or of a walked one. */
enum status sync_names(struct sync *s, struct root *root, const struct source_list *names,
                       enum scan_scope scope, const struct add_options *o,
                       struct err *e) WARN_UNUSED;
/* Standard input. */
enum status sync_stream(struct sync *s, struct err *e) WARN_UNUSED;

/* The ids of a source that is forgotten. */
void sync_forget(struct sync *s, const struct source *f);

/* Publishes: everything, or, after E_STOPPED, what was read. */
enum status sync_finish(struct sync *s, enum status so_far, struct err *e) WARN_UNUSED;

/* Closes; the summary, or the failure e. The exit code; `nothing`: what is said where no file was
 * there. Where a signal came the program dies by it.                          */
int sync_end(struct sync *s, enum status status, const char *nothing, const struct err *e);

/* shown '/' path in out[IO_PATH_MAX]; false: it is too long, out is cut. */
bool sync_path(struct slice shown, struct slice path, char *out);

#endif
