noinst_LIBRARIES += src/libdetect.a
src_libdetect_a_SOURCES = \
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
