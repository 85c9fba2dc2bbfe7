#include "searcher/option_table.h"

static const char EXAMPLES[] =
    "  stemma-search -d news trade cooperation    all of the words, in any form\n"
    "  stemma-search -d news -o Minsk Минск       any of the words\n"
    "  stemma-search -d news '\"direct flight\"'    the words next to each other\n"
    "  stemma-search -d news -- flight -Omsk      the first word without the second\n"
    "  stemma-search -d news -l0 flight | xargs -0 wc\n";

static const char CLOSING[] =
    "Exit status: 0 found, 1 nothing found, 2 error.\n";

static const struct option_row ROWS[] = {
    {.text = "Matching"},
    {'d', "db", OPTION_FOLDER, "DIR", .common = true,
     .text = "the index (default: `$STEMMA_DB`, else `$XDG_DATA_HOME/stemma/default`)",
     .more = "May be given up to 64 times: the indexes are searched and ranked as one."},
    {'a', "all", .text = "articles with all of the words (default)", .common = true,
     .more = "Where none has all, those that have most are shown, and a note says so."},
    {'o', "any", .text = "articles with any of the words", .common = true},
    {OPT_NO_RELAX, "no-relax", .text = "none rather than articles with some of the words"},
    {'F', "fixed", .text = "no operators: everything is a word"},
    {OPT_FUZZY, "fuzzy", .text = "words as they may be misspelt, too",
     .more = "Each word of four letters and more as `word~`; what is found so stands behind what has "
             "the word itself."},
    {'x', .text = "translate the words (--xlang=all)", .common = true},
    {OPT_XLANG, "xlang", OPTION_WORD, "HOW", .words = "off|names|all",
     .text = "other languages: `off`, `names` (default) or `all` words",
     .more = "All words are translated by the lexicon that `stemma-index lexicon` makes."},
    {OPT_FROM, "from", OPTION_WORD, "LANG", .words = "auto|en|de|ru",
     .text = "the language of the query (default auto: whichever knows more of its words)"},
    {OPT_LEXICON, "lexicon", OPTION_FILE, "FILE",
     .text = "the lexicon (default: $XDG_DATA_HOME/stemma/lexicon.mdb)"},
    {OPT_SYNONYMS, "synonyms", OPTION_FILE, "FILE", .text = "words that are one: car, automobile, motor car",
     .more = "A line each, with commas or tabs between; `#` begins a comment. Each stands for all of its line in any "
             "form, as another form of itself, but not in quotation marks and behind `=`."},
    {OPT_EXPAND, "expand", OPTION_TEXT, "LIST",
     .text = "what a word stands for beside its stem: forms,parts,names,writings (all of them) or none",
     .more = "`forms`: other inflected forms; `parts`: German compounds and their parts; `names`: "
             "names in other scripts; `writings`: e-mail and email, 2.000 and 2,000. With `even` "
             "beside them they count as much as the word itself."},
    {OPT_EXHAUSTIVE, "exhaustive", .text = "score every article: slow, the same result"},

    {.text = "Selecting"},
    {'n', "limit", OPTION_NUMBER, "N", .also = 'm', .common = true,
     .text = "so many hits (default 10; 0: all)"},
    {OPT_OFFSET, "offset", OPTION_NUMBER, "N", .text = "hits from the N-th on; the first is 0"},
    {OPT_MIN_SCORE, "min-score", OPTION_TEXT, "X", .text = "hits with at least this score"},
    {OPT_LANG, "lang", OPTION_TEXT, "CODE,...", .text = "articles in these languages: en,de,ru",
     .more = "As `lang:de` in the query, beside what stands there."},
    {OPT_SINCE, "since", OPTION_TEXT, "DATE",
     .text = "articles from this day on: 2024-05-17, 2024-05, 7d",
     .more = "`7d`, `2w`, `3m` and `1y` are so long ago; articles without a year are left out."},
    {OPT_UNTIL, "until", OPTION_TEXT, "DATE", .text = "articles up to this day, month or year"},
    {OPT_RECENCY, "recency", OPTION_NUMBER, "DAYS", .least = 1, .most = 100000,
     .text = "newer articles first where merits are alike",
     .more = "A score is halved with age: an article DAYS old keeps three quarters of it, one "
             "without a date half."},
    {OPT_LIKE, "like", OPTION_TEXT, "ID", .text = "articles like this one",
     .more = "Its 25 most telling words are searched; a query beside it has to be matched too."},
    {OPT_FACETS, "facets", OPTION_TEXT, "A,B,...", .words = "lang|year|month|zone|ext|charset",
     .text = "how all matches divide: lang, year, month, zone, ext, charset, user fields"},
    {'l', "files", .text = "paths only", .common = true},
    {'c', "count", .text = "the number of matching articles", .common = true},
    {'q', "quiet", .text = "nothing but the exit status"},
    {OPT_SORT, "sort", OPTION_TEXT, "KEY",
     .words = "score|date|title|path|id|lang|-score|-date|-title|-path|-id|-lang",
     .text = "order by score (default), date, title, path, id, lang or a user field",
     .more = "With a `-` before the key the other way round."},
    {OPT_COLLAPSE, "collapse", OPTION_WORD, "HOW", .words = "near|exact|off",
     .text = "copies of an article behind the best one: near (default), exact, off",
     .more = "Near copies have about three quarters of their four-word sequences in common, exact "
             "ones the same words and size; their number is shown. With `-l` and `--trec` the "
             "default is off."},

    {.text = "Snippets"},
    {'s', "snippets", OPTION_NUMBER, "N", .most = 1000, .common = true,
     .text = "so many passages of each hit (default 2)"},
    {OPT_SNIPPET_LENGTH, "snippet-length", OPTION_NUMBER, "CHARS", .most = 1000000,
     .text = "about so many characters each (default 240; 0: none)"},
    {OPT_NO_SNIPPETS, "no-snippets", .text = "no passages"},
    {OPT_FULL, "full", .text = "the whole article with its matches",
     .more = "For people what is neither lead nor body is dim; with `--json` and `--jsonl` each "
             "paragraph is a passage."},
    {OPT_MARK, "mark", OPTION_TEXT, "OPEN,CLOSE",
     .text = "signs around what matches, as '[,]'; one for both: '*'",
     .more = "For people, TSV, CSV and `--format`."},
    {OPT_OFFSETS, "offsets", OPTION_WORD, "UNIT", .words = "chars|bytes|utf16",
     .text = "what JSON counts places in: chars (default), bytes, utf16",
     .more = "Characters are code points; bytes are those of UTF-8; utf16 is what JavaScript and "
             "Java count."},

    {.text = "Output"},
    {OPT_JSON, "json", .text = "one object with query, notes and hits", .common = true},
    {OPT_JSONL, "jsonl", .text = "an object for each hit"},
    {OPT_TSV, "tsv", .text = "score, path, language, date, title, passage (default in a pipe)"},
    {OPT_CSV, "csv", .text = "the same with commas, and the names of the columns"},
    {OPT_HTML, "html", .text = "a page for a browser", .more = "Matches are in `<mark>`."},
    {OPT_FIELDS, "fields", OPTION_TEXT, "A,B,...",
     .text = "columns of TSV and CSV, members of JSON's hits, as id,title,path",
     .more = "The fields are rank, id, score, path, lang, date, title, snippet, passages, charset, "
             "similar, occurrences, via, qid, fields (all user fields, as JSON) and the names of "
             "user fields. With --files and --null: id or path."},
    {OPT_TREC, "trec", OPTION_TEXT, "[TAG]",
     .text = "lines of a TREC run: qid Q0 id rank score TAG",
     .more = "Scores fall strictly, as single floats too; an id with white space is "
             "percent-encoded. Outside `--batch` the qid is 1."},
    {OPT_FORMAT, "format", OPTION_TEXT, "TEMPLATE", .common = true,
     .text = "a line of your own, such as '{rank}\\t{lang}\\t{title:40}\\t{path}\\n'",
     .more = "`{a|b}` is the first field that is not empty, `{title:40}` is cut or filled to 40 "
             "cells, `{id:-8}` is flush right, `{score:.2f}` has two digits; `\\t`, `\\n`, `\\0`, "
             "`\\e`, `\\\\`, `\\{` and `\\}` are a tab, a line break, NUL, escape and the signs "
             "themselves."},
    {'0', "null", .text = "paths only, a NUL after each"},
    {OPT_PARSE, "parse", .text = "the query as it was understood, and stop",
     .more = "With `-x` or `--explain` also what stands for its words, where articles have it, a line each: "
             "word, language, via, weight, articles, and what it is searched as, with tabs between."},
    {OPT_SPELL, "spell", .text = "what may be meant by words that the index lacks, and stop",
     .more = "Lines of word, tab, what may be meant, best first, up to eight for a word; exit status 1 where "
             "there is none. Nothing is searched."},
    {OPT_SUGGEST, "suggest", OPTION_TEXT, "PREFIX",
     .text = "words of the index that begin so, most frequent first, and stop",
     .more = "One a line, as many as `--limit` says (10); exit status 1 where there is none."},
    {OPT_EXPLAIN, "explain", .text = "how each score came about"},
    {OPT_STATS, "stats", .text = "counts and times, on standard error"},
    {OPT_FORMAT_VERSION, "format-version", OPTION_NUMBER, "N", .least = 1, .most = 1,
     .text = "the version of JSON's members that a program knows: 1",
     .more = "A version that is not known any more is an error."},

    {.text = "Many queries"},
    {OPT_BATCH, "batch", OPTION_FILE, "[FILE]",
     .text = "a query a line, or QID, tab, query; else from standard input",
     .more = "A qid that is not given is the number of the line. Each hit, or each object of "
             "`--json`, begins with the qid. A query that cannot be run is named, and the others "
             "are run."},
    {OPT_SERVE, "serve", OPTION_TEXT, "[ADDRESS]",
     .text = "answer queries by HTTP, until ^C (default 127.0.0.1:8047)",
     .more = "ADDRESS is a port of this machine alone, [::1]:8047, or unix:/path. "
             "/search?q=QUERY answers as `--json`, with arguments named like long options; / is a page "
             "for a browser. Needs libmicrohttpd."},

    {.text = "Terminal"},
    {OPT_COLOR, "color", OPTION_WORD, "WHEN", .words = "auto|always|never",
     .text = "colours: auto, always or never"},
    {OPT_HYPERLINK, "hyperlink", OPTION_WORD, "WHEN", .words = "auto|always|never",
     .text = "paths as links of the terminal",
     .more = "Auto: on a terminal with colour. A relative path is taken from the current folder."},
    {OPT_NO_PAGER, "no-pager", .text = "print all at once",
     .more = "Else what is longer than the terminal goes through `$PAGER`, or less; never with "
             "`--batch`."},
    {OPT_WIDTH, "width", OPTION_NUMBER, "N", .most = 100000,
     .text = "cells of a line (default: the terminal's, else 80)"},
    {OPT_EXIT_ZERO, "exit-zero", .text = "exit status 0 where nothing was found, too"},
    {OPT_NO_CONFIG, "no-config", .text = "do not read `$STEMMA_OPTIONS`",
     .more = "Else options in that variable, split at blanks outside quotes, stand before those of "
             "the command line. Programs that call this one should give `--no-config`."},

    OPTION_ROWS_OF_HELP,
};

const struct option_program search_program = {
    .name = "stemma-search",
    .text = "ranked articles with highlighted snippets",
    .operands = "[--] QUERY...",
    .examples = EXAMPLES,
    .closing = CLOSING,
    .dash = " (a query that starts with '-' goes after '--')",
    .rows = ROWS,
    .row_count = sizeof ROWS / sizeof *ROWS,
};
