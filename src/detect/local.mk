noinst_LIBRARIES += src/libdetect.a
src_libdetect_a_SOURCES = \
	src/detect/alignment.c src/detect/alignment.h \
	src/detect/attribution.c src/detect/attribution.h \
	src/detect/candidates.c src/detect/candidates.h \
	src/detect/compare.c src/detect/compare.h \
	src/detect/findings.c src/detect/findings.h \
	src/detect/pairing.c src/detect/pairing.h \
	src/detect/provenance.c src/detect/provenance.h \
	src/detect/script.c src/detect/script.h \
	src/detect/selection.c src/detect/selection.h \
	src/detect/spelling.c src/detect/spelling.h \
	src/detect/substance.c src/detect/substance.h \
	src/detect/telling.c src/detect/telling.h \
	src/detect/vocabulary.c src/detect/vocabulary.h \
	src/detect/wording.c src/detect/wording.h
	src/detect/findings.c src/detect/findings.h \
	src/detect/aliases.c src/detect/aliases.h \
	src/detect/gazetteer.c src/detect/gazetteer.h \
	src/detect/key-map.c src/detect/key-map.h \
	src/detect/names.c src/detect/names.h \
	src/detect/names-candidates.c src/detect/names-candidates.h \
	src/detect/names-entities.c src/detect/names-entities.h \
	src/detect/names-evidence.c src/detect/names-evidence.h \
	src/detect/names-labels.c src/detect/names-labels.h \
	src/detect/names-scan.c src/detect/names-scan.h \
	src/detect/names-structure.c src/detect/names-structure.h \
	src/detect/names-verdict.c src/detect/names-verdict.h \
	src/detect/names-words.c src/detect/names-words.h
	src/detect/findings.c src/detect/findings.h

# dates and engagements
src_libdetect_a_SOURCES += \
	src/detect/tense.c src/detect/tense.h \
	src/detect/dates-words.c src/detect/dates-words.h \
	src/detect/dates-forms.c src/detect/dates-forms.h src/detect/dates-relative.c \
	src/detect/dates.c src/detect/dates.h src/detect/dates-items.h \
	src/detect/dates-year.c src/detect/dates-resolve.c \
	src/detect/engagements.c src/detect/engagements.h src/detect/engagements-tellings.h \
	src/detect/engagements-cues.c src/detect/engagements-people.c \
	src/detect/engagements-tellings.c src/detect/engagements-merge.c
