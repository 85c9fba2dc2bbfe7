# Stemma - see README.md.
# make demo | test | bench | bench-scale | bench-articles | bench-charset | bench-langid | bench-names | bench-quality | bench-forms | all | manual | pictures | install uninstall PREFIX= DESTDIR= | deb | clean; BUILD=release|debug|asan|tsan|cov; CC=gcc|clang
BUILD  ?= release
PREFIX ?= /usr/local
CC     := $(if $(filter default,$(origin CC)),gcc,$(CC))
B      := build/$(BUILD)
PACKAGES := gcc make pkg-config libicu-dev liblmdb-dev libstemmer-dev libzstd-dev libxxhash-dev libmicrohttpd-dev \
            libjansson-dev libxml2-dev zlib1g-dev libcmocka-dev unicode-data strace mandoc curl
WARN   := -Wall -Wextra -Wpedantic -Wno-overlength-strings -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wvla -Wwrite-strings -Wcast-qual -Wformat=2 -Wundef
# What hardens the programs: 0.6 % more instructions in a batch of queries, 0.4 % in indexing, 55 000 (of 850 000) at a start.
HARDEN     ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
HARDEN_LD  ?= -pie -Wl,-z,relro,-z,now,-z,noexecstack
OPT_release := -O3 -g $(HARDEN)
LD_release  := $(HARDEN_LD)
OPT_debug   := -O0 -g
OPT_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined
OPT_tsan    := -O1 -g -fsanitize=thread
OPT_cov     := -O0 -g --coverage -DSTEMMA_UNCONFINED
LD_cov      := -Wl,--wrap=_exit,--wrap=raise      # tests/coverage.c
OPT_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined \
                -fno-sanitize=pointer-overflow    # of which null + 0 is one, and harmless
ALL_CFLAGS   = -std=c17 -ffp-contract=off -pthread -D_GNU_SOURCE -I. $(WARN) $(OPT_$(BUILD)) $(CFLAGS)
# Linked in where there is a .a: nothing to relocate for the loader, 0.2 ms less of each start.
linked_in   = $(if $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
LIBS        := $(foreach lib,lmdb zstd xxhash stemmer,$(call linked_in,$(lib))) -lm -pthread
# The three stemmers by their own functions, where the archive has these (stemmers/snowball.h).
SNOWBALL := $(shell nm "$$($(CC) -print-file-name=libstemmer.a)" 2>/dev/null | grep -c 'T russian_UTF_8_stem$$')
FORMAT_LIBS := -lxml2 -ljansson -lz
comma       := ,
LIB_SRC := $(filter-out %/main.c,$(wildcard base/*.c stemmers/*.c store/*.c indexer/*.c indexer/*/*.c searcher/*.c searcher/*/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(B)/generated/exonyms_table.o $(B)/generated/inflect_indexes.o
TESTS   := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/unit/test_*.c tests/oracle/test_*.c))
PROGRAMS := $(B)/stemma-index $(B)/stemma-search

.PHONY: all demo test kill-test torture bench bench-scale bench-ready bench-articles bench-charset bench-langid bench-names bench-quality bench-forms manual pictures install uninstall deb clean packages programs
.PHONY: fuzz fuzzers
.PHONY: soak cov valgrind
all: packages
	@$(MAKE) --no-print-directory programs

programs: $(PROGRAMS)

# Installs what is missing, and says so; nothing where all is there.
packages:
	@sh tests/packages.sh $(PACKAGES)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "$(CC) $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# Names by the ICU that is there; $(B)/exonyms writes them.
$(B)/exonyms: $(patsubst %,$(B)/stemmers/generate/%.o,exonyms abbreviations) $(filter-out %/exonyms.o,$(filter $(B)/base/% $(B)/stemmers/% $(B)/generated/inflect%,$(LIB_OBJ)))
	@$(CC) $(ALL_CFLAGS) $^ -o $@ $(LIBS) -licui18n -licuuc
$(B)/generated/exonyms_table.c: $(B)/exonyms
	@mkdir -p $(@D)
	@$(B)/exonyms >$@.new && mv $@.new $@
# The tables of inflection, taken apart.
$(B)/inflections: $(patsubst %,$(B)/stemmers/%.o,generate/inflections inflect_table inflect_en inflect_de inflect_ru)
	@$(CC) $(ALL_CFLAGS) $^ -o $@
$(B)/generated/inflect_indexes.c: $(B)/inflections
	@mkdir -p $(@D)
	@$(B)/inflections >$@.new && mv $@.new $@
$(B)/generated/%.o: $(B)/generated/%.c
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(B)/stemmers/snowball.o: CFLAGS += $(if $(filter 1,$(SNOWBALL)),-DSTEMMA_SNOWBALL_ALONE)
$(B)/indexer/formats/html.o $(B)/indexer/formats/html_references.o: CFLAGS += $(shell pkg-config --cflags libxml-2.0)

$(B)/libstemma.a: $(LIB_OBJ)
	@rm -f $@
	@ar rcs $@ $^

$(PROGRAMS): $(if $(filter cov,$(BUILD)),$(B)/tests/coverage.o)
$(B)/stemma-index: $(B)/indexer/main.o $(B)/libstemma.a
	@$(CC) $(ALL_CFLAGS) $^ -o $@ $(LIBS) $(FORMAT_LIBS) $(LD_$(BUILD))

$(B)/stemma-search: $(B)/searcher/main.o $(B)/libstemma.a
	@$(CC) $(ALL_CFLAGS) $^ -o $@ $(LIBS) $(LD_$(BUILD))

# Each branch of these calls a function of test_steps, which counts: a clock without time.
STEPPED := $(patsubst %.c,$(B)/stepped/%.o,$(wildcard indexer/page/*.c) stemmers/dates.c)
$(B)/stepped/%.o: %.c
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -fsanitize-coverage=$(if $(findstring clang,$(CC)),edge$(comma))trace-pc -MMD -MP -c $< -o $@
$(B)/tests/unit/test_steps: $(STEPPED)

# The calls that a test of the store makes fail (tests/unit/test_failing.c).
FAILING := $(shell sed -n 's/^int __wrap_\([a-z_]*\).*;$$/\1/p; s/^ *X.[^,]*, \([a-z_0-9]*\),.*/\1/p' tests/unit/test_failing.c)
$(B)/tests/unit/test_failing: WRAPPED = $(FAILING:%=-Wl,--wrap=%)

$(B)/tests/%: $(B)/tests/%.o $(B)/libstemma.a
	@$(CC) $(ALL_CFLAGS) $(filter %.o,$^) $(filter %.a,$^) -o $@ $(LIBS) $(FORMAT_LIBS) -licuuc -lcmocka $(WRAPPED)

# What is preloaded into the programs to make their calls fail; no sanitizer bears it.
PRELOADED := $(if $(filter asan tsan,$(BUILD)),,$(B)/tests/faults/faults.so $(B)/tests/faults/powercut)
DAMAGE := $(B)/tests/faults/damage
$(B)/tests/faults/faults.so: $(addprefix tests/faults/,calls.c faults.c record.c preload.h)
	@mkdir -p $(@D)
	@$(CC) -std=c17 -D_GNU_SOURCE $(WARN) -O2 -g -shared -fPIC $(filter %.c,$^) -o $@ -pthread

# The targets of fuzzing; with BUILD=fuzz libFuzzer runs them, else replay.c.
FUZZ     := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZERS  := $(FUZZ:%=$(B)/tests/fuzz/fuzz_%)
FUZZ_RUN := $(if $(filter fuzz,$(BUILD)),-fsanitize=fuzzer,$(B)/tests/fuzz/replay.o)
$(FUZZERS): $(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(filter %.o,$(FUZZ_RUN)) $(B)/libstemma.a
	@$(CC) $(ALL_CFLAGS) $< $(FUZZ_RUN) $(B)/libstemma.a -o $@ $(LIBS) $(FORMAT_LIBS)

demo: all
	@sh tests/demo.sh $(B)

test: packages
	@$(MAKE) --no-print-directory programs $(TESTS) $(PRELOADED) $(DAMAGE) $(FUZZERS)
	@sh tests/run.sh $(B) $(TESTS)

# Kills the writer 100 times; `make test` does 12. KILLS=10000 KILL_ARTICLES=400 is the long form.
KILLS ?= 100
KILL_ARTICLES ?= 12000
kill-test: packages
	@$(MAKE) --no-print-directory programs
	@sh tests/kill.sh $(B) $(KILLS) $(KILL_ARTICLES)

# The long forms of the tests of faults: every call fails, in every way.
torture: packages
	@$(MAKE) --no-print-directory programs $(PRELOADED) $(DAMAGE)
	@sh tests/faults/faults.sh $(B) $(B)/tests/faults/faults.so control
	@sh tests/faults/faults.sh $(B) $(B)/tests/faults/faults.so long
	@sh tests/faults/powercut.sh $(B) control
	@sh tests/faults/powercut.sh $(B) long
	@sh tests/faults/ext4.sh $(B) control
	@sh tests/faults/ext4.sh $(B) long
	@sh tests/faults/damage.sh $(B) long

# A writer, four searchers, kills, merges, deletions; SOAK_SECONDS=7200 for the long form.
SOAK_SECONDS ?= 600
soak: packages
	@$(MAKE) --no-print-directory programs
	@sh tests/soak.sh $(B) $(SOAK_SECONDS)

# Which lines the tests reach (gcovr); all tests under valgrind's eyes but the long ones.
cov: packages
	@sh tests/packages.sh gcovr
	@FAULTS=long $(MAKE) --no-print-directory BUILD=cov test
	@gcovr --root . --object-directory build/cov --filter base/ --filter stemmers/ --filter store/ \
	    --filter indexer/ --filter searcher/ --print-summary --txt build/cov/coverage.txt
valgrind: packages
	@sh tests/packages.sh valgrind
	@$(MAKE) --no-print-directory BUILD=debug programs $(TESTS:$(B)/%=build/debug/%)
	@sh tests/valgrind.sh build/debug $(TESTS:$(B)/%=build/debug/%)

# Fuzzes each target for FUZZ_SECONDS; what it finds is in build/fuzz/found.
FUZZ_SECONDS ?= 60
fuzz: packages
	@sh tests/packages.sh clang libclang-rt-14-dev
	@$(MAKE) --no-print-directory BUILD=fuzz CC=clang fuzzers
	@sh tests/fuzz/run.sh build/fuzz $(FUZZ_SECONDS) $(FUZZ)
fuzzers: $(FUZZERS)

# CORPUS= QUERIES= REPEAT= THREADS= PEERS="xapian fts5 lucene groonga" SCALE_MAX=4G BENCH_DOCS=docs
SHARED_CORPUS := ../shared/data/bench.jsonl.zst
BENCH_ENV      = CC="$(CC)" BENCH_CFLAGS="$(ALL_CFLAGS)" BENCH_LIBS="$(LIBS) $(FORMAT_LIBS) -licuuc" PYTHONDONTWRITEBYTECODE=1
BENCH_OPTIONS  = --shared=$(SHARED_CORPUS) $(if $(CORPUS),--corpus=$(CORPUS)) \
                 $(if $(QUERIES),--queries=$(QUERIES)) $(if $(THREADS),--threads=$(THREADS)) \
                 $(if $(BENCH_DOCS),--docs=$(BENCH_DOCS))
bench-ready: packages
	@sh tests/packages.sh python3 zstd
	@$(MAKE) --no-print-directory BUILD=release programs
bench: bench-ready
	@$(BENCH_ENV) python3 tests/bench/bench.py $(BENCH_OPTIONS) \
	    $(if $(REPEAT),--repeat=$(REPEAT)) $(if $(PEERS),--peers="$(PEERS)")
bench-scale: bench-ready
	@$(BENCH_ENV) python3 tests/bench/scale.py $(BENCH_OPTIONS) $(if $(SCALE_MAX),--max=$(SCALE_MAX))
# How often charsets are found: DATA= a folder with sample/, xquad-dev/, langid.tar.zst
DATA ?= ../shared/data
bench-charset: bench-ready
	@$(MAKE) --no-print-directory BUILD=release build/release/tests/quality/charset_decode
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/quality/charset.py \
	    build/release/tests/quality/charset_decode $(DATA)

# How often the language of a whole sentence is told: DATA= a folder with langid.tar.zst
bench-langid: bench-ready
	@$(MAKE) --no-print-directory BUILD=release build/release/tests/quality/language_of
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/quality/languages.py \
	    build/release/tests/quality/language_of $(DATA)

# How well names meet across scripts, by the pairs and the articles in DATA
bench-names: bench-ready
	@sh tests/packages.sh hunspell-ru
	@$(MAKE) --no-print-directory BUILD=release build/release/tests/quality/names_of
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/quality/names.py build/release/tests/quality/names_of \
	    build/release/stemma-index $(DATA) build/bench

# Questions of one language, paragraphs of another, and of the same beside the peers: DATA= a folder with xquad-dev/, HALF=a|b
DICTIONARIES := trans-de-en mueller7-dict hunspell-ru $(addprefix dict-freedict-,deu-rus pol-rus \
                pol-eng fra-rus deu-fra fra-deu swe-rus deu-swe swe-deu ell-rus ell-eng)
bench-quality: bench-ready
	@sh tests/packages.sh $(DICTIONARIES)
	@mkdir -p build/bench
	@build/release/stemma-index lexicon -q -o build/bench/lexicon.mdb
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/quality/xquad.py --bin=build/release \
	    --data=$(DATA)/xquad-dev --lexicon=build/bench/lexicon.mdb $(if $(HALF),--half=$(HALF))
	@$(BENCH_ENV) python3 tests/quality/ranking.py --bin=build/release \
	    --data=$(DATA) --work=build/bench/ranking $(PEERS)

# PAGES= a folder with pages/, text/ and truth.jsonl; HALF=a|b
bench-articles: bench-ready
	@$(MAKE) --no-print-directory BUILD=release $(B)/tests/quality/article_of
	@python3 tests/quality/articles.py --driver=$(B)/tests/quality/article_of --data=$(or $(PAGES),../shared/data/noisy-dev) $(if $(HALF),--half=$(HALF))

# Forms that a query of another form finds, judged by hunspell's dictionaries. HALF=0|1 READ=100
bench-forms: bench-ready
	@sh tests/packages.sh hunspell-en-us hunspell-de-de hunspell-ru
	@$(MAKE) --no-print-directory BUILD=release build/release/tests/quality/forms_of
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/quality/forms.py --driver=build/release/tests/quality/forms_of \
	    --data=$(DATA) $(if $(HALF),--half=$(HALF)) $(if $(READ),--read=$(READ))

# The lists of options in docs/man, from the programs' tables.
manual: programs
	@sh tests/manual.sh $(B) write

# docs/pictures: a terminal, from what the programs print.
pictures: programs
	@sh tests/packages.sh python3
	@PYTHONDONTWRITEBYTECODE=1 python3 docs/pictures/make.py $(B)

# Where things go, below DESTDIR.
SHARE := $(PREFIX)/share
NAMES := stemma-index stemma-search
INSTALLED = $(NAMES:%=$(PREFIX)/bin/%) $(foreach page,$(wildcard docs/man/*.[1-8]),$(SHARE)/man/man$(subst .,,$(suffix $(page)))/$(notdir $(page))) \
            $(NAMES:%=$(SHARE)/bash-completion/completions/%) $(NAMES:%=$(SHARE)/zsh/site-functions/_%) $(NAMES:%=$(SHARE)/fish/vendor_completions.d/%.fish)

install: programs
	install -d $(addprefix $(DESTDIR),$(sort $(dir $(INSTALLED))))
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	for page in docs/man/*.[1-8]; do install -m 644 $$page $(DESTDIR)$(SHARE)/man/man$${page##*.} || exit; done
	set -e; for name in $(NAMES); do \
	    $(B)/$$name --generate=bash >$(DESTDIR)$(SHARE)/bash-completion/completions/$$name; \
	    $(B)/$$name --generate=zsh >$(DESTDIR)$(SHARE)/zsh/site-functions/_$$name; \
	    $(B)/$$name --generate=fish >$(DESTDIR)$(SHARE)/fish/vendor_completions.d/$$name.fish; \
	done

uninstall:
	rm -f $(addprefix $(DESTDIR),$(INSTALLED))

# A Debian package, for the Debian it is built on.
deb: packages
	@sh tests/packages.sh dpkg-dev binutils gzip
	@$(MAKE) --no-print-directory BUILD=release programs
	@sh packaging/deb.sh build/release build

clean:
	rm -rf build

.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
