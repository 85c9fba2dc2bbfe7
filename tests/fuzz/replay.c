/* replay.c - gives a target the files and folders that are named, one after the other. */
#include <dirent.h>
#include <string.h>

#include "base/io.h"
#include "tests/fuzz/fuzz.h"

static unsigned count;

/* An allocation of its own, so that a sanitizer sees who reads behind the end. */
static void replay_file(const char *path)
{
    struct buf bytes;
    uint8_t *copy;

    buf_init(&bytes, (size_t)1 << 26);
    if (io_read_file(path, &bytes, NULL) != OK)
        exit(2);
    copy = malloc(bytes.n + (bytes.n == 0));
    FUZZ_REQUIRE(copy != NULL);
    if (bytes.n > 0)
        memcpy(copy, bytes.p, bytes.n);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(copy, bytes.n);
    free(copy);
    buf_release(&bytes);
    count++;
}

static void replay(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    char below[IO_PATH_MAX];

    if (folder == NULL) {
        replay_file(path);
        return;
    }
    while ((entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.' && io_join(path, entry->d_name, below, NULL) == OK)
            replay_file(below);
    closedir(folder);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("%u inputs\n", count);
    return 0;
}
