noinst_LIBRARIES += src/libui.a
src_libui_a_SOURCES = \
	src/ui/capabilities.c src/ui/capabilities.h \
	src/ui/clipboard.c src/ui/clipboard.h \
	src/ui/editor.c src/ui/editor.h \
	src/ui/input.c src/ui/input.h \
	src/ui/loop.c src/ui/loop.h \
	src/ui/painter.c src/ui/painter.h \
	src/ui/rescue.c src/ui/rescue.h \
	src/ui/styles.c src/ui/styles.h \
	src/ui/terminal.c src/ui/terminal.h \
	src/ui/theme.c src/ui/theme.h
