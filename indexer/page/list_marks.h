/* list_marks.h - the marks that begin the items of a list: "* one", "• two", "□ three". */
#ifndef INDEXER_PAGE_LIST_MARKS_H
#define INDEXER_PAGE_LIST_MARKS_H

#include <stdbool.h>
#include <stdint.h>

static inline bool is_list_mark(uint32_t c)
{
    switch (c) {
    case '*': case '+': case '#': case 0xbb: case 0x203a: case 0x2022: case 0x2023: case 0x25a0: case 0x25a1:
    case 0x25aa: case 0x25b8: case 0x25ba: case 0x25cb: case 0x25cf: case 0x25e6: case 0x2606:
        return true;
    default:
        return false;
    }
}

#endif
