// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

int main(void)
{
    return 0;
}
