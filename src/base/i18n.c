// SPDX-License-Identifier: GPL-3.0-or-later
// i18n: locale and message catalogue.

#include <config.h>

#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

void i18n_init(const char *localedir)
{
    setlocale(LC_ALL, "");
    // Text is UTF-8 in every locale, so that character type is wanted whatever the language.
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain(PACKAGE, localedir);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
}
