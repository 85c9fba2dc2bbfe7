#include "indexer/option_table.h"

#include "indexer/formats/charset.h"
#include "indexer/formats/format.h"

/* Sets of commands. */
#define OF(command) (UINT32_C(1) << COMMAND_##command)
#define READS_FILES (OF(ADD) | OF(UPDATE) | OF(WATCH))
#define WRITES (READS_FILES | OF(REMOVE) | OF(COMPACT) | OF(MERGE) | OF(LOAD))

static const char EXAMPLES[] =
    "  stemma-index add -d news articles/             index the articles of a folder\n"
    "  zcat x.jsonl.gz | stemma-index add -d news -   records from standard input\n"
    "  stemma-index update -d news                    read what changed since\n";

static const char CLOSING[] =
    "Exit status: 0 all well, 1 some inputs were skipped, 2 failed.\n";

static const struct option_command COMMANDS[COMMAND_COUNT] = {
    [COMMAND_ADD] = {"add", "PATH...",
        .text = "index the new and changed files of folders",
        .more = "- stands for records (JSON Lines) on standard input. An article added again under "
                "the same id replaces the old one; articles whose file is gone are removed.",
        .examples = "  stemma-index add -d news articles/\n"
                    "  stemma-index add -d news -g '*.txt' -g '!old/**' articles/\n"
                    "  stemma-index add -d news --fields=title=headline,body=text export.jsonl\n"},
    [COMMAND_UPDATE] = {"update", "",
        .text = "the same for all folders that were added",
        .more = "With the options that they were added with."},
    [COMMAND_WATCH] = {"watch", "",
        .text = "the same whenever something changes, until ^C",
        .more = "With at most one commit a second."},
    [COMMAND_REMOVE] = {"remove", "ID|PATH...",
        .text = "take articles out",
        .more = "Those with these ids, else with these paths, and those that `--query` finds.",
        .examples = "  stemma-index remove -d news -n --query 'flight Omsk'    only list them\n"},
    [COMMAND_LIST] = {"list", "[ID|PATH...|QUERY]",
        .text = "id, language, date, title and path of articles",
        .more = "Of all, or of those that are named, and of those that `--query` finds. Operands of "
                "which none is an id or a path are a query together.",
        .examples = "  stemma-index list -d news flight Omsk\n"},
    [COMMAND_STATS] = {"stats", "",
        .text = "what the index holds",
        .more = "Articles, languages, words of each zone, charsets, segments.",
        .examples = "  stemma-index stats -d news --top-terms=10 --lang=de\n"},
    [COMMAND_CHECK] = {"check", "",
        .text = "whether the index is sound",
        .more = "Its checksums, structure and counts; with `--deep` also that its postings are "
                "those of its texts. What is damaged is named, with its place; `--repair` makes an "
                "index of what is sound."},
    [COMMAND_COMPACT] = {"compact", "",
        .text = "one segment of all, without what is deleted",
        .more = "In place, or with `-o` in a new directory."},
    [COMMAND_MERGE] = {"merge", "INDEX...",
        .text = "take these indexes into the one of -d",
        .more = "They stay as they are. Of an id that several have, the article of the index named "
                "last counts."},
    [COMMAND_DUMP] = {"dump", "",
        .text = "all articles as JSON Lines, for load",
        .more = "Everything that the index holds of them and cannot find out again. With `--terms` or `--postings` "
                "what it has found out, for looking at.",
        .examples = "  stemma-index dump -d news | zstd > news.dump.zst\n"
                    "  stemma-index dump -d news --terms | jq -r 'select(.df > 100) | .term'\n"},
    [COMMAND_LOAD] = {"load", "[FILE...]",
        .text = "take in what dump printed",
        .more = "Searches find the same then, with the same scores.",
        .examples = "  zstdcat news.dump.zst | stemma-index load -d copy\n"},
    [COMMAND_ANALYZE] = {"analyze", "TEXT|FILE...|-",
        .text = "what the index would see of a text",
        .more = "Language, charset, title, date, zones, and of each word position, form and stem.",
        .examples = "  stemma-index analyze 'Gespräche in Perm'\n"},
    [COMMAND_LEXICON] = {"lexicon", "[TSV...]",
        .text = "make the lexicon for queries across languages",
        .more = "From the dictionaries of the packages trans-de-en, mueller7-dict, dict-freedict-* "
                "and hunspell-ru, as many as are installed, and from lines of your own: English, "
                "German, Russian, with tabs between; alternatives by |, several words make a phrase. "
                "The packages' files are looked for in /usr/share, or in $STEMMA_DICTIONARIES.",
        .examples = "  stemma-index lexicon my-words.tsv\n"},
};

static const struct option_row ROWS[] = {
    {.text = "The index"},
    {'d', "db", OPTION_FOLDER, "DIR", .common = true,
     .text = "the index (default: `$STEMMA_DB`, else `$XDG_DATA_HOME/stemma/default`)"},
    {OPT_WAIT, "wait", OPTION_NUMBER, "SECS", .most = 1000000, .commands = WRITES,
     .text = "how long to wait for another writer (default 10)"},
    {OPT_MEMORY, "memory", OPTION_SIZE, "SIZE",
     .commands = READS_FILES | OF(COMPACT) | OF(MERGE) | OF(LOAD),
     .text = "budget, with K, M or G (default 256M)",
     .more = "At least 16M are used. An article that is larger than the budget is held whole, in "
             "about eight times its size."},
    {'j', "jobs", OPTION_NUMBER, "N", .least = 1, .most = 256, .commands = READS_FILES | OF(LOAD),
     .text = "threads (default: as many as there are processors)",
     .more = "The index is the same, byte by byte, whatever their number."},
    {OPT_STORE, "store", OPTION_WORD, "WHAT", .words = "text|none",
     .commands = READS_FILES | OF(LOAD),
     .text = "`text` (default), or `none`: only titles are kept, no snippets",
     .more = "Articles are found and ranked alike."},

    {.text = "Which files"},
    {'g', "glob", OPTION_TEXT, "GLOB", .commands = OF(ADD),
     .text = "only files that fit, or none that fit !GLOB; may be repeated",
     .more = "As in gitignore(5), the last pattern that fits counts. One that spells out how names end, as *.rst, "
             "also reads files of a kind that is not known, by their first bytes."},
    {OPT_HIDDEN, "hidden", .commands = OF(ADD),
     .text = "files and folders whose names begin with a dot, too"},
    {OPT_NO_IGNORE, "no-ignore", .commands = OF(ADD),
     .text = "do not heed .gitignore files"},
    {'L', "follow", .commands = OF(ADD), .text = "follow symbolic links",
     .more = "No folder is walked twice."},
    {OPT_MAX_SIZE, "max-size", OPTION_SIZE, "SIZE", .commands = OF(ADD),
     .text = "pass over larger files"},
    {OPT_FILES_FROM, "files-from", OPTION_FILE, "FILE", .commands = OF(ADD),
     .text = "names of files, one a line; - is standard input",
     .more = "With `-0` each is ended by a NUL. The id of such an article is its whole path."},
    {OPT_CHECKSUM, "checksum", .commands = READS_FILES,
     .text = "compare contents instead of time, size and inode"},
    {OPT_NO_DELETE, "no-delete", .commands = READS_FILES,
     .text = "keep articles whose file or record is gone"},
    {OPT_OVERWRITE, "overwrite", .commands = OF(ADD),
     .text = "the index holds what is added now, and nothing else",
     .more = "All files are read, also those that did not change; articles and folders of before are "
             "taken out by the commit at the end, so that searches find them until then."},

    {.text = "How they are read"},
    {'t', "type", OPTION_WORD, "TYPE", .words = "auto|" FORMAT_WORDS,
     .commands = OF(ADD) | OF(ANALYZE),
     .text = "of all files: auto (default), " FORMAT_NAMES,
     .more = "Auto: by name, else by the first bytes."},
    {OPT_FILTER, "filter", OPTION_TEXT, "EXT:PROGRAM", .commands = OF(ADD) | OF(ANALYZE),
     .text = "a program that prints the text of files .EXT, as 'pdf:pdftotext -q %s -'",
     .more = "May be given 32 times. Words are split at blanks outside quotes, %s is the file; "
             "there is no shell. A program that runs for over 60 seconds or prints over 256 MB is "
             "stopped, and the file is skipped."},
    {'E', "encoding", OPTION_TEXT, "NAME", .words = "auto|utf-8|windows-1251|koi8-r|windows-1252",
     .commands = OF(ADD) | OF(ANALYZE),
     .text = "charset of all files (default auto: found for each)",
     .more = "Auto: a byte order mark, UTF-16 and UTF-32 by their shape, valid UTF-8, what the "
             "document declares where its bytes agree, else windows-1251, KOI8-R, ISO-8859-5, "
             "IBM866, windows-1252 or ISO-8859-15 by the letters. UTF-8 that was taken for "
             "windows-1252 or windows-1251 and saved again is undone. A charset that was declared and "
             "overruled is told in a note; `-v` shows the charset and, where it is not certain, "
             "how sure it is."},
    {OPT_FORCE, "force", .commands = OF(ADD) | OF(ANALYZE),
     .text = "take texts with more than 1 % of unreadable characters, too",
     .more = "They become U+FFFD; without it such files are skipped."},
    {OPT_LANG, "lang", OPTION_TEXT, "CODE", .words = "auto|en|de|ru",
     .commands = OF(ADD) | OF(ANALYZE) | OF(STATS),
     .text = "language of all articles (default: as declared, else identified)",
     .more = "Of `stats`: only this language."},
    {OPT_FIELDS, "fields", OPTION_TEXT, "OURS=THEIRS,...", .commands = OF(ADD) | OF(ANALYZE),
     .text = "members of records and columns, as title=headline,price=cost",
     .more = "Ours are id, lang, title, date, body, url and author; any other name "
             "is a field of your own: price:10..20 then finds by it, and hits tell it. "
             "It may also be the name of a <meta>, of a member of JSON-LD, of a line of front "
             "matter or of a header of mail. price alone is price=price."},
    {OPT_ID, "id", OPTION_WORD, "KIND", .words = "path|url|hash", .commands = OF(ADD),
     .text = "what names an article: path (default), url, hash",
     .more = "`path`: the file's path below its folder, without its extension; of records their "
             "own id, or NAME:LINE. `url`: the address that a page or record gives, else as "
             "`path`. `hash`: a checksum of title, text and date, so that a file may be renamed, "
             "and the same article in two files is one."},
    {OPT_TITLE, "title", OPTION_WORD, "HOW", .words = "auto|first-line|none",
     .commands = OF(ADD) | OF(ANALYZE),
     .text = "auto (default): found by shape and markup; first-line; none",
     .more = "A title that a record gives stays in any case."},
    {OPT_ZONES, "zones", OPTION_WORD, "HOW", .words = "auto|off",
     .commands = OF(ADD) | OF(ANALYZE),
     .text = "`off`: the first line is the title, all else body"},

    {.text = "What is done"},
    {'n', "dry-run", .commands = OF(ADD) | OF(UPDATE) | OF(REMOVE),
     .text = "say what would be done, change nothing"},
    {OPT_QUERY, "query", OPTION_TEXT, "QUERY", .commands = OF(LIST) | OF(REMOVE),
     .text = "the articles that stemma-search finds with all words of it",
     .more = "Near copies, too. The program is the one in the folder of stemma-index."},
    {OPT_DEEP, "deep", .commands = OF(CHECK), .text = "analyse all texts again and compare",
     .more = "Each term at its positions, with the weight of its zone, and nothing besides; it "
             "takes about ten times as long."},
    {OPT_REPAIR, "repair", .commands = OF(CHECK),
     .text = "keep every sound segment and name the articles that are lost",
     .more = "A line for each of them, id, tab and path. Files that the index remembers are read again "
             "by `update`; damaged files stay as damaged-*. Exit status 1: something was lost."},
    {'o', "output", OPTION_FILE, "PATH", .commands = OF(COMPACT) | OF(LEXICON),
     .text = "the new index, the old one stays; or the lexicon",
     .more = "Without it, the lexicon is $XDG_DATA_HOME/stemma/lexicon.mdb, where searches look "
             "for it."},
    {OPT_TERMS, "terms", .commands = OF(DUMP), .text = "the vocabulary instead of the articles",
     .more = "A line for each term: its language, in how many articles it is (df) and how often (cf), and the "
             "forms that it was written in."},
    {OPT_POSTINGS, "postings", .commands = OF(DUMP), .text = "where each term stands instead of the articles",
     .more = "A line for each term: ids, how often it is there, that weighted by zones, and positions."},
    {OPT_TOP_TERMS, "top-terms", OPTION_NUMBER, "[N]", .most = 1000000, .commands = OF(STATS),
     .text = "the N terms of each language (20) that are in most articles"},

    {.text = "What is told"},
    {'q', "quiet", .text = "no summary",
     .commands = READS_FILES | OF(REMOVE) | OF(COMPACT) | OF(MERGE) | OF(LOAD) | OF(LEXICON)},
    {'v', "verbose", .commands = READS_FILES, .text = "a line for each article"},
    {OPT_JSON, "json", .text = "JSON on standard output: the summary, or a line for each article",
     .commands = READS_FILES | OF(REMOVE) | OF(LIST) | OF(STATS) | OF(COMPACT) | OF(MERGE)
                 | OF(LOAD) | OF(ANALYZE)},
    {OPT_FORMAT, "format", OPTION_TEXT, "TEMPLATE", .commands = OF(LIST),
     .text = "a line of your own, such as '{id}\\t{title:40}\\n'",
     .more = "The fields are id, lang, date, title, path, charset, bytes, fields (all user fields, as JSON) "
             "and the names of user fields; else as the templates of stemma-search."},
    {'0', "null", .commands = OF(LIST) | OF(REMOVE) | OF(ADD),
     .text = "ids alone, each ended by a NUL; of --files-from: names so"},
    {OPT_PROGRESS, "progress", OPTION_WORD, "WHEN", .words = "auto|always|never",
     .commands = READS_FILES, .text = "on standard error; auto: on a terminal"},
    {OPT_COLOR, "color", OPTION_WORD, "WHEN", .words = "auto|always|never",
     .commands = OF(LIST) | OF(REMOVE), .text = "colours: auto, always or never"},

    OPTION_ROWS_OF_HELP,
};

const struct option_program index_program = {
    .name = "stemma-index",
    .text = "full-text index of articles in English, German and Russian",
    .examples = EXAMPLES,
    .closing = CLOSING,
    .rows = ROWS,
    .row_count = sizeof ROWS / sizeof *ROWS,
    .commands = COMMANDS,
    .command_count = COMMAND_COUNT,
};
