# Stemma - see README.md. Targets: all demo test install clean golden
BUILD  ?= release
PREFIX ?= /usr/local
B      := build/$(BUILD)
CC     ?= gcc
PKGS   := icu-uc icu-i18n lmdb libzstd libxxhash jansson
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wvla -Wwrite-strings -Wcast-qual -Wformat=2 -Wundef
OPT_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT_debug   := -O0 -g
OPT_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPT_cov     := -O0 -g --coverage
CFLAGS ?=
ALL_CFLAGS   = -std=c17 -D_GNU_SOURCE -I. $(WARN) $(OPT_$(BUILD)) $(PKG_CFLAGS) $(CFLAGS)
PKG_CFLAGS   = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LIBS         = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lstemmer -lm
LIB_SRC := $(wildcard base/*.c stemmers/*.c store/*.c) $(filter-out %/main.c,$(wildcard indexer/*.c searcher/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)

all: $(B)/libstemma.a

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(B)/libstemma.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

-include $(LIB_OBJ:.o=.d)
