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

struct table_writer {
    struct lmdb_writer *file;
    size_t tree;
    struct buf block;
    struct buf first_key, last_key;
    uint16_t restarts[TABLE_BLOCK_BYTES / 16];
    size_t restart_count, entry_count;
};

void table_writer_init(struct table_writer *w, struct lmdb_writer *file, size_t tree);
void table_writer_release(struct table_writer *w);
/* Requires keys in increasing order. */
enum status table_put(struct table_writer *w, struct slice key, struct slice payload,
                      struct err *e) WARN_UNUSED;
enum status table_writer_finish(struct table_writer *w, struct err *e) WARN_UNUSED;

struct table {
    struct lmdb_reader *file;
    size_t tree;
    const char *name;
    const uint8_t **verified;       /* blocks known to be sound, by address */
    size_t verified_mask;
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
};

void table_cursor_init(struct table_cursor *c, struct table *t);
/* E_NOT_FOUND without a report at the end. */
enum status table_next(struct table_cursor *c, struct slice *key, struct slice *payload,
                       struct err *e) WARN_UNUSED;
/* The first entry whose key is `from` or comes after it; table_next goes on from there. */
enum status table_seek(struct table_cursor *c, struct slice from, struct slice *key,
                       struct slice *payload, struct err *e) WARN_UNUSED;

#endif
