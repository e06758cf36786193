noinst_LIBRARIES += src/libui.a
src_libui_a_SOURCES = \
	src/ui/burst.c \
	src/ui/burst.h \
	src/ui/clipboard.c src/ui/clipboard.h \
	src/ui/editor.c src/ui/editor.h \
	src/ui/input.c src/ui/input.h \
	src/ui/loop.c src/ui/loop.h \
	src/ui/rescue.c src/ui/rescue.h \
	src/ui/terminal.c src/ui/terminal.h \
	src/ui/theme.c src/ui/theme.h
