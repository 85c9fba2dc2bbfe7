#include "indexer/settings.h"

#include <stdio.h>

#include "indexer/commands/list_format.h"
#include "indexer/formats/charset.h"
#include "indexer/option_table.h"
#include "indexer/report.h"

#define MEMORY_LEAST ((size_t)16 << 20)
#define TOP_TERMS_DEFAULT 20
#define KEPT_MAX_BYTES ((size_t)1 << 20)

static void set_memory(const struct option_given *g, size_t *out)
{
    *out = g->number;
    if (*out < MEMORY_LEAST) {
        *out = MEMORY_LEAST;
        report_message("note: --memory=%s is too small; 16M are used", g->value);
    }
}

/* A code that is none would name every article "und" without a word. */
static enum status set_lang(const char *value, struct slice *out, struct err *e)
{
    struct slice code = slice_of_string(value);

    *out = strcmp(value, "auto") == 0 ? (struct slice){0} : code;
    if (out->n == 0 || strcmp(value, "und") == 0
        || strcmp(lang_normalize_code(code).text, "und") != 0)
        return OK;
    return err_set(e, E_USAGE, "--lang takes auto or a code such as en, de, ru, not '%.100s'",
                   value);
}

static enum status set_charset(const char *value, const char **out, struct err *e)
{
    *out = strcmp(value, "auto") == 0 ? NULL : charset_known(value);
    if (*out != NULL || strcmp(value, "auto") == 0)
        return OK;
    return err_set(e, E_USAGE, "--encoding takes auto or a charset that is known, such as "
                   CHARSET_NAMES ", not '%.100s'", value);
}

static enum status add_filter(const char *value, struct import_options *o, struct err *e)
{
    if (o->filter_count == IMPORT_FILTERS_MAX)
        return err_set(e, E_USAGE, "at most 32 filters");
    if (filter_parse(value, &o->filters[o->filter_count++], NULL) == OK)
        return OK;
    return err_set(e, E_USAGE, "--filter takes EXTENSION:PROGRAM, such as "
                   "'pdf:pdftotext -q %%s -', not '%.100s'", value);
}

static enum status add_glob(const char *value, struct walk_options *o, struct err *e)
{
    if (value[0] == '\0' || strcmp(value, "!") == 0)
        return err_set(e, E_USAGE, "--glob takes a pattern such as '*.txt' or '!old/**'");
    return globs_add(&o->globs, slice_of_string(value)) ? OK : err_memory(e, "--glob");
}

/* Options that say which files are articles and how they are read: a folder remembers them. */
static enum status take_reading(const struct option_given *g, struct add_options *o, struct err *e)
{
    switch (g->row->id) {
    case OPT_LANG: return set_lang(g->value, &o->lang_code, e);
    case 'E': return set_charset(g->value, &o->import.charset, e);
    case 't': o->import.type = format_of_name(g->value); break;
    case OPT_FILTER: return add_filter(g->value, &o->import, e);
    case OPT_ID: o->import.id = (enum import_id)g->number; break;
    case OPT_ZONES: o->how.zones = (enum article_zones)g->number; break;
    case OPT_TITLE: o->how.title = (enum article_title)g->number; break;
    case OPT_FORCE: o->import.damage = IMPORT_DAMAGE_KEEP; break;
    case OPT_FIELDS: return fields_parse(g->value, &o->import.fields, e);
    case 'g': return add_glob(g->value, &o->walk, e);
    case OPT_HIDDEN: o->walk.hidden = true; break;
    case OPT_NO_IGNORE: o->walk.no_ignore = true; break;
    case 'L': o->walk.follow = true; break;
    case OPT_MAX_SIZE: o->walk.max_bytes = g->number; break;
    default: break;
    }
    return OK;
}

static bool is_kept(int id)
{
    static const int kept[] = {OPT_LANG,  'E', 't', OPT_FILTER, OPT_ZONES,     OPT_FORCE, OPT_FIELDS,
                               OPT_TITLE, 'g', 'L', OPT_HIDDEN, OPT_NO_IGNORE, OPT_MAX_SIZE, OPT_ID};

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i] == id)
            return true;
    return false;
}

/* "name" or "name=value", and a NUL. */
static void keep_option(const struct option_given *g, struct buf *out)
{
    buf_append_string(out, g->row->name);
    if (g->value != NULL)
        buf_printf(out, "=%s", g->value);
    buf_append_byte(out, '\0');
}

static bool apply_kept_one(struct add_options *o, const char *word)
{
    size_t name_size = strcspn(word, "=");
    const struct option_row *row = option_find(&index_program, slice_of(word, name_size));
    struct option_given given;

    return row != NULL && is_kept(row->id)
           && option_read(row, word[name_size] == '=' ? word + name_size + 1 : NULL, &given, NULL)
                  == OK
           && take_reading(&given, o, NULL) == OK;
}

static bool apply_kept(struct add_options *o, struct slice kept)
{
    while (kept.n > 0) {
        size_t size = strnlen((const char *)kept.p, kept.n);

        if (size == kept.n || !apply_kept_one(o, (const char *)kept.p))
            return false;
        kept = slice_drop(kept, size + 1);
    }
    return true;
}

/* How the index is written and what is told of it. */
static void take_writing(const struct option_given *g, struct add_options *o)
{
    switch (g->row->id) {
    case 'd': o->db = g->value; break;
    case 'q': o->quiet = true; break;
    case 'v': o->verbose = true; break;
    case OPT_JSON: o->json = true; break;
    case OPT_WAIT: o->builder.wait_ms = (unsigned)g->number * 1000; break;
    case OPT_PROGRESS: o->progress = (enum add_progress)g->number; break;
    case 'j': o->builder.threads = (unsigned)g->number; break;
    case OPT_STORE: o->builder.drops_text = g->number == 1; break;
    case OPT_MEMORY: set_memory(g, &o->builder.memory_bytes); break;
    case OPT_FILES_FROM: o->files_from = g->value; break;
    case OPT_CHECKSUM: o->checksum = true; break;
    case OPT_OVERWRITE: o->overwrite = true; break;
    case OPT_NO_DELETE: o->no_delete = true; break;
    default: break;
    }
}

enum status settings_take(struct settings *s, const struct option_given *g, struct err *e)
{
    struct command_options *o = &s->options;

    switch (g->row->id) {
    case 'n': o->dry_run = o->add.dry_run = true; return OK;
    case 'o': o->out = g->value; return OK;
    case '0': o->null_separated = o->add.null_separated = true; return OK;
    case OPT_DEEP: o->deep = true; return OK;
    case OPT_COLOR: o->colour = (enum options_when)g->number; return OK;
    case OPT_TERMS: o->dump = DUMP_TERMS; return OK;
    case OPT_POSTINGS: o->dump = DUMP_POSTINGS; return OK;
    case OPT_FORMAT:
        template_release(o->template);
        return list_format_open(g->value, &o->template, e);
    case OPT_REPAIR: o->repair = true; return OK;
    case OPT_QUERY: o->query = g->value; return OK;
    case OPT_TOP_TERMS:
        o->top_terms = g->value == NULL ? TOP_TERMS_DEFAULT : (unsigned)g->number;
        return OK;
    default: break;
    }
    if (!is_kept(g->row->id)) {
        take_writing(g, &o->add);
        return OK;
    }
    TRY(take_reading(g, &o->add, e));
    keep_option(g, &s->kept);
    o->add.kept = buf_slice(&s->kept);
    return buf_ok(&s->kept) ? OK : err_set(e, E_USAGE, "options of over a megabyte");
}

void settings_init(struct settings *s)
{
    *s = (struct settings){
        .options.add = {.import = {.type = FORMAT_UNKNOWN, .fields = fields_default()},
                        .builder = {.memory_bytes = (size_t)256 << 20, .wait_ms = 10000},
                        .apply = apply_kept}};
    buf_init(&s->kept, KEPT_MAX_BYTES);
    globs_init(&s->options.add.walk.globs);
}

void settings_release(struct settings *s)
{
    struct import_options *import = &s->options.add.import;

    for (size_t i = 0; i < import->filter_count; i++)
        filter_release(&import->filters[i]);
    globs_release(&s->options.add.walk.globs);
    template_release(s->options.template);
    buf_release(&s->kept);
}
