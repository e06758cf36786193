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
