#!/usr/bin/env python3
"""Counts pairs of Russian letters in the UTF-8 text on standard input and prints the
table of indexer/formats/charset_pairs.c: one row for each first letter, one digit in base
36 for each second: the surprise -log2 P(second | first) in half bits.

Position 0 is whatever is no Russian letter (the borders of words); capitals count as
small letters. A pair dearer than 12 bits counts as 12."""
import math
import sys

LETTERS = " абвгдежзийклмнопрстуфхцчшщъыьэюяё"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST = 24       # half bits: one odd pair, as in a name, says no more than that


def main():
    at = {c: i for i, c in enumerate(LETTERS)}
    counts = [[0.25] * len(LETTERS) for _ in LETTERS]
    before = 0
    for line in sys.stdin:
        for c in line.lower():
            now = at.get(c, 0)
            if before or now:
                counts[before][now] += 1
            before = now
    for i, row in enumerate(counts):
        # a border follows no border
        total = sum(row[1:]) if i == 0 else sum(row)
        digits = (min(MOST, round(-2 * math.log2(n / total))) for n in row)
        text = "".join(DIGITS[d] for d in digits)
        print(f'    "{"0" + text[1:] if i == 0 else text}", /* {LETTERS[i]} */')


main()
