# DATELINE_ADD_FLAGS(VARIABLE, FLAGS)
# Adds to VARIABLE each of FLAGS that the compiler takes without complaint.
AC_DEFUN([DATELINE_ADD_FLAGS], [
  AC_LANG_PUSH([C])
  for dateline_flag in $2; do
    dateline_saved_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS -Werror $dateline_flag"
    AC_MSG_CHECKING([whether $CC takes $dateline_flag])
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
      [AC_MSG_RESULT([yes])
       $1="$$1 $dateline_flag"],
      [AC_MSG_RESULT([no])])
    CFLAGS=$dateline_saved_CFLAGS
  done
  AC_LANG_POP([C])
])
