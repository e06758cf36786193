// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BASE_I18N_H
#define BASE_I18N_H

// Words shown to people: _() translates, N_() marks what is translated later, P_() chooses the
// plural form for the number n.
#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text
#define P_(one, many, n) ngettext(one, many, n)

// Sets the locale from the environment; under C/POSIX (or an unknown locale) the character type
// becomes C.UTF-8. Binds the message catalogue in `localedir`, handed out as UTF-8.
void i18n_init(const char *localedir);

#endif
