/* datelines.h - where and when a report was filed, in front of its first sentence.
 *
 *     MOSKAU, 17. Mai (BelTA) - Für Belarus ...      BERLIN (dpa) – Der ...
 *     МОСКВА, 17 мая. /ТАСС/. Текст ...              MINSK, 17 May - ...
 *
 * No part of a title made of that sentence; its date is the article's.           */
#ifndef INDEXER_PAGE_DATELINES_H
#define INDEXER_PAGE_DATELINES_H

#include "base/slice.h"

/* Bytes up to the first word of the sentence; 0 where there is no dateline. */
size_t dateline_bytes(struct slice paragraph);

#endif
