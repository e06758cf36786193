// SPDX-License-Identifier: GPL-3.0-or-later
// i18n: locale and message catalogue.

#include <config.h>

#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Whether messages are asked for in some language (setlocale(3), gettext(3)).
static bool is_language_asked_for(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *languages = getenv("LANGUAGE"), *locale = "";
    for (size_t i = 0; !*locale && i < sizeof variables / sizeof *variables; i++)
        locale = getenv(variables[i]) ? getenv(variables[i]) : "";
    bool is_plain = !*locale || strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 ||
                    strcmp(locale, "POSIX") == 0;
    return !is_plain || (languages && *languages);
}

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
    if (is_language_asked_for())
        setlocale(LC_MESSAGES, "");
    // Text is UTF-8 in every locale, so that character type is wanted whatever the language.
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain(PACKAGE, localedir);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    // Where nothing is translated, neither ours nor the system's errors, every message of every
    // screen would be looked for again, in vain.
    if (is_language_asked_for() && !has_catalogue(PACKAGE) && !has_catalogue("libc"))
        setlocale(LC_MESSAGES, "C");
}
