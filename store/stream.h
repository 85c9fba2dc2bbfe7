/* stream.h - records in checksummed chunks, one LMDB value each.
 *
 *     chunk = data (up to what the stream was opened for; more for one longer record)
 *             checksum (8 bytes, XXH3 seeded with tree number << 32 | chunk)
 *     key   = chunk number, big-endian 32 bits, 0, 1, 2 ... without a gap
 *
 * A record lies whole in one chunk; its address is (chunk, offset). Data that
 * may be longer than a chunk is appended as bytes that run across chunks.
 * Chunks fill 4 or 16 pages less LMDB's header: nothing is wasted. What is read
 * here and there has small ones, for each is verified whole.
 *
 * Memory  Chunks read borrow from the map. Each is verified on its first use. */
#ifndef STORE_STREAM_H
#define STORE_STREAM_H

#include "base/buf.h"
#include "store/checksum.h"
#include "store/lmdb_file.h"

#define STREAM_CHUNK_BYTES ((4u << 12) - 16 - CHECKSUM_BYTES)
#define STREAM_ARRAY_BYTES ((16u << 12) - 16 - CHECKSUM_BYTES)    /* of arrays, read as wholes */
#define STREAM_RECORD_MAX (LMDB_VALUE_MAX - CHECKSUM_BYTES)

struct stream_address {
    uint32_t chunk;
    uint32_t offset;
};

struct stream_writer {
    struct lmdb_writer *file;
    size_t tree;
    size_t chunk_bytes;         /* of data in a chunk, at most */
    uint32_t chunk;
    struct buf data;
};

void stream_writer_init(struct stream_writer *w, struct lmdb_writer *file, size_t tree,
                        size_t chunk_bytes);
void stream_writer_release(struct stream_writer *w);

/* Appends a whole record of at most STREAM_RECORD_MAX bytes. */
enum status stream_put(struct stream_writer *w, struct slice record, struct stream_address *out,
                       struct err *e) WARN_UNUSED;
/* Appends bytes of any number, across chunks where they must. */
enum status stream_put_bytes(struct stream_writer *w, struct slice bytes,
                             struct stream_address *out, struct err *e) WARN_UNUSED;
enum status stream_writer_finish(struct stream_writer *w, struct err *e) WARN_UNUSED;

struct stream {
    struct lmdb_reader *file;
    size_t tree;
    const char *name;           /* of file and tree, for messages */
    uint32_t chunk_count;
    struct slice *chunks;       /* .p is null before the first use */
    struct err *err;
};

enum status stream_open(struct stream *s, struct lmdb_reader *file, size_t tree, const char *name,
                        struct err *e) WARN_UNUSED;
void stream_close(struct stream *s);

/* The data of a chunk in *out; E_CORRUPT when there is no such chunk or it is damaged. */
enum status stream_chunk(struct stream *s, uint32_t chunk, struct slice *out,
                         struct err *e) WARN_UNUSED;
/* From an address to the end of its chunk, at least `size` bytes. */
enum status stream_at(struct stream *s, struct stream_address at, size_t size, struct slice *out,
                      struct err *e) WARN_UNUSED;
/* `size` bytes that may run across chunks: borrowed where they lie in one,
 * else gathered in *scratch.                                                  */
enum status stream_bytes(struct stream *s, struct stream_address at, size_t size,
                         struct buf *scratch, struct slice *out, struct err *e) WARN_UNUSED;

#endif
