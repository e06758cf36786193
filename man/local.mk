# The manual. The table of keys in dateline.1 is made from the program's own.
man_MANS = man/dateline.1
dist_man_MANS = man/dateline-gazetteer.5
EXTRA_DIST += man/dateline.1.in man/keys.awk
CLEANFILES += man/dateline.1

man/dateline.1: man/dateline.1.in man/keys.awk src/view/commands.def
	$(AM_V_GEN)$(MKDIR_P) man && \
	$(AWK) -f $(srcdir)/man/keys.awk $(srcdir)/src/view/commands.def $(srcdir)/man/dateline.1.in \
	  >$@.new && \
	$(SED) -e 's|[@]VERSION@|$(VERSION)|' $@.new >$@ && rm -f $@.new

# What the manual says of options, commands and columns, held against the program.
dist_check_SCRIPTS += man/check-manual
TESTS += man/check-manual
