// SPDX-License-Identifier: Apache-2.0
#include <levy/value/number.hpp>

using namespace levy::literals;

const levy::number exact = 0.05_n;
#if LEVY_MUST_FAIL
const levy::number inexact = 0.05;
#endif
