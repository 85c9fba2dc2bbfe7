#include "store/index_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "store/merge_task.h"

/* seg-N.mdb, seg-N.del-N or files-N. */
static bool is_part(const char *file)
{
    unsigned number;
    unsigned long long generation;
    char name[MANIFEST_SEGMENT_NAME_MAX] = "";

    if (sscanf(file, "seg-%u.del-%llu", &number, &generation) == 2)
        manifest_deletions_name(number, generation, name);
    else if (sscanf(file, "seg-%u", &number) == 1)
        manifest_segment_name(number, name);
    else if (sscanf(file, "files-%llu", &generation) == 1)
        manifest_files_name(generation, name);
    return strcmp(file, name) == 0;
}

/* What a writer was about to write when it was killed. */
static bool is_temporary(const char *file)
{
    char whole[MANIFEST_SEGMENT_NAME_MAX];
    size_t n = strlen(file);

    if (strcmp(file, INDEX_FOLDER_NEW_SEGMENT) == 0 || strcmp(file, MERGE_TASK_FILE) == 0)
        return true;
    if (n < 4 || n - 4 >= sizeof whole || strcmp(file + n - 4, IO_TEMPORARY) != 0)
        return false;
    memcpy(whole, file, n - 4);
    whole[n - 4] = '\0';
    return strcmp(whole, MANIFEST_NAME) == 0 || is_part(whole);
}

/* Nobody else's file. */
static bool is_ours(const char *file)
{
    return is_part(file) || is_temporary(file);
}

static bool is_named(const struct manifest *m, const char *file)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    for (size_t i = 0; i < m->segment_count; i++) {
        const struct manifest_segment *s = &m->segments[i];
        manifest_segment_name(s->number, name);
        if (strcmp(name, file) == 0)
            return true;
        manifest_deletions_name(s->number, s->deletions, name);
        if (s->deletions != 0 && strcmp(name, file) == 0)
            return true;
    }
    manifest_files_name(m->files.generation, name);
    return m->files.generation != 0 && strcmp(name, file) == 0;
}

enum status index_folder_count_segments(const char *path, unsigned *out, struct err *e)
{
    DIR *directory = opendir(path);
    struct dirent *entry;

    *out = 0;
    if (directory == NULL)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", path);
    while ((entry = readdir(directory)) != NULL)
        *out += is_ours(entry->d_name) && strstr(entry->d_name, ".mdb") != NULL;
    closedir(directory);
    return OK;
}

void index_folder_remove_unused(const char *path, const struct manifest *m, bool merging)
{
    DIR *directory = opendir(path);
    struct dirent *entry;

    if (directory == NULL)
        return;
    while ((entry = readdir(directory)) != NULL) {
        const char *file = entry->d_name;

        if (is_ours(file) && !is_named(m, file) && !(merging && strcmp(file, MERGE_TASK_FILE) == 0))
            unlinkat(dirfd(directory), file, 0);
    }
    closedir(directory);
}
