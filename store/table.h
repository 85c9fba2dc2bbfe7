/* table.h - sorted keys with small values, packed in blocks: the dictionary.
 *
 *     block    = entry* restart* restart_count checksum
 *     entry    = varint shared, varint rest, rest bytes, varint size, payload
 *                (shared: bytes in common with the key before)
 *     restart  = u16: offset of an entry with shared = 0, every 16th
 *     count    = u16
 *     checksum = 8 bytes, XXH3 seeded with the tree number
 *
 * A block is one LMDB value of at most 16 368 bytes (4 pages less the header),
 * its key is its first key: a look-up touches one block.
 * Source  Front coding with restarts: LevelDB's table format.                 */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "base/buf.h"
#include "store/lmdb_file.h"

#define TABLE_BLOCK_BYTES 16368u
#define TABLE_KEY_MAX 500u
#define TABLE_PAYLOAD_MAX 4096u
#define TABLE_GROUP 16u

/* Where the entries of a table go that is made anew: to its writer, or beside the old one. */
struct table_sink {
    enum status (*put)(void *context, struct slice key, struct slice payload, struct err *e);
    void *context;
};

struct table_writer {
    struct lmdb_writer *file;
    size_t tree;
    struct buf block;
    struct buf first_key, last_key;
    uint16_t restarts[TABLE_BLOCK_BYTES / 16];
    size_t restart_count, entry_count;
    uint32_t group_count;           /* in all blocks so far: entries from one restart to the next */
    struct buf block_groups;        /* u16 of each block that is written: its groups */
};

void table_writer_init(struct table_writer *w, struct lmdb_writer *file, size_t tree);
void table_writer_release(struct table_writer *w);
/* Requires keys in increasing order. */
enum status table_put(struct table_writer *w, struct slice key, struct slice payload,
                      struct err *e) WARN_UNUSED;
enum status table_writer_finish(struct table_writer *w, struct err *e) WARN_UNUSED;
/* Of the entry put last: TABLE_GROUP * its group + its place in the group. */
static inline uint32_t table_writer_number(const struct table_writer *w)
{
    return TABLE_GROUP * (w->group_count - 1) + (uint32_t)((w->entry_count - 1) % TABLE_GROUP);
}

struct table {
    struct lmdb_reader *file;
    size_t tree;
    const char *name;
    const uint8_t **verified;       /* blocks known to be sound, by address */
    size_t verified_mask;
    struct table_block *blocks;     /* null before table_number_groups */
    size_t block_count;
};

enum status table_open(struct table *t, struct lmdb_reader *file, size_t tree, const char *name,
                       struct err *e) WARN_UNUSED;
void table_close(struct table *t);

/* E_NOT_FOUND without a report when the key is not there. */
enum status table_find(struct table *t, struct slice key, struct slice *payload,
                       struct err *e) WARN_UNUSED;

/* The entries in order. The key borrows until the next step. Cursors of one table and
 * look-ups in it do not disturb each other.                                   */
struct table_cursor {
    struct table *table;
    const uint8_t *at, *end;        /* entries of the block not read yet */
    uint8_t key[TABLE_KEY_MAX];     /* of the entry read last */
    size_t key_size;
    bool started;
    uint32_t in_block;              /* entries of the block that were read */
    uint32_t group;                 /* of the entry read last, where all before were read too */
};

void table_cursor_init(struct table_cursor *c, struct table *t);
/* E_NOT_FOUND without a report at the end. */
enum status table_next(struct table_cursor *c, struct slice *key, struct slice *payload,
                       struct err *e) WARN_UNUSED;
/* The first entry whose key is `from` or comes after it; table_next goes on from there. */
enum status table_seek(struct table_cursor *c, struct slice from, struct slice *key,
                       struct slice *payload, struct err *e) WARN_UNUSED;

/* Groups are numbered through all blocks. block_groups: u16 for each block, as the writer had
 * them. Reads the keys of the blocks, not the blocks.                         */
enum status table_number_groups(struct table *t, struct slice block_groups,
                                struct err *e) WARN_UNUSED;
/* Before the first entry of a group. Requires table_number_groups. E_CORRUPT where there is no
 * such group.                                                                  */
enum status table_enter_group(struct table_cursor *c, uint32_t group, struct err *e) WARN_UNUSED;
/* The entry with a number (table_writer_number); as table_enter_group. */
enum status table_at(struct table_cursor *c, uint32_t number, struct slice *key,
                     struct slice *payload, struct err *e) WARN_UNUSED;
/* The number of the entry read last, where all before were read too. */
static inline uint32_t table_number(const struct table_cursor *c)
{
    return TABLE_GROUP * c->group + (c->in_block - 1) % TABLE_GROUP;
}
/* The next entry of the group; E_NOT_FOUND without a report at its end. */
enum status table_next_in_group(struct table_cursor *c, struct slice *key, struct slice *payload,
                                struct err *e) WARN_UNUSED;

#endif
