noinst_LIBRARIES += src/libdetect.a
src_libdetect_a_SOURCES = \
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
