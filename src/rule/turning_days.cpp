// SPDX-License-Identifier: Apache-2.0
// Days on which the text of a rule changes, and the answer under the law before and after.
#include <algorithm>
#include <set>

#include "turning_parts.hpp"

namespace levy::rule {

namespace {

using days_of_change = std::set<day>;

template <class Payload>
void add(const dated<Payload>& values, days_of_change& into) {
    for (const auto& entry : values.entries()) into.insert(entry.from);
}

void add(const day_range& range, days_of_change& into) {
    if (range.first) into.insert(*range.first);
    if (range.last && *range.last < last_day) into.insert(*range.last + 1);
}

void add(const formula& f, days_of_change& into) {
    add(f.values, into);
    for (const auto& x : f.exceptions) {
        add(x.in_force, into);
        add(x.then, into);
    }
}

days_of_change days_of(const instrument& by) {
    days_of_change all;
    add(by.in_force, all);
    add(by.assessed, all);
    for (const auto& p : by.parameters) add(p.values, all);
    for (const auto& t : by.tables) add(t.rows, all);
    for (const auto& d : by.definitions) add(d.is, all);
    for (const auto& o : by.outputs) add(o.is, all);
    for (const auto& c : by.applies) add(c.in_force, all);
    for (const auto& r : by.readings) add(r.open, all);
    if (by.liable) add(*by.liable, all);
    all.erase(first_day);
    return all;
}

/// Adds the law of `on` where it gives another answer than the law last met on this way; false
/// where the way ends, since the rule cannot be assessed any further.
bool add_day(const around& here, day on, const assessment*& last,
             std::vector<turning_point>& into) {
    auto other = here.about;
    other.in_force = on;
    turning_point found;
    found.is = turning_point::kind::day;
    found.as = feel::type::of_kind(feel::type::kind::date);
    found.from = here.made.dated;
    found.to = on;
    const auto size = into.size();
    here.add_if_other(std::move(found), other, *last, into);
    if (into.size() == size) return true;
    last = into.back().under ? &*into.back().under : nullptr;
    return last != nullptr;
}

}  // namespace

void add_days(const around& here, std::vector<turning_point>& into) {
    const auto all = days_of(*here.made.by);
    std::vector<turning_point> found;
    found.reserve(all.size() * 2);  // `last` points into it
    const auto* last = &here.made;
    for (auto on = all.upper_bound(here.made.dated); on != all.end(); ++on)
        if (!add_day(here, *on, last, found)) break;
    last = &here.made;
    for (auto on = all.upper_bound(here.made.dated); on != all.begin();)
        if (!add_day(here, *--on - 1, last, found)) break;
    std::move(found.begin(), found.end(), std::back_inserter(into));
}

}  // namespace levy::rule
