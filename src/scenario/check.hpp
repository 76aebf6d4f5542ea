// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/scenario/estimate.hpp>

namespace levy::scenario {

/// Names that a scenario takes from its file, the figures and the rules: its own, the series of
/// exchange rates, rows of receipts, debtors, reforms.
void check_names(const scenario& asked, const revenue::figures& from, diagnostics& sink);
/// What `expect` names: platforms, streams, charges, numbers of the answer.
void check_expected_names(const scenario& asked, const rule::jurisdiction& in, diagnostics& sink);

}  // namespace levy::scenario
