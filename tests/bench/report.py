"""Tables in Markdown and plots in SVG of what was measured."""
import math
import statistics
from html import escape

COLOURS = ("#1b6ca8", "#c1440e", "#3a7d44", "#8e44ad", "#7f6000", "#444444")

# key, what it is, whether more is better, how a figure is written
METRICS = [
    ("mbs_1", "indexing MB/s, 1 thread", True, "{:.1f}"),
    ("mbs_n", "indexing MB/s, N threads", True, "{:.1f}"),
    ("rss_1", "indexing, peak RSS MB", False, "{:.0f}"),
    ("size_text", "index / corpus, text kept", False, "{:.2f}"),
    ("size_none", "index / corpus, no text", False, "{:.2f}"),
] + [(f"{kind}_{part}", f"{name} {part}, µs", False, "{:.0f}")
     for kind, name in (("or", "OR"), ("and", "AND"), ("phrase", "phrase"),
                        ("snippets", "OR + snippets"))
     for part in ("mean", "p50", "p99")] + [
    ("process_p50", "one process, p50 ms", False, "{:.1f}"),
    ("process_min", "one process, least ms", False, "{:.1f}"),
    ("process_snippets_p50", "one process with snippets, p50 ms", False, "{:.1f}"),
]


def ratios(ours, theirs):
    """Stemma / peer, for each repetition; what was measured once stands for all."""
    if not ours or not theirs:
        return []
    count = max(len(ours), len(theirs))
    return [ours[min(i, len(ours) - 1)] / theirs[min(i, len(theirs) - 1)] for i in range(count)]


def number(x):
    return f"{x:.2f}" if x < 9.95 else f"{x:.0f}"


def spread(values):
    if not values:
        return "-"
    middle = number(statistics.median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({number(min(values))} - {number(max(values))})"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def ratio_table(names, results):
    """results: name -> metric -> figures of the repetitions; names[0] is Stemma."""
    rows = []
    for key, label, more, _ in METRICS:
        cells = [spread(ratios(results[names[0]].get(key), results[n].get(key)))
                 for n in names[1:]]
        if any(c != "-" for c in cells):
            rows.append([label, "more" if more else "less", *cells])
    return table(["Stemma / peer", "better is", *names[1:]], rows)


def figure_table(names, results):
    rows = []
    for key, label, _, form in METRICS:
        cells = []
        for name in names:
            values = results[name].get(key)
            cells.append(form.format(statistics.median(values)) if values else "-")
        if any(c != "-" for c in cells):
            rows.append([label, *cells])
    return table(["median", *names], rows)


class Drawing:
    """An SVG of lines, dots and words."""

    def __init__(self, width, height):
        self.size = width, height
        self.parts = []

    def line(self, x1, y1, x2, y2, colour="#cccccc", width=1):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
                          f'stroke="{colour}" stroke-width="{width}"/>')

    def dot(self, x, y, colour):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')

    def text(self, x, y, text, anchor="start", colour="#222222", weight="normal"):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
                          f'fill="{colour}" font-weight="{weight}">{escape(text)}</text>')

    def svg(self):
        width, height = self.size
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
                f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">\n'
                f'<rect width="{width}" height="{height}" fill="white"/>\n'
                + "\n".join(self.parts) + "\n</svg>\n")


def advantages(names, results):
    """(label, [(peer's place, times better in each repetition)]) of each metric."""
    out = []
    for key, label, more, _ in METRICS:
        row = []
        for at, name in enumerate(names[1:]):
            values = ratios(results[names[0]].get(key), results[name].get(key))
            if values:
                row.append((at, [v if more else 1 / v for v in values]))
        if row:
            out.append((label, row))
    return out


def ratio_plot(names, results):
    """A row per metric, a dot per peer: how many times better Stemma is."""
    rows = advantages(names, results)
    every = [v for _, row in rows for _, values in row for v in values] + [0.5, 2]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
    left, width, top, step = 250, 620, 70, 22
    out = Drawing(left + width + 30, top + step * len(rows) + 40)

    def x_of(value):
        return left + width * (math.log10(value) - low) / (high - low)

    out.text(20, 24, "How many times better Stemma is (left of 1: worse)", weight="bold")
    for at, name in enumerate(names[1:]):
        out.dot(left + 110 * at, 44, COLOURS[at % len(COLOURS)])
        out.text(left + 110 * at + 9, 48, name)
    bottom = top + step * len(rows)
    for power in range(low, high + 1):
        x = x_of(10 ** power)
        out.line(x, top - 8, x, bottom, "#444444" if power == 0 else "#dddddd")
        out.text(x, bottom + 18, f"{10 ** power:g}", "middle")
    for place, (label, row) in enumerate(rows):
        y = top + step * place + step / 2
        out.text(left - 12, y + 4, label, "end")
        out.line(left, y, left + width, y, "#f0f0f0")
        for at, values in row:
            colour = COLOURS[at % len(COLOURS)]
            out.line(x_of(min(values)), y, x_of(max(values)), y, colour, 3)
            out.dot(x_of(statistics.median(values)), y, colour)
    return out.svg()


def curve(out, box, title, points):
    """A curve in box (x, y, width, height) over log2 of the size; y from 0."""
    left, top, width, height = box
    low, high = math.log2(points[0][0]), math.log2(points[-1][0])
    most = max(y for _, y in points) * 1.15 or 1

    def place(x, y):
        share = (math.log2(x) - low) / (high - low) if high > low else 0.5
        return left + width * share, top + height * (1 - y / most)

    out.text(left, top - 10, title, weight="bold")
    out.line(left, top + height, left + width, top + height, "#444444")
    for one, two in zip(points, points[1:]):
        out.line(*place(*one), *place(*two), COLOURS[0], 2)
    for x, y in points:
        at = place(x, y)
        out.dot(*at, COLOURS[0])
        out.text(at[0], at[1] - 9, number(y), "middle")
        out.text(at[0], top + height + 16, f"{x:.0f} MB", "middle", "#666666")


def curves(title, sizes, series):
    """series: (title, figures), each in a box of its own, two in a row."""
    width, height = 360, 170
    out = Drawing(2 * (width + 70) + 20, 60 + (len(series) + 1) // 2 * (height + 80))
    out.text(20, 24, title, weight="bold")
    for at, (name, values) in enumerate(series):
        box = (50 + at % 2 * (width + 70), 80 + at // 2 * (height + 80), width, height)
        curve(out, box, name, list(zip(sizes, values)))
    return out.svg()
