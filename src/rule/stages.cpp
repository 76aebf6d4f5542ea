// SPDX-License-Identifier: Apache-2.0
#include "stages.hpp"

#include <algorithm>

#include <levy/feel/walk.hpp>

#include "purpose.hpp"

namespace levy::rule {

using slot_kind = instrument::slot::kind;

stages::stages(const instrument& of) : of_{of}, lines_(of.slots.size(), of.applies.size()) {
    if (of.applies.empty()) return;
    if (of.dated_by) read(*of.dated_by, 0, true);
    for (std::size_t i = 0; i < of.applies.size(); ++i) read(of.applies[i].when, i, true);
    // Balances are carried on where the rule does not apply, and its outputs are 0 then.
    for (const auto& c : of.carry) {
        read(c.start, 0, true);
        read(c.next, 0, false);
    }
}

void stages::read(const feel::expr& e, std::size_t lines, bool before_outputs) {
    // Names are not resolved yet: a loop's own name may be taken for another, which only assumes
    // less.
    const auto* n = std::get_if<feel::name>(&e.is);
    if (const auto* slot = n ? of_.find_slot(n->id) : nullptr)
        read_slot(static_cast<std::size_t>(slot - of_.slots.data()), lines, before_outputs);
    feel::for_each_child(e, [&](const feel::expr& child) { read(child, lines, before_outputs); });
}

void stages::read(const formula& f, std::size_t lines, bool before_outputs) {
    for (const auto& entry : f.values.entries()) read(entry.is.is, lines, before_outputs);
    for (const auto& x : f.exceptions) {
        read(x.when, lines, before_outputs);
        read(x.then, lines, before_outputs);
    }
}

void stages::read_slot(std::size_t slot, std::size_t lines, bool before_outputs) {
    const auto& s = of_.slots[slot];
    if (lines >= lines_[slot]) return;
    if (s.is == slot_kind::output && !before_outputs) return;  // reckoned where the rule applies
    lines_[slot] = lines;
    if (s.is == slot_kind::definition) read(of_.definitions[s.index].is, lines, before_outputs);
    if (s.is == slot_kind::output) read(of_.outputs[s.index].is, lines, before_outputs);
    if (s.is == slot_kind::liable && of_.liable) read(*of_.liable, lines, before_outputs);
}

std::vector<feel::assumption> stages::holding(std::size_t lines) const {
    std::vector<feel::assumption> all;
    all.reserve(lines);
    for (std::size_t i = 0; i < lines; ++i) {
        const auto& line = of_.applies[i];
        if (!line.in_force.first && !line.in_force.last) all.push_back({&line.when, true});
    }
    return all;
}

const feel::expr* guard_of(const instrument& frame, const definition& d) {
    const auto meant = purpose_of(d);
    const bool guarded =
        meant && (meant->as == purpose::role::give || meant->as == purpose::role::amount);
    if (!guarded) return nullptr;
    const auto wanted = purpose{purpose::role::when, meant->by}.slot_name();
    for (const auto& other : frame.definitions)
        if (other.name == wanted) return &other.is.values.entries().front().is.is;
    return nullptr;
}

}  // namespace levy::rule
