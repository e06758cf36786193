noinst_LIBRARIES += src/libview.a
src_libview_a_SOURCES = src/view/canvas.h src/view/input.h src/view/reader.h
