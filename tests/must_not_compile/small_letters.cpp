// SPDX-License-Identifier: Apache-2.0
#include <levy/value/money.hpp>

const levy::money<"EUR"> known;
#if LEVY_MUST_FAIL
const levy::money<"eur"> unknown;
#endif
