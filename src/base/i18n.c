// SPDX-License-Identifier: GPL-3.0-or-later
// i18n: locale and message catalogue.

#include <config.h>

#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>

// Whether there are translations of the domain: a catalogue's header translates the empty string.
static bool has_catalogue(const char *domain)
{
    return *dgettext(domain, "") != '\0';
}

void i18n_init(const char *localedir)
{
    // The other categories would cost a millisecond's tenth, and are of no use to a program whose
    // numbers, dates and orders do not depend on the country.
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    // Text is UTF-8 in every locale, so that character type is wanted whatever the language.
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain(PACKAGE, localedir);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    // Where nothing is translated, neither ours nor the system's errors, every message of every
    // screen would be looked for again, in vain.
    if (!has_catalogue(PACKAGE) && !has_catalogue("libc"))
        setlocale(LC_MESSAGES, "C");
}
