// bench_xapian.cc - Xapian: a database per language, TermGenerator, BM25 with
// the constants of the others, ids in a value slot, the text as document data.
#include <xapian.h>

#include <cstring>
#include <memory>
#include <string>
#include <sys/stat.h>

#include "bench_common.h"

namespace {

const Xapian::valueno ID_SLOT = 0;
const unsigned SNIPPET_BYTES = 480;   // two passages of 240
const Xapian::BM25Weight WEIGHT(1.2, 0, 1, 0.75, 0.5);

std::string path_of(const char *db, int lang)
{
    return std::string(db) + "/" + BENCH_LANG_NAMES[lang];
}

Xapian::Stem stemmer_of(int lang)
{
    return BENCH_LANG_STEMMERS[lang] ? Xapian::Stem(BENCH_LANG_STEMMERS[lang]) : Xapian::Stem();
}

struct Writer {
    Xapian::WritableDatabase db[BENCH_LANGS];
    Xapian::TermGenerator terms[BENCH_LANGS];
    bool store_text;
};

void take(void *context, const bench_document *d)
{
    Writer *w = static_cast<Writer *>(context);
    Xapian::TermGenerator &terms = w->terms[d->lang];
    Xapian::Document document;

    document.add_value(ID_SLOT, d->id);
    if (w->store_text)
        document.set_data(std::string(d->text, d->size));
    terms.set_document(document);
    terms.set_termpos(0);
    terms.index_text(Xapian::Utf8Iterator(d->text, d->size));
    w->db[d->lang].add_document(document);
}

int index_corpus(const char *corpus, const char *db, unsigned threads, bool store_text)
{
    Writer w;

    if (threads > 1)
        return BENCH_CANNOT;
    mkdir(db, 0777);
    w.store_text = store_text;
    for (int i = 0; i < BENCH_LANGS; i++) {
        w.db[i] = Xapian::WritableDatabase(path_of(db, i), Xapian::DB_CREATE_OR_OVERWRITE);
        w.terms[i].set_stemmer(stemmer_of(i));
        w.terms[i].set_stemming_strategy(BENCH_LANG_STEMMERS[i]
                                             ? Xapian::TermGenerator::STEM_ALL_Z
                                             : Xapian::TermGenerator::STEM_NONE);
    }
    bench_read_corpus(corpus, take, &w);
    for (int i = 0; i < BENCH_LANGS; i++) {
        w.db[i].commit();
        w.db[i].close();
    }
    return 0;
}

struct Reader {
    Xapian::Database db[BENCH_LANGS];
    Xapian::QueryParser parser[BENCH_LANGS];
    Xapian::Stem stemmer[BENCH_LANGS];
    std::unique_ptr<Xapian::Enquire> enquire[BENCH_LANGS];
};

void *open_db(const char *db)
{
    Reader *r = new Reader;

    for (int i = 0; i < BENCH_LANGS; i++) {
        r->db[i] = Xapian::Database(path_of(db, i));
        r->stemmer[i] = stemmer_of(i);
        r->parser[i].set_stemmer(r->stemmer[i]);
        r->parser[i].set_database(r->db[i]);
        r->parser[i].set_stemming_strategy(BENCH_LANG_STEMMERS[i]
                                               ? Xapian::QueryParser::STEM_ALL_Z
                                               : Xapian::QueryParser::STEM_NONE);
        r->enquire[i].reset(new Xapian::Enquire(r->db[i]));
        r->enquire[i]->set_weighting_scheme(WEIGHT);
    }
    return r;
}

void search_query(void *context, const char *query, bench_kind kind, bench_hits *out)
{
    Reader *r = static_cast<Reader *>(context);
    std::string text = kind == BENCH_PHRASE ? "\"" + std::string(query) + "\"" : query;
    Xapian::MSet sets[BENCH_LANGS];

    for (int i = 0; i < BENCH_LANGS; i++) {
        if (r->db[i].get_doccount() == 0)
            continue;
        r->parser[i].set_default_op(kind == BENCH_AND ? Xapian::Query::OP_AND
                                                      : Xapian::Query::OP_OR);
        r->enquire[i]->set_query(r->parser[i].parse_query(
            text, kind == BENCH_PHRASE ? Xapian::QueryParser::FLAG_PHRASE : 0));
        sets[i] = r->enquire[i]->get_mset(0, BENCH_HITS);
        for (Xapian::MSetIterator m = sets[i].begin(); m != sets[i].end(); ++m)
            bench_hits_add(out, m.get_weight(), i, *m);
    }
    for (size_t at = 0; at < out->count; at++) {
        bench_hit *hit = &out->hit[at];
        Xapian::Document d = r->db[hit->lang].get_document(Xapian::docid(hit->number));
        std::string id = d.get_value(ID_SLOT);

        bench_hit_set_id(hit, id.data(), id.size());
        if (kind == BENCH_SNIPPETS)
            out->snippet_bytes += sets[hit->lang]
                                      .snippet(d.get_data(), SNIPPET_BYTES, r->stemmer[hit->lang])
                                      .size();
    }
}

void close_db(void *context)
{
    delete static_cast<Reader *>(context);
}

}

int main(int argc, char **argv)
{
    static const bench_engine engine = {index_corpus, open_db, search_query, close_db};

    try {
        return bench_main(argc, argv, &engine);
    } catch (const Xapian::Error &error) {
        bench_fail("%s", error.get_description().c_str());
    }
}
