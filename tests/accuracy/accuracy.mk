# Accuracy: the real commands scored against gold tables. The texts are found by their folders, so
# that a new one needs no line here.
check_PROGRAMS += tests/accuracy/score tests/accuracy/other-texts
TESTS += tests/accuracy/score tests/accuracy/other-texts
tests_accuracy_score_SOURCES = tests/accuracy/score.c tests/accuracy/score.h \
	tests/accuracy/sets.c tests/accuracy/sets.h \
	tests/accuracy/measure.c tests/accuracy/measure.h \
	tests/accuracy/program.c tests/accuracy/program.h \
	tests/accuracy/sample.c tests/accuracy/sample.h \
	tests/accuracy/score-dates.c \
	tests/accuracy/score-engagements.c \
	tests/accuracy/score-names.c \
	tests/accuracy/score-sections.c \
	tests/accuracy/score-sources.c \
	tests/accuracy/slips.c tests/accuracy/slips.h \
	tests/accuracy/table.c tests/accuracy/table.h
tests_accuracy_score_LDADD = $(base_libs)

# What is no news.
tests_accuracy_other_texts_SOURCES = tests/accuracy/other-texts.c \
	tests/accuracy/program.c tests/accuracy/program.h \
	tests/accuracy/table.c tests/accuracy/table.h
tests_accuracy_other_texts_LDADD = $(base_libs)
EXTRA_DIST += tests/accuracy/bundled tests/accuracy/seen tests/accuracy/held \
	tests/accuracy/other

# The figures alone.
accuracy: dateline$(EXEEXT) tests/accuracy/score$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) tests/accuracy/score$(EXEEXT) --table

# What went wrong, by kind.
accuracy-errors: dateline$(EXEEXT) tests/accuracy/score$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) tests/accuracy/score$(EXEEXT) --errors

.PHONY: accuracy accuracy-errors
