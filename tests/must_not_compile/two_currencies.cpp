// SPDX-License-Identifier: Apache-2.0
#include <levy/value/money.hpp>

using levy::money;

const auto same = money<"EUR">{1} + money<"EUR">{2};
#if LEVY_MUST_FAIL
const auto mixed = money<"EUR">{1} + money<"USD">{2};
#endif
