noinst_LIBRARIES += src/libdetect.a
src_libdetect_a_SOURCES = \
	src/detect/aliases.c \
	src/detect/aliases-forms.c \
	src/detect/aliases-forms.h \
	src/detect/aliases.h \
	src/detect/alignment.c \
	src/detect/alignment.h \
	src/detect/attribution.c \
	src/detect/attribution.h \
	src/detect/candidates.c \
	src/detect/candidates.h \
	src/detect/compare.c \
	src/detect/compare.h \
	src/detect/dates-forms.c \
	src/detect/dates-forms.h \
	src/detect/dates-grammar.c \
	src/detect/dates-items.h \
	src/detect/dates-relative.c \
	src/detect/dates-resolve.c \
	src/detect/dates-words.c \
	src/detect/dates-words.h \
	src/detect/dates-year.c \
	src/detect/dates.c \
	src/detect/dates.h \
	src/detect/decided-names.c \
	src/detect/decided-pairs.c \
	src/detect/decisions.h \
	src/detect/detect.c \
	src/detect/detect.h \
	src/detect/engagements-assertion.c \
	src/detect/engagements-clauses.c \
	src/detect/engagements-countries.c \
	src/detect/engagements-cues.c \
	src/detect/engagements-joins.c \
	src/detect/engagements-merge.c \
	src/detect/engagements-nouns.c \
	src/detect/engagements-objects.c \
	src/detect/engagements-people.c \
	src/detect/engagements-rows.c \
	src/detect/engagements-slots.c \
	src/detect/engagements-slots.h \
	src/detect/engagements-tellings.c \
	src/detect/engagements-tellings.h \
	src/detect/engagements-view.c \
	src/detect/engagements-view.h \
	src/detect/engagements-when.c \
	src/detect/engagements-when.h \
	src/detect/engagements-words.c \
	src/detect/engagements.c \
	src/detect/engagements.h \
	src/detect/findings.c \
	src/detect/findings.h \
	src/detect/gazetteer-build.c \
	src/detect/gazetteer-index.h \
	src/detect/gazetteer-match.c \
	src/detect/gazetteer.c \
	src/detect/gazetteer.h \
	src/detect/key-map.c \
	src/detect/key-map.h \
	src/detect/lexicon.c \
	src/detect/lexicon.h \
	src/detect/names-candidates.c \
	src/detect/names-candidates.h \
	src/detect/names-datelines.c \
	src/detect/names-definitions.c \
	src/detect/names-entities.c \
	src/detect/names-entities.h \
	src/detect/names-evidence.c \
	src/detect/names-evidence.h \
	src/detect/names-foreign.c \
	src/detect/names-foreign.h \
	src/detect/names-inner.c \
	src/detect/names-inner.h \
	src/detect/names-keys.c \
	src/detect/names-keys.h \
	src/detect/names-known.c \
	src/detect/names-known.h \
	src/detect/names-labels.c \
	src/detect/names-labels.h \
	src/detect/names-lookup.c \
	src/detect/names-lookup.h \
	src/detect/names-offices.c \
	src/detect/names-reader.h \
	src/detect/names-scan.c \
	src/detect/names-scan.h \
	src/detect/names-structure.c \
	src/detect/names-structure.h \
	src/detect/names-verdict.c \
	src/detect/names-verdict.h \
	src/detect/names-words.c \
	src/detect/names-words.h \
	src/detect/names.c \
	src/detect/names.h \
	src/detect/pairing.c \
	src/detect/pairing.h \
	src/detect/passage.c \
	src/detect/passage.h \
	src/detect/provenance.c \
	src/detect/provenance.h \
	src/detect/quantities.c \
	src/detect/quantities.h \
	src/detect/script.c \
	src/detect/script.h \
	src/detect/selection.c \
	src/detect/selection.h \
	src/detect/spelling.c \
	src/detect/spelling.h \
	src/detect/substance.c \
	src/detect/substance.h \
	src/detect/telling.c \
	src/detect/telling.h \
	src/detect/tense.c \
	src/detect/tense.h \
	src/detect/vocabulary.c \
	src/detect/vocabulary.h \
	src/detect/wording.c \
	src/detect/wording.h

# Turns the gazetteer's TSV files into the file that the program maps; data/local.mk runs it.
noinst_PROGRAMS += src/detect/compile-gazetteer
src_detect_compile_gazetteer_SOURCES = src/detect/compile-gazetteer.c
src_detect_compile_gazetteer_LDADD = $(detect_libs) $(TEXT_LIBS)

# The lexicon's table, made from its text.
nodist_src_libdetect_a_SOURCES = src/detect/lexicon-table.c
CLEANFILES += src/detect/lexicon-table.c
EXTRA_DIST += src/detect/lexicon.awk data/lexicon/english.txt

src/detect/lexicon-table.c: src/detect/lexicon.awk data/lexicon/english.txt
	$(AM_V_GEN)$(MKDIR_P) src/detect && LC_ALL=C $(AWK) -f $(srcdir)/src/detect/lexicon.awk \
	  $(srcdir)/data/lexicon/english.txt >$@.new && mv $@.new $@
