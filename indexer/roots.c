#include "indexer/roots.h"

#include "base/io.h"
#include "indexer/report.h"

static bool is_inside(struct slice path, struct slice folder)
{
    return slice_equal(folder, SLICE_LITERAL("/")) || walk_is_below(path, folder);
}

/* What follows the folder in a path inside it. */
static struct slice below_of(struct slice path, struct slice folder)
{
    if (path.n <= folder.n)
        return (struct slice){0};
    return slice_drop(path, folder.n + (folder.p[folder.n - 1] != '/'));
}

static bool is_listed(const struct root *r, struct slice folder)
{
    return r->listed && slice_equal(r->path, folder);
}

/* The folder's files that were given alone with these options. */
static struct root *find_listed(struct sources *s, struct slice folder, struct slice options)
{
    for (size_t i = 0; i < s->count; i++)
        if (is_listed(&s->roots[i], folder) && slice_equal(s->roots[i].options, options))
            return &s->roots[i];
    return NULL;
}

/* The walked root that path is in. */
static struct root *find_around(struct sources *s, struct slice path)
{
    for (size_t i = 0; i < s->count; i++)
        if (!s->roots[i].listed && !s->roots[i].dropped && is_inside(path, s->roots[i].path))
            return &s->roots[i];
    return NULL;
}

static void take_over_folder(struct sync *s, struct root *r, struct slice path)
{
    for (size_t i = 0; i < r->files.count; i++)
        sync_forget(s, &r->files.list[i]);
    r->dropped = true;
    report_message("note: '%.*s' is inside '%.*s' now: its articles get new ids",
                   SLICE_ARG(r->path), SLICE_ARG(path));
}

/* Files of a listed root that the walk of `path` will find. */
static void take_over_files(struct sync *s, struct root *r, struct slice path)
{
    size_t kept = 0;

    for (size_t i = 0; i < r->files.count; i++) {
        const struct source *f = &r->files.list[i];
        char full[IO_PATH_MAX];

        if (sync_path(r->path, f->path, full) && is_inside(slice_of_string(full), path)
            && import_knows(&s->options->import, full))
            sync_forget(s, f);
        else
            r->files.list[kept++] = *f;
    }
    r->files.count = kept;
}

static void take_over(struct sync *s, struct slice path)
{
    for (size_t i = 0; i < s->sources.count; i++) {
        struct root *r = &s->sources.roots[i];

        if (r->listed)
            take_over_files(s, r, path);
        else if (!r->dropped && is_inside(r->path, path))
            take_over_folder(s, r, path);
    }
}

static enum status add_root(struct sync *s, struct slice path, struct slice shown,
                            struct root **out, struct err *e)
{
    *out = sources_add_root(&s->sources, path, shown);
    if (*out == NULL)
        return err_memory(e, "the files' state");
    return OK;
}

static enum status keep_options(struct sync *s, struct root *r, struct err *e)
{
    struct slice kept = s->options->kept;

    r->options = arena_copy(&s->sources.memory, kept);
    return kept.n == 0 || r->options.p != NULL ? OK : err_memory(e, "options");
}

/* The root has the options of this run. Where they were others, its files are read again, since
 * they may now say something else.                                              */
static enum status take_options(struct sync *s, struct root *r, struct err *e)
{
    if (slice_equal(r->options, s->options->kept))
        return OK;
    for (size_t i = 0; i < r->files.count; i++)
        r->files.list[i].mtime_ns = 0;
    return keep_options(s, r, e);
}

enum status roots_of_folder(struct sync *s, struct slice path, struct slice shown,
                            struct root **out, struct slice *below, struct err *e)
{
    *out = find_around(&s->sources, path);
    *below = (struct slice){0};
    if (*out == NULL) {
        take_over(s, path);
        TRY(add_root(s, path, shown, out, e));
    }
    *below = below_of(path, (*out)->path);
    if (below->n > 0) {
        report_message("note: '%.*s' is inside '%.*s', which the index remembers: ids are paths "
                       "from there", SLICE_ARG(shown), SLICE_ARG((*out)->shown));
        return OK;
    }
    return take_options(s, *out, e);
}

static bool has_file(const struct root *r, struct slice path)
{
    size_t at = source_list_seek(&r->files, path);
    return at < r->files.count && slice_equal(r->files.list[at].path, path);
}

/* Moves the file to the other root, where it is read again. */
static bool move_file(struct root *from, struct root *to, struct slice name)
{
    struct source *at = &from->files.list[source_list_seek(&from->files, name)];
    struct source file = *at;
    size_t place = source_list_seek(&to->files, name);

    file.mtime_ns = 0;
    if (!source_list_add(&to->files, &file))
        return false;
    memmove(at, at + 1, (size_t)(&from->files.list[--from->files.count] - at) * sizeof *at);
    at = &to->files.list[place];
    memmove(at + 1, at, (to->files.count - 1 - place) * sizeof *at);
    *at = file;
    return true;
}

/* The root of the folder's files with the options of this run; it takes the file from the one
 * whose options it was given with before.                                       */
static enum status listed_with_options(struct sync *s, struct slice folder, struct slice shown, struct slice name,
                                       struct root **out, struct err *e)
{
    struct sources *all = &s->sources;

    *out = find_listed(all, folder, s->options->kept);
    if (*out == NULL) {
        TRY(add_root(s, folder, shown, out, e));
        (*out)->listed = true;
        TRY(keep_options(s, *out, e));
    }
    for (size_t i = 0; i < all->count; i++)
        if (&all->roots[i] != *out && is_listed(&all->roots[i], folder) && has_file(&all->roots[i], name)
            && !move_file(&all->roots[i], *out, name))
            return err_memory(e, "the files' state");
    return OK;
}

enum status roots_want(struct sync *s, struct slice folder, struct slice shown, struct slice name,
                       struct err *e)
{
    char full[IO_PATH_MAX];
    struct slice path = name;
    struct source wanted = {.id_count = 0};
    struct root *r;

    if (!sync_path(folder, name, full))
        return err_set(e, E_LIMIT, "its path is too long");
    r = find_around(&s->sources, slice_of_string(full));
    if (r != NULL)
        path = below_of(slice_of_string(full), r->path);
    if (r == NULL || !has_file(r, path)) {
        path = name;
        TRY(listed_with_options(s, folder, shown, name, &r, e));
    }
    wanted.path = arena_copy(&s->sources.memory, path);
    return wanted.path.p != NULL && source_list_add(&r->wanted, &wanted)
               ? OK : err_memory(e, "names of files");
}
