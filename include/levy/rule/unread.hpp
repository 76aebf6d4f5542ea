// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <levy/rule/jurisdiction.hpp>
#include <levy/rule/rule.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::rule {

/// Parameters, tables, inputs and readings of a rule that no formula asks for: a figure of the law
/// that counts for nothing is more often forgotten in a formula than meant. The rule runs all the
/// same, so that a draft may have some. Definitions are not told, since a case may ask for one.
void check_unread(const instrument& of, diagnostics& sink);
/// Parameters and tables of a jurisdiction. Its inputs and readings are for its rules, too.
void check_unread(const jurisdiction& in, diagnostics& sink);

}  // namespace levy::rule
