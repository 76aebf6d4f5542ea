// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <levy/rule/assess.hpp>
#include <levy/rule/turning.hpp>

namespace levy::report {

/// One answer, to be defended: the run, what would change it, and the files that it stands on.
struct explanation {
    rule::assessment made;
    std::vector<rule::turning_point> changes;
    std::map<std::string, std::string> hashes;  // content of each file, by its path
};

/// For people: the answer in a line, the steps that decide it, what would change it, the sources.
/// `full` adds every change and the whole derivation; without it the nearest few of each kind.
[[nodiscard]] std::string to_text(const explanation& of, std::size_t width = 100,
                                  bool full = false);

/// `schema: levy.explanation/1`. Numbers are exact, as text (`50000000`, `1/3`).
///
///     schema, rule, title, period, assessed_per?, currency?
///     answer      {outputs: {name: {value | refused, charges?, reason?}}, does_not_apply?,
///                 liable?}
///     decided_by  [step], each {kind, name?, formula?, value, unit?, says?, note?, cites?,
///                 since?, where?, again?, because?: [step]}, of the kinds of `rule::deciding`
///     changes     [{kind: amount | choice | day | reading, name?, from, to, because: [{what,
///                 cites?, since?, where?}], outputs: {name: as in the answer},
///                 does_not_apply?, liable?, refused?}]; an amount has `distance`, `last` (the
///                 last one on this side), `first` (false where some output is no straight line
///                 of it and could turn before), `nearest` (false for those met farther on the
///                 same way), `owes_nothing` (something is charged on this side of it, and
///                 nothing beyond), `outputs_at_last`, and `bends: [{output, here, beyond}]`
///                 for what goes on at another slope without a jump
///     readings    [{name, doubt?, question, chosen, open}], those consulted
///     trace       [{kind, name, value, unit?, formula?, note?, cites?, since?, where?,
///                 used: [index]}]
///     sources     {id: {title, url?, read?, confidence}}, each that is cited anywhere above
///     receipt     {levy, files: {path: hash}, in_force, known?, rule_hash}
///
/// `cites` is {source, place?}, `where` {file, line, column}, `since` the first day of the dated
/// value used. What has a `?` is left out where there is none. Keys are only ever added under one
/// number of the schema.
[[nodiscard]] std::string to_json(const explanation& of);

}  // namespace levy::report
