// SPDX-License-Identifier: Apache-2.0
#include <levy/value/money.hpp>

using levy::money;

const auto scaled = money<"EUR">{1} * levy::number{2};
#if LEVY_MUST_FAIL
const auto squared = money<"EUR">{1} * money<"EUR">{2};
#endif
