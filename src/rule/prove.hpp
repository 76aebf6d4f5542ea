// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include <levy/rule/rule.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::rule {

using input_names = std::set<std::string>;

/// What is proven of a rule before it runs, each in a file of its own. All findings are reported.
///
/// Nothing is claimed that some input could refute:
/// - A condition is a truth function over axes: what a name may be, cut where the conditions ask.
///   Inputs within their declared ranges are free of one another; that a case exists is claimed
///   from them alone.
/// - Whatever else is asked (a sum, a call, a definition that is more than a condition, a balance,
///   the period) is an axis too, by its text, of which nothing is known. It is kept wide: that a
///   condition never holds is claimed only where it fails for any value of it, and that a case
///   exists only where it holds for any value of it.
/// - A parameter is the figure that is in force, for each stretch of days in which none that is
///   asked changes. That something never counts is claimed for every day of the rule's life and for
///   everything that could have been known by then; that a case exists, for one day, knowing all.
/// - A search that grows too long claims nothing.
///
/// Inputs named in `reckoned` are not the caller's to choose: an earlier step of a jurisdiction
/// gave them.
///
/// A jurisdiction is proven as a rule is, but for what means nothing there. Its steps add up, so
/// that two that hold at once are no overlap, and a flow that none meets is what its author says of
/// it. It has no life of its own, so that a figure that begins on some day leaves no gap before.
void prove_tables(const instrument& of, diagnostics& sink);
void prove_calls(const instrument& of, const input_names& reckoned, diagnostics& sink);
void prove_timelines(const instrument& of, const input_names& reckoned, diagnostics& sink);
void prove_conditions(const instrument& of, const input_names& reckoned, diagnostics& sink);

}  // namespace levy::rule
