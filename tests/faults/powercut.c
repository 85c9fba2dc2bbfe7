/* powercut.c - what a disk may hold after a power cut, from what record.c wrote down.
 *
 *     powercut state LOG INDEX     appends what the index holds now: a command has ended well
 *     powercut replay LOG FOLDER IMAGES SEED DROPPED
 *                                  after each record, cuts the power IMAGES times
 *
 * What was synced is on the disk. Of what was not, any part may be: each change of the folder
 * (a file made, renamed or unlinked), and each 512 bytes of a write, for themselves. The first
 * image has nothing of it, the second everything, the others what chance takes. In each,
 * the index must be sound and hold what it held after the last command that ended or, in the
 * midst of one, after the next; and a writer that opens it must find the same.
 * The sync with number DROPPED (from 1; 0: none) is taken to have done nothing: the negative
 * control. Exit 0: all images were sound; 1: some were not.                   */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "stemmers/analyzer.h"
#include "store/check.h"
#include "store/checksum.h"
#include "store/index_writer.h"
#include "tests/faults/preload.h"

#define SECTOR 512u
#define NAMES_MAX 1024
#define PENDING_MAX 4096
#define SEEN_SLOTS ((size_t)1 << 16)

struct change { const struct record *record; const uint8_t *tail; size_t file; };

struct changes { struct change all[PENDING_MAX]; size_t count; };

struct file {
    uint64_t inode;
    struct buf synced;
    struct changes pending;
};

struct names {
    struct { char name[64]; size_t file; } all[NAMES_MAX];
    size_t count;
};

struct disk {
    struct file *files[NAMES_MAX];
    size_t file_count;
    struct names live, synced;
    struct changes pending;         /* of the folder */
    bool folder, folder_synced;
};

struct replay {
    struct disk disk;
    const char *folder;
    unsigned images, dropped, syncs;
    uint64_t old, next;             /* what the index may hold */
    unsigned long cuts, image_count, distinct, failures;
    uint64_t seen[SEEN_SLOTS];
};

static void die(const char *what)
{
    fprintf(stderr, "powercut: %s\n", what);
    exit(2);
}

/* ---- what an index holds ---- */

static uint64_t sum_of_segment(struct segment *s, struct buf *text)
{
    uint64_t sum = 0;

    for (docid doc = 0; doc < segment_doc_count(s); doc++) {
        struct document d;

        if (segment_is_deleted(s, doc))
            continue;
        buf_clear(text);
        if (segment_document(s, doc, &d, NULL) != OK || segment_text(s, doc, text, NULL) != OK)
            return UINT64_MAX;
        sum += checksum_of(buf_slice(text), checksum_of(d.id, 1));
    }
    return sum;
}

static uint64_t sum_of_index(const char *path, struct err *e)
{
    struct check_report report;
    struct index *x;
    struct buf text;
    uint64_t sum = 0;

    if (check_index(path, ANALYZER_VERSION, &report, e) != OK
        || index_open(path, ANALYZER_VERSION, &x, e) != OK)
        return UINT64_MAX;
    buf_init(&text, (size_t)1 << 30);
    for (size_t i = 0; i < index_segment_count(x); i++)
        sum += sum_of_segment(index_segment(x, i), &text);
    buf_release(&text);
    index_close(x);
    return sum;
}

/* Does the folder have a file whose name ends so? */
static bool has_file(const char *folder, const char *end)
{
    DIR *d = opendir(folder);
    struct dirent *entry;
    bool found = false;

    while (d != NULL && !found && (entry = readdir(d)) != NULL) {
        size_t n = strlen(entry->d_name), m = strlen(end);
        found = n >= m && strcmp(entry->d_name + n - m, end) == 0;
    }
    if (d != NULL)
        closedir(d);
    return found;
}

static uint64_t state_of(const char *folder, struct err *e)
{
    if (!has_file(folder, "MANIFEST") && !has_file(folder, ".mdb"))
        return 0;
    return sum_of_index(folder, e);
}

/* ---- the disk ---- */

static void note(struct changes *c, struct change change)
{
    if (c->count == PENDING_MAX)
        die("too many changes");
    c->all[c->count++] = change;
}

static size_t find_name(const struct names *n, const char *name)
{
    size_t i = 0;

    while (i < n->count && strcmp(n->all[i].name, name) != 0)
        i++;
    return i;
}

static void put_name(struct names *n, const char *name, size_t file)
{
    size_t i = find_name(n, name);

    if (i == NAMES_MAX)
        die("too many names");
    n->count += i == n->count;
    snprintf(n->all[i].name, sizeof n->all[i].name, "%s", name);
    n->all[i].file = file;
}

static void drop_name(struct names *n, const char *name)
{
    size_t i = find_name(n, name);

    if (i < n->count)
        n->all[i] = n->all[--n->count];
}

static void change_names(struct names *n, const struct change *c)
{
    char name[64], other[64];

    snprintf(name, sizeof name, "%.*s", (int)c->record->name_size, (const char *)c->tail);
    snprintf(other, sizeof other, "%.*s", (int)c->record->other_size,
             (const char *)c->tail + c->record->name_size);
    if (c->record->kind != RECORD_CREATE)
        drop_name(n, name);
    if (c->record->kind != RECORD_UNLINK)
        put_name(n, c->record->kind == RECORD_RENAME ? other : name, c->file);
}

static void resize(struct buf *b, size_t size)
{
    while (b->n < size)
        buf_append_byte(b, 0);
    b->n = size;
}

static bool takes(unsigned percent)
{
    return (unsigned)(random() % 100) < percent;
}

/* The sectors of a write that chance takes. */
static void change_bytes(struct buf *b, const struct change *c, unsigned percent)
{
    const struct record *r = c->record;
    const uint8_t *bytes = c->tail + r->name_size + r->other_size;

    if (r->kind == RECORD_SIZE) {
        if (takes(percent))
            resize(b, r->at);
        return;
    }
    for (uint64_t at = r->at, end = r->at + r->bytes_size; at < end;) {
        uint64_t stop = at / SECTOR * SECTOR + SECTOR;
        uint64_t part_end = stop < end ? stop : end;

        if (takes(percent)) {
            if (b->n < part_end)
                resize(b, part_end);
            memcpy(b->p + at, bytes + (at - r->at), part_end - at);
        }
        at = part_end;
    }
}

static size_t file_of_inode(const struct disk *d, uint64_t inode)
{
    for (size_t i = d->file_count; i-- > 0;)
        if (d->files[i]->inode == inode)
            return i;
    die("a file that nobody made");
    return 0;
}

static size_t new_file(struct disk *d, uint64_t inode)
{
    struct file *f = calloc(1, sizeof *f);

    if (f == NULL || d->file_count == NAMES_MAX)
        die("too many files");
    f->inode = inode;
    buf_init(&f->synced, (size_t)1 << 30);
    d->files[d->file_count] = f;
    return d->file_count++;
}

static void sync_folder(struct disk *d, bool parent)
{
    if (parent) {
        d->folder_synced = d->folder;
        return;
    }
    for (size_t i = 0; i < d->pending.count; i++)
        change_names(&d->synced, &d->pending.all[i]);
    d->pending.count = 0;
}

static void sync_file(struct file *f)
{
    for (size_t i = 0; i < f->pending.count; i++)
        change_bytes(&f->synced, &f->pending.all[i], 100);
    f->pending.count = 0;
}

static void change_folder(struct disk *d, struct change c)
{
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)c.record->name_size, (const char *)c.tail);
    if (c.record->kind == RECORD_CREATE)
        c.file = new_file(d, c.record->inode);
    else if (find_name(&d->live, name) == d->live.count)
        die("a name that nobody made");
    else
        c.file = d->live.all[find_name(&d->live, name)].file;
    change_names(&d->live, &c);
    note(&d->pending, c);
}

static void apply(struct replay *p, const struct record *r, const uint8_t *tail)
{
    struct disk *d = &p->disk;
    struct change c = {r, tail, 0};
    bool is_sync = r->kind == RECORD_SYNC || r->kind == RECORD_SYNC_FOLDER;

    if (is_sync && ++p->syncs == p->dropped)
        return;
    switch ((enum record_kind)r->kind) {
    case RECORD_FOLDER: d->folder = true; break;
    case RECORD_CREATE: case RECORD_RENAME: case RECORD_UNLINK: change_folder(d, c); break;
    case RECORD_WRITE: case RECORD_SIZE:
        note(&d->files[file_of_inode(d, r->inode)]->pending, c);
        break;
    case RECORD_SYNC: sync_file(d->files[file_of_inode(d, r->inode)]); break;
    case RECORD_SYNC_FOLDER: sync_folder(d, r->name_size == 2); break;
    case RECORD_STATE: break;
    }
}

/* ---- images ---- */

static void empty_folder(const char *folder)
{
    char path[IO_PATH_MAX];
    DIR *d = opendir(folder);
    struct dirent *entry;

    while (d != NULL && (entry = readdir(d)) != NULL)
        if (io_join(folder, entry->d_name, path, NULL) == OK)
            unlink(path);
    if (d != NULL)
        closedir(d);
}

/* 0: nothing, 1: everything, else what chance takes. */
static unsigned percent_of(unsigned image)
{
    static const unsigned percents[] = {0, 50, 100};

    return image == 0 ? 0 : image == 1 ? 100 : percents[random() % 3];
}

static void put_file(const char *folder, const char *name, struct slice bytes, uint64_t *sum)
{
    char path[IO_PATH_MAX];
    int fd;

    if (io_join(folder, name, path, NULL) != OK)
        die("a long path");
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0 || io_write(fd, bytes, path, NULL) != OK)
        die("cannot write an image");
    close(fd);
    *sum += checksum_of(bytes, checksum_of(slice_of_string(name), 0));
}

/* Writes an image; a sum of it. */
static uint64_t write_image(const struct replay *p, unsigned image)
{
    const struct disk *d = &p->disk;
    struct names *names = malloc(sizeof *names);
    unsigned percent = percent_of(image);
    uint64_t sum = 1;

    if (names == NULL)
        die("no memory");
    empty_folder(p->folder);
    *names = d->synced;
    for (size_t i = 0; i < d->pending.count; i++)
        if (takes(percent))
            change_names(names, &d->pending.all[i]);
    if (!d->folder_synced && !takes(percent))
        names->count = 0;
    for (size_t i = 0; i < names->count; i++) {
        const struct file *f = d->files[names->all[i].file];
        unsigned part = percent_of(image);
        struct buf bytes;

        buf_init(&bytes, (size_t)1 << 30);
        buf_append_slice(&bytes, buf_slice(&f->synced));
        for (size_t j = 0; j < f->pending.count; j++)
            change_bytes(&bytes, &f->pending.all[j], part);
        put_file(p->folder, names->all[i].name, buf_slice(&bytes), &sum);
        buf_release(&bytes);
    }
    free(names);
    return sum;
}

/* The same image under the same expectation was looked at before. */
static bool was_seen(struct replay *p, uint64_t sum)
{
    size_t at;

    sum ^= p->old * 31 + p->next * 37;
    for (at = sum % SEEN_SLOTS; p->seen[at] != 0; at = (at + 1) % SEEN_SLOTS)
        if (p->seen[at] == sum)
            return true;
    if (++p->distinct > SEEN_SLOTS / 2)
        die("too many images");
    p->seen[at] = sum;
    return false;
}

static void fail(struct replay *p, size_t at, unsigned image, const char *what, const struct err *e)
{
    if (p->failures++ == 0 && p->dropped == 0)
        printf("record %zu, image %u: %s: %s\n", at, image, what, e->text);
}

static void look(struct replay *p, size_t at, unsigned image)
{
    struct index_writer_options options = {.analysis = ANALYZER_VERSION};
    struct index_writer *w;
    struct err e = ERR_NONE;
    struct buf files;
    uint64_t sum = state_of(p->folder, &e);

    if (sum != p->old && sum != p->next) {
        fail(p, at, image, "not what it held", &e);
        return;
    }
    if (index_writer_open(p->folder, &options, &w, &e) != OK) {
        fail(p, at, image, "a writer cannot open it", &e);
        return;
    }
    buf_init(&files, (size_t)1 << 30);
    if (index_writer_files(w, &files, &e) != OK)
        fail(p, at, image, "no memory of the files", &e);
    buf_release(&files);
    index_writer_close(w);
    if (state_of(p->folder, &e) != sum)
        fail(p, at, image, "a writer has damaged it", &e);
    if (has_file(p->folder, ".tmp"))
        fail(p, at, image, "a temporary file stays", &e);
}

static void cut(struct replay *p, size_t at)
{
    p->cuts++;
    for (unsigned image = 0; image < p->images; image++) {
        p->image_count++;
        if (!was_seen(p, write_image(p, image)))
            look(p, at, image);
    }
}

static const struct record *record_at(struct slice log, size_t at, struct record *copy)
{
    const struct record *r = (const struct record *)(const void *)(log.p + at);

    if (log.n - at < sizeof *r)
        die("a log that ends too early");
    memcpy(copy, log.p + at, sizeof *copy);
    return copy;
}

static size_t size_of(const struct record *r)
{
    return sizeof *r + r->name_size + r->other_size + r->bytes_size;
}

/* The state after the command that is under way at `at`. */
static uint64_t next_state(struct slice log, size_t at, uint64_t now)
{
    struct record r;

    for (; at < log.n; at += size_of(&r))
        if (record_at(log, at, &r)->kind == RECORD_STATE)
            return r.inode;
    return now;
}

static int replay(struct replay *p, struct slice log)
{
    for (size_t at = 0, i = 0; at < log.n; i++) {
        struct record *r = malloc(sizeof *r);     /* changes keep it */

        if (r == NULL)
            die("no memory");
        record_at(log, at, r);
        apply(p, r, log.p + at + sizeof *r);
        p->old = r->kind == RECORD_STATE ? r->inode : p->old;
        at += size_of(r);
        p->next = r->kind == RECORD_STATE ? p->old : next_state(log, at, p->old);
        cut(p, i);
    }
    printf("%lu cuts, %lu images, %lu different, %u syncs, %lu failures\n", p->cuts, p->image_count,
           p->distinct, p->syncs, p->failures);
    return p->failures > 0;
}

static int put_state(const char *log, const char *folder)
{
    struct err e = ERR_NONE;
    struct record r = {.kind = RECORD_STATE, .inode = state_of(folder, &e)};
    int fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

    if (r.inode == UINT64_MAX)
        die(e.text);
    if (fd < 0 || io_write(fd, slice_of((const uint8_t *)&r, sizeof r), log, &e) != OK)
        die("cannot write the log");
    close(fd);
    return 0;
}

int main(int argc, char **argv)
{
    static struct replay p;
    struct buf log;
    int failed;

    if (argc == 4 && strcmp(argv[1], "state") == 0)
        return put_state(argv[2], argv[3]);
    if (argc != 7 || strcmp(argv[1], "replay") != 0)
        die("state LOG INDEX, or replay LOG FOLDER IMAGES SEED DROPPED");
    buf_init(&log, (size_t)1 << 32);
    if (io_read_file(argv[2], &log, NULL) != OK)
        die("cannot read the log");
    p.folder = argv[3];
    p.images = (unsigned)strtoul(argv[4], NULL, 10);
    srandom((unsigned)strtoul(argv[5], NULL, 10));
    p.dropped = (unsigned)strtoul(argv[6], NULL, 10);
    mkdir(p.folder, 0777);
    failed = replay(&p, buf_slice(&log));
    return failed;
}
