/* BenchLucene.java - Lucene 8: a field per language, StandardTokenizer, lower
 * case, Snowball; BM25; ids in doc values. The command line of bench_common.h. */
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

public class BenchLucene {
    static final String[] LANGS = {"en", "de", "ru", "other"};
    static final String[] STEMMERS = {"English", "German", "Russian", null};
    static final int HITS = 10, PASSAGES = 2;
    static final double ROUNDS_MAX_SECONDS = 60, RAM_BUFFER_MB = 256;

    static Analyzer analyzer() {
        Map<String, Analyzer> fields = new HashMap<>();
        for (int i = 0; i < LANGS.length; i++) {
            String stemmer = STEMMERS[i];
            fields.put(LANGS[i], new Analyzer() {
                @Override protected TokenStreamComponents createComponents(String field) {
                    Tokenizer words = new StandardTokenizer();
                    TokenStream terms = new LowerCaseFilter(words);
                    if (stemmer != null)
                        terms = new SnowballFilter(terms, stemmer);
                    return new TokenStreamComponents(words, terms);
                }
            });
        }
        return new PerFieldAnalyzerWrapper(fields.get("other"), fields);
    }

    /* The strings of one flat JSON object; values of other types are left out. */
    static Map<String, String> parse(String line) {
        Map<String, String> out = new HashMap<>();
        StringBuilder text = new StringBuilder();
        String key = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ',')
                key = null;
            if (c != '"')
                continue;
            text.setLength(0);
            for (i++; line.charAt(i) != '"'; i++) {
                c = line.charAt(i);
                if (c == '\\') {
                    c = line.charAt(++i);
                    int escape = "bfnrt".indexOf(c);
                    if (escape >= 0)
                        c = "\b\f\n\r\t".charAt(escape);
                    else if (c == 'u') {
                        c = (char) Integer.parseInt(line.substring(i + 1, i + 5), 16);
                        i += 4;
                    }
                }
                text.append(c);
            }
            if (key == null)
                key = text.toString();
            else
                out.put(key, text.toString());
        }
        return out;
    }

    static String langOf(String code) {
        for (int i = 0; i < LANGS.length - 1; i++)
            if (code != null && code.startsWith(LANGS[i]))
                return LANGS[i];
        return "other";
    }

    static Document document(String line, boolean storeText) {
        Map<String, String> record = parse(line);
        String title = record.getOrDefault("title", "");
        String text = (title.isEmpty() ? "" : title + "\n") + record.getOrDefault("body", "");
        Document out = new Document();
        out.add(new BinaryDocValuesField("id", new BytesRef(record.get("id"))));
        out.add(new TextField(langOf(record.get("lang")), text,
                              storeText ? Field.Store.YES : Field.Store.NO));
        return out;
    }

    static final class Adder implements Callable<Integer> {
        final BufferedReader in;
        final IndexWriter writer;
        final boolean storeText;
        Adder(BufferedReader in, IndexWriter writer, boolean storeText) {
            this.in = in;
            this.writer = writer;
            this.storeText = storeText;
        }
        @Override public Integer call() throws IOException {
            int count = 0;
            while (true) {
                String line;
                synchronized (in) {
                    line = in.readLine();
                }
                if (line == null)
                    return count;
                writer.addDocument(document(line, storeText));
                count++;
            }
        }
    }

    static long peakRssBytes() throws IOException {
        for (String line : Files.readAllLines(Paths.get("/proc/self/status")))
            if (line.startsWith("VmHWM:"))
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        return 0;
    }

    static void index(String corpus, String db, int threads, boolean storeText) throws Exception {
        long start = System.nanoTime();
        int count = 0;
        IndexWriterConfig config = new IndexWriterConfig(analyzer());
        config.setRAMBufferSizeMB(RAM_BUFFER_MB);
        try (BufferedReader in = Files.newBufferedReader(Paths.get(corpus), StandardCharsets.UTF_8);
             IndexWriter writer = new IndexWriter(FSDirectory.open(Paths.get(db)), config)) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<Integer>> adders = new ArrayList<>();
            for (int i = 0; i < threads; i++)
                adders.add(pool.submit(new Adder(in, writer, storeText)));
            for (Future<Integer> adder : adders)
                count += adder.get();
            pool.shutdown();
            writer.commit();
        }
        System.out.printf(Locale.ROOT, "seconds %.3f\tpeak_rss_bytes %d\tdocuments %d%n",
                          (System.nanoTime() - start) * 1e-9, peakRssBytes(), count);
    }

    static List<Term> terms(Analyzer analyzer, String field, String text) throws IOException {
        List<Term> out = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken())
                out.add(new Term(field, term.toString()));
            stream.end();
        }
        return out;
    }

    /* One language of a query. */
    static Query inLanguage(List<Term> terms, String kind) {
        if (kind.equals("phrase")) {
            PhraseQuery.Builder phrase = new PhraseQuery.Builder();
            for (Term term : terms)
                phrase.add(term);
            return phrase.build();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Term term : terms)
            all.add(new TermQuery(term), BooleanClause.Occur.MUST);
        return all.build();
    }

    static Query query(Analyzer analyzer, String text, String kind) throws IOException {
        boolean any = kind.equals("or") || kind.equals("snippets");
        BooleanQuery.Builder out = new BooleanQuery.Builder();
        for (String lang : LANGS) {
            List<Term> terms = terms(analyzer, lang, text);
            if (any)
                for (Term term : terms)
                    out.add(new TermQuery(term), BooleanClause.Occur.SHOULD);
            else if (!terms.isEmpty())
                out.add(inLanguage(terms, kind), BooleanClause.Occur.SHOULD);
        }
        return out.build();
    }

    static final class Session {
        final Analyzer analyzer = analyzer();
        final IndexSearcher searcher;
        final UnifiedHighlighter highlighter;

        Session(String db) throws IOException {
            searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(Paths.get(db))));
            searcher.setQueryCache(null);   // a query comes once per round
            highlighter = new UnifiedHighlighter(searcher, analyzer);
            highlighter.setMaxLength(Integer.MAX_VALUE - 1);
        }

        String id(int doc) throws IOException {
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
            BinaryDocValues ids = leaf.reader().getBinaryDocValues("id");
            ids.advance(doc - leaf.docBase);
            return ids.binaryValue().utf8ToString();
        }

        int snippetBytes;

        String search(String text, String kind) throws IOException {
            StringBuilder out = new StringBuilder();
            Query query = query(analyzer, text, kind);
            TopDocs top = searcher.search(query, HITS);
            int[] docs = new int[top.scoreDocs.length];
            for (int i = 0; i < docs.length; i++) {
                docs[i] = top.scoreDocs[i].doc;
                out.append('\t').append(id(docs[i]));
            }
            if (kind.equals("snippets") && docs.length > 0)
                for (String[] one : highlighter.highlightFields(
                         LANGS, query, docs, new int[] {PASSAGES, PASSAGES, PASSAGES, PASSAGES})
                         .values())
                    for (String snippet : one)
                        snippetBytes += snippet == null ? 0 : snippet.length();
            return out.toString();
        }
    }

    static void search(String db, String queries, String kind, int rounds) throws IOException {
        List<String> lines = Files.readAllLines(Paths.get(queries), StandardCharsets.UTF_8);
        double[] least = new double[lines.size()];
        String[] ids = new String[lines.size()];
        Session session = new Session(db);
        long start = System.nanoTime();
        Arrays.fill(least, 1e18);
        for (int round = 0; round < rounds; round++) {
            if (round > 0 && (System.nanoTime() - start) * 1e-9 > ROUNDS_MAX_SECONDS)
                break;
            for (int i = 0; i < least.length; i++) {
                long before = System.nanoTime();
                ids[i] = session.search(lines.get(i), kind);
                least[i] = Math.min(least[i], (System.nanoTime() - before) * 1e-3);
            }
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        for (int i = 0; i < least.length; i++)
            out.print(String.format(Locale.ROOT, "%.1f", least[i]) + ids[i] + "\n");
        out.flush();
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 5 && arguments[0].equals("index"))
            index(arguments[1], arguments[2], Integer.parseInt(arguments[3]),
                  arguments[4].equals("text"));
        else if (arguments.length == 5 && arguments[0].equals("search"))
            search(arguments[1], arguments[2], arguments[3], Integer.parseInt(arguments[4]));
        else
            throw new IllegalArgumentException("index CORPUS DB THREADS text|none, or "
                                               + "search DB QUERIES KIND ROUNDS");
    }
}
