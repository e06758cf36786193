noinst_LIBRARIES += src/libnotes.a
src_libnotes_a_SOURCES = \
	src/notes/acts.c \
	src/notes/adopt.c src/notes/adopt.h \
	src/notes/agreement.c src/notes/agreement.h \
	src/notes/agreement-figures.c \
	src/notes/anchor.c src/notes/anchor.h \
	src/notes/annotation.c src/notes/annotation.h \
	src/notes/annotation-write.c \
	src/notes/approximate.c src/notes/approximate.h \
	src/notes/binder.c src/notes/binder.h \
	src/notes/bulk.c src/notes/bulk.h \
	src/notes/carry.c src/notes/carry.h \
	src/notes/check.c src/notes/check.h \
	src/notes/codebook.c src/notes/codebook.h \
	src/notes/coders.c src/notes/coders.h \
	src/notes/comparable.c src/notes/comparable.h \
	src/notes/digest.c src/notes/digest.h \
	src/notes/fold.c src/notes/fold.h \
	src/notes/history.c src/notes/history.h \
	src/notes/instant.c src/notes/instant.h \
	src/notes/json.c src/notes/json.h \
	src/notes/likeness.c src/notes/likeness.h \
	src/notes/log-lines.c src/notes/log-lines.h \
	src/notes/merge.c src/notes/merge.h \
	src/notes/note.c src/notes/note.h \
	src/notes/notebook.c src/notes/notebook.h src/notes/notebook-inside.h \
	src/notes/occurrences.c src/notes/occurrences.h \
	src/notes/places.c src/notes/places.h \
	src/notes/selector.c src/notes/selector.h \
	src/notes/sidecar.c src/notes/sidecar.h \
	src/notes/snapshots.c src/notes/snapshots.h \
	src/notes/suggestion.c src/notes/suggestion.h \
	src/notes/surroundings.c src/notes/surroundings.h \
	src/notes/tidy.c src/notes/tidy.h \
	src/notes/user.c src/notes/user.h \
	src/notes/uuid.c src/notes/uuid.h \
	src/notes/valid.c src/notes/valid.h \
	src/notes/versions.c src/notes/versions.h
