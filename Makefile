# Bevara: how it is built.  `make demo` and `make check` set up all they need
# on a Debian 12 machine; `make` builds, given the packages in README.md.
#
# Stages are found by name: every pipeline/NN-room/TOOL_main.c becomes
# build/bevara-TOOL, linked with the other objects of its room and with core.

CC ?= cc
BUILD ?= build
CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wpointer-arith
PREFIX ?= /usr/local

PACKAGES_core = libxml-2.0 libcrypto
PACKAGES_fetch = libcurl jansson libpng libjpeg zlib
PACKAGES_review = libpng zlib
PACKAGES_render = libpng zlib libdeflate libjpeg
PACKAGES_verify = libcurl zlib libdeflate
PACKAGES_register = libzip
LIBS_fetch = -pthread -lm
LIBS_render = -lhpdf -lm
LIBS_catalogue = -pthread

pkg = $(shell pkg-config $(1) $(2))

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Iinclude $(WARN) $(CFLAGS) \
	$(call pkg,--cflags,libxml-2.0)

ROOMS := $(filter-out pipeline/00-core,$(wildcard pipeline/[0-9]*))
room_name = $(word 2,$(subst -, ,$(notdir $(1))))
sources = $(sort $(wildcard $(1)/*.c $(1)/*/*.c))
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))

CORE_OBJ := $(call objects,$(call sources,pipeline/00-core))
MAINS := $(wildcard pipeline/[0-9]*/*_main.c)
TOOLS := $(patsubst %_main.c,bevara-%,$(notdir $(MAINS)))
PROGRAMS := $(addprefix $(BUILD)/,$(TOOLS)) $(BUILD)/bevara

.PHONY: all
all: $(PROGRAMS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The scripts that run inside a page are put into this object.
$(BUILD)/pipeline/20-fetch/script.o: $(wildcard pipeline/20-fetch/*.js)

# And what the catalogue's page uses into this one.
$(BUILD)/pipeline/65-catalogue/asset.o: $(addprefix pipeline/65-catalogue/,\
    letter.js katalog.js katalog.css)

$(BUILD)/libcore.a: $(CORE_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(CORE_OBJ)

# One rule per tool, from its room: main, the room's other objects, core.
define tool_rule
$(BUILD)/bevara-$(3): $(call objects,$(1)/$(3)_main.c) \
    $(call objects,$(filter-out %_main.c,$(call sources,$(1)))) \
    $(BUILD)/libcore.a
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$(2)) \
	    $$(call pkg,--libs,$$(PACKAGES_$(2)) $$(PACKAGES_core))
endef
$(foreach room,$(ROOMS),$(foreach main,$(wildcard $(room)/*_main.c),\
    $(eval $(call tool_rule,$(room),$(call room_name,$(room)),$(patsubst %_main.c,%,$(notdir $(main)))))))

$(BUILD)/bevara: $(BUILD)/pipeline/bevara.o $(BUILD)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call pkg,--libs,$(PACKAGES_core))

# tests/NN-room/test_x.c links the room's objects without its mains.
UNIT_TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/[0-9]*/test_*.c))

define test_rule
$(patsubst %.c,$(BUILD)/%,$(2)): $(call objects,$(2)) \
    $(if $(filter pipeline/00-core,$(1)),,$(call objects,$(filter-out %_main.c,$(call sources,$(1))))) \
    $(BUILD)/libcore.a
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$(3)) \
	    $$(call pkg,--libs,$$(PACKAGES_$(3)) $$(PACKAGES_core))
endef
$(foreach dir,$(wildcard tests/[0-9]*),$(foreach test,$(wildcard $(dir)/test_*.c),\
    $(eval $(call test_rule,$(patsubst tests/%,pipeline/%,$(dir)),$(test),$(call room_name,$(dir))))))

# tests/fuzz/fuzz_X.c names its room in its first line.  It becomes replay_X,
# which runs over what is kept, and with clang fuzz_X, which looks for more.
FUZZ := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz_room = pipeline/$(shell sed -n '1s,^/\* room: \(.*\) \*/$$,\1,p' \
    tests/fuzz/fuzz_$(1).c)
FUZZ_LINK = $(CC) $(CFLAGS) $(LDFLAGS)

define fuzz_rule
FUZZ_OBJ_$(1) := $(BUILD)/tests/fuzz/fuzz_$(1).o \
    $(if $(filter pipeline/00-core,$(2)),,$(call objects,$(filter-out %_main.c,$(call sources,$(2))))) \
    $(BUILD)/libcore.a
FUZZ_LIBS_$(1) = $$(LIBS_$(call room_name,$(2))) \
    $$(call pkg,--libs,$$(PACKAGES_$(call room_name,$(2))) $$(PACKAGES_core))
$(BUILD)/tests/fuzz/replay_$(1): $(BUILD)/tests/fuzz/replay_main.o \
    $$(FUZZ_OBJ_$(1))
	$$(FUZZ_LINK) -o $$@ $$^ $$(FUZZ_LIBS_$(1))
$(BUILD)/tests/fuzz/fuzz_$(1): $$(FUZZ_OBJ_$(1))
	$$(FUZZ_LINK) -fsanitize=fuzzer -o $$@ $$^ $$(FUZZ_LIBS_$(1))
endef
$(foreach x,$(FUZZ),$(eval $(call fuzz_rule,$(x),$(call fuzz_room,$(x)))))
REPLAYS := $(addprefix $(BUILD)/tests/fuzz/replay_,$(FUZZ))

$(BUILD)/site_server: $(BUILD)/tests/harness/site_server.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -pthread

$(BUILD)/pixels $(BUILD)/marks: $(BUILD)/%: $(BUILD)/tests/harness/%.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call pkg,--libs,libpng)

$(BUILD)/logger: $(BUILD)/tests/harness/logger.o $(BUILD)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call pkg,--libs,$(PACKAGES_core))

# What the measurements need.
BENCH := $(BUILD)/bench/spent $(BUILD)/bench/picture $(BUILD)/bench/vouch
$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call pkg,--libs,libpng \
	    $(PACKAGES_core))
$(BUILD)/bench/vouch: $(BUILD)/libcore.a

# What the tests load before a tool, so that calls fall short or fail.
PRELOADS := $(patsubst tests/%.c,$(BUILD)/%.so,$(wildcard tests/faults/*.c))
$(BUILD)/faults/%.so: tests/faults/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O2 -g -fPIC -shared -o $@ $<

.PHONY: tests
tests: all $(UNIT_TESTS) $(REPLAYS) $(BUILD)/site_server $(BUILD)/pixels \
    $(BUILD)/marks $(BUILD)/logger $(BENCH) $(PRELOADS)

.PHONY: demo
demo:
	tests/harness/tools.sh packages
	$(MAKE) all $(BUILD)/site_server
	tests/harness/demo.sh

.PHONY: check
check:
	tests/harness/tools.sh packages judges bench servers faults
	$(MAKE) tests CFLAGS='$(CFLAGS) -Werror'
	tests/harness/run.sh

# The whole once more with gcc's and clang's sanitizers, in build folders of
# their own; leaks count as failures.  tests/harness/uml.sh has no room for a
# sanitizer and takes the ordinary programs.
SANITIZE = -O1 -g -fsanitize=address,undefined,float-cast-overflow \
	-fno-sanitize-recover=all -fno-omit-frame-pointer
.PHONY: san
san:
	tests/harness/tools.sh packages judges bench servers faults
	$(MAKE) tests BUILD=build/san-gcc CC=gcc CFLAGS='$(SANITIZE) -Werror'
	$(MAKE) tests BUILD=build/san-clang CC=clang CFLAGS='$(SANITIZE) -Werror'
	$(MAKE) all $(PRELOADS)
	BUILD=build/san-gcc tests/harness/run.sh
	BUILD=build/san-clang tests/harness/run.sh --units

# Each target for so many seconds, on a copy of what is kept for it.
FUZZ_SECONDS = 60
FUZZ_FLAGS = $(SANITIZE) -fsanitize=fuzzer-no-link
.PHONY: fuzz fuzzers
fuzzers: $(addprefix $(BUILD)/tests/fuzz/fuzz_,$(FUZZ))
fuzz:
	$(MAKE) fuzzers BUILD=build/fuzz CC=clang CFLAGS='$(FUZZ_FLAGS)'
	BUILD=build/fuzz tests/fuzz/run.sh $(FUZZ_SECONDS)

# What takes too long for `make check`: each call of each tool that writes
# fails in turn, on this machine's own disk and on a share.
.PHONY: faults
faults:
	tests/harness/tools.sh packages judges faults
	$(MAKE) tests
	JOBS=1 LIMIT=3600 tests/harness/run.sh $(sort $(wildcard tests/faults/[0-9]*.sh))

# Against what a user would take instead; `bench-quick` only shows that it runs.
.PHONY: bench bench-quick
bench bench-quick:
	tests/harness/tools.sh packages judges bench
	$(MAKE) all $(BUILD)/site_server $(BUILD)/logger $(BENCH)
	tests/bench/run.sh $(if $(filter bench-quick,$@),--quick)

.PHONY: arrows lint
arrows:
	tests/arrows.sh
lint:
	tests/harness/lint.sh

.PHONY: install
install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' \
	    '$(DESTDIR)$(PREFIX)/share/man/man7' \
	    '$(DESTDIR)$(PREFIX)/share/bevara/schemas' \
	    '$(DESTDIR)$(PREFIX)/share/bevara/schemas/rules' \
	    '$(DESTDIR)$(PREFIX)/share/bevara/samples/site' \
	    '$(DESTDIR)$(PREFIX)/share/bevara/samples/share'
	install $(PROGRAMS) '$(DESTDIR)$(PREFIX)/bin'
	install -m 644 pipeline/bevara.1 '$(DESTDIR)$(PREFIX)/share/man/man1'
	for page in pipeline/*/*.1; do install -m 644 $$page \
	    '$(DESTDIR)$(PREFIX)/share/man/man1'/bevara-$${page##*/}; done
	for page in pipeline/*/*.7; do install -m 644 $$page \
	    '$(DESTDIR)$(PREFIX)/share/man/man7'/bevara-$${page##*/}; done
	install -m 644 schemas/*.xsd '$(DESTDIR)$(PREFIX)/share/bevara/schemas'
	install -m 644 schemas/rules/*.xml '$(DESTDIR)$(PREFIX)/share/bevara/schemas/rules'
	install -m 644 samples/site/*.xml '$(DESTDIR)$(PREFIX)/share/bevara/samples/site'
	install -m 644 samples/share/*.txt '$(DESTDIR)$(PREFIX)/share/bevara/samples/share'

.PHONY: clean
clean:
	rm -rf '$(BUILD)'

-include $(shell find '$(BUILD)' -name '*.d' 2>/dev/null)
