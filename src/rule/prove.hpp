// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/rule/rule.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::rule {

/// What is proven of a rule before it runs, each in a file of its own. All findings are reported.
void prove_tables(const instrument& of, diagnostics& sink);

}  // namespace levy::rule
