// SPDX-License-Identifier: Apache-2.0
// How deep a definition or an output stands on others. Every pass goes down that way, so that what
// is too deep is refused before any of them.
#include <algorithm>

#include <levy/feel/walk.hpp>

#include "reader.hpp"

namespace levy::rule {

namespace {

using slot_kind = instrument::slot::kind;

constexpr std::size_t most_levels = 1'000;  // of formulas that read one another

class nesting {
public:
    explicit nesting(const instrument& of) : of_{of}, levels_(of.slots.size()) {}

    [[nodiscard]] bool too_deep(std::size_t slot) {
        (void)of_slot(slot, 0);
        return too_deep_;
    }

private:
    std::size_t of_expr(const feel::expr& e, std::size_t above) {
        if (above > most_levels) too_deep_ = true;
        if (too_deep_) return 0;
        std::size_t below = 0;
        if (const auto* n = std::get_if<feel::name>(&e.is))
            if (const auto* slot = of_.find_slot(n->id))
                below = of_slot(static_cast<std::size_t>(slot - of_.slots.data()), above + 1);
        feel::for_each_child(e, [&](const feel::expr& child) {
            below = std::max(below, of_expr(child, above + 1));
        });
        return below + 1;
    }
    std::size_t of_formula(const formula& f, std::size_t above) {
        std::size_t most = 0;
        for (const auto& entry : f.values.entries())
            most = std::max(most, of_expr(entry.is.is, above));
        for (const auto& x : f.exceptions) {
            most = std::max(most, of_expr(x.when, above));
            most = std::max(most, of_formula(x.then, above + 1) + 1);
        }
        return most;
    }
    std::size_t of_slot(std::size_t slot, std::size_t above) {
        const auto& s = of_.slots[slot];
        const auto* f = s.is == slot_kind::definition             ? &of_.definitions[s.index].is
                        : s.is == slot_kind::output               ? &of_.outputs[s.index].is
                        : s.is == slot_kind::liable && of_.liable ? &*of_.liable
                                                                  : nullptr;
        if (!f) return 0;
        auto& known = levels_[slot];
        if (known == 0) {
            known = 1;  // a ring is told of later
            known = of_formula(*f, above) + 1;
        }
        if (above + known > most_levels) too_deep_ = true;
        return known;
    }

    const instrument& of_;
    std::vector<std::size_t> levels_;  // 0: not known yet
    bool too_deep_ = false;
};

}  // namespace

bool nested_well(const instrument& of, diagnostics& sink) {
    nesting found{of};
    for (std::size_t i = 0; i < of.slots.size(); ++i) {
        if (!found.too_deep(i)) continue;
        sink.refuse(code::too_large, where_of(of, of.slots[i]),
                    "'" + of.slots[i].name + "' stands on formulas that are nested more than " +
                        std::to_string(most_levels) + " levels deep in one another",
                    "let it stand on fewer that each read the next: a table, or a loop over a "
                    "list, says the like in one");
        return false;
    }
    return true;
}

}  // namespace levy::rule
