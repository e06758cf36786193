noinst_LIBRARIES += src/libview.a
src_libview_a_SOURCES = \
	src/view/act.c \
	src/view/agree-view.c \
	src/view/article-pane.c \
	src/view/beginning.c \
	src/view/boundaries.c \
	src/view/brief.c src/view/brief.h \
	src/view/calendar.c src/view/calendar.h \
	src/view/canvas.c src/view/canvas.h \
	src/view/card.c \
	src/view/citation.c src/view/citation.h \
	src/view/cite.c \
	src/view/columns.c src/view/columns.h \
	src/view/counts.c src/view/counts.h \
	src/view/commands.c src/view/commands.def src/view/commands.h \
	src/view/copy.c \
	src/view/compare-draw.c \
	src/view/compare-event.c \
	src/view/compare-rows.c src/view/compare-rows.h \
	src/view/compare-view.c \
	src/view/decisions.c src/view/decisions.h \
	src/view/difference-list.c \
	src/view/differences.c \
	src/view/draft.c \
	src/view/entities.c \
	src/view/find.c \
	src/view/follow.c \
	src/view/frame.c src/view/frame.h \
	src/view/gutter-words.c \
	src/view/help.c \
	src/view/history.c src/view/history.h \
	src/view/hunt.c \
	src/view/index.c \
	src/view/input.h \
	src/view/jump.c \
	src/view/keymap.c src/view/keymap.h \
	src/view/layout.c src/view/layout.h \
	src/view/line-editor.c src/view/line-editor.h \
	src/view/lists.c \
	src/view/move.c \
	src/view/note-card.c \
	src/view/notes-here.c \
	src/view/naming.c \
	src/view/notes-list.c \
	src/view/pairings.c \
	src/view/panel.c \
	src/view/part.c \
	src/view/peek.c \
	src/view/plain.c src/view/plain.h \
	src/view/position.c \
	src/view/prompt.c \
	src/view/reader.c src/view/reader.h \
	src/view/rich.c src/view/rich.h \
	src/view/screen.c \
	src/view/select.c \
	src/view/state.h \
	src/view/tagging.c \
	src/view/timeline.c \
	src/view/versions-view.c \
	src/view/writing.c
