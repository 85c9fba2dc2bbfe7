/* mail.h - messages: a file that holds one (.eml), or many (mbox).
 *
 *     From someone@example.org Fri May 17 ...    begins a message of an mbox
 *     From: A. B. <a@example.org>                 author
 *     Subject: ...                                title
 *     Date: Fri, 17 May 2024 11:34:00 +0300       date
 *     Message-ID: <x@example.org>                 id, without its brackets
 *                                                 the body
 *
 * Of a message in parts, the first of several forms that is plain text counts, else HTML; other
 * texts follow one another; attachments are passed over. Lines of plain text that were broken to fit
 * are joined to paragraphs, lines quoted with '>' are quotes.
 *
 * Source  RFC 4155 (mbox; ">From " at a line's start is "From "), mime.h.
 * Memory  One message, at most LINES_MAX_BYTES; a longer one is refused.        */
#ifndef INDEXER_FORMATS_MAIL_H
#define INDEXER_FORMATS_MAIL_H

#include "indexer/formats/entry.h"
#include "indexer/formats/fields.h"
#include "indexer/formats/lines.h"

/* Fills the page, which is empty, from the bytes of a message; its id borrows from the page.
 * E_MEMORY; E_INPUT where the message holds no text.                           */
enum status mail_read_message(struct slice message, struct page *p, struct slice *id,
                              struct err *e) WARN_UNUSED;

/* "From ", and the time at which the message came: sentences begin with From too. */
bool mail_begins_message(struct slice line);

/* Hands out the messages of a mailbox; a file that does not begin like one is one message. */
enum status mail_read(struct lines *l, const struct fields *fields, const struct entry_sink *sink,
                      struct err *e) WARN_UNUSED;

#endif
