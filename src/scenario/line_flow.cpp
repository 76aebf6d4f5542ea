// SPDX-License-Identifier: Apache-2.0
#include "line_flow.hpp"

#include <algorithm>
#include <set>

#include <levy/rule/request.hpp>

namespace levy::scenario {

std::vector<piece> pieces_of(const scenario& s) {
    std::vector<piece> pieces;
    const auto first = *day::from(s.over.start.year(), 1, 1);
    const auto last = *day::from(s.over.end.year(), 12, 31);
    for (auto at = first; at <= last;) {
        const auto unit = whole(s.cut, at);
        auto end = unit ? std::min(unit->end, last) : last;
        if (at < s.over.start && s.over.start <= end) end = s.over.start - 1;
        if (at <= s.over.end && s.over.end < end) end = s.over.end;
        pieces.push_back({at.year(), {at, end}, s.over.holds(period{at, end})});
        at = end + 1;
    }
    return pieces;
}

std::vector<number> weights_of(const std::vector<piece>& pieces,
                               const std::array<number, 4>& quarters) {
    const bool by_days =
        std::all_of(quarters.begin(), quarters.end(), [](const number& q) { return q.is_zero(); });
    std::vector<number> weights;
    for (const auto& p : pieces) {
        if (by_days) {
            weights.emplace_back(p.over.days());
            continue;
        }
        number sum;
        for (std::size_t q = 0; q < quarters.size(); ++q) {
            const auto of =
                *whole(period_kind::quarter, *day::from(p.year, static_cast<int>(q) * 3 + 1, 1));
            const auto from = std::max(of.start, p.over.start);
            const auto to = std::min(of.end, p.over.end);
            if (from <= to) sum += quarters[q] * number{to - from + 1, of.days()};
        }
        weights.push_back(std::move(sum));
    }
    return weights;
}

namespace {

/// `{2016-01-01: false, 2022-03-21: true}`: a fact that changes.
bool is_dated(const node& is) {
    return is.is_map() && !is.entries.empty() &&
           std::all_of(is.entries.begin(), is.entries.end(),
                       [](const node::entry& e) { return read_day(e.key).has_value(); });
}

void collect_days(const node& layer, std::set<day>& days) {
    for (const auto& entry : layer.entries)
        if (is_dated(entry.value))
            for (const auto& dated : entry.value.entries) days.insert(*read_day(dated.key));
}

/// The layer as it stands on a day: the last entry of each dated fact that has begun.
node on_day(const node& layer, day on) {
    node made = layer;
    made.entries.clear();
    for (const auto& entry : layer.entries) {
        if (!is_dated(entry.value)) {
            made.entries.push_back(entry);
            continue;
        }
        const node* last = nullptr;
        std::optional<day> since;
        for (const auto& dated : entry.value.entries) {
            const auto from = *read_day(dated.key);
            if (on < from || (since && from < *since)) continue;
            since = from;
            last = &dated.value;
        }
        if (last) made.entries.push_back({entry.key, entry.key_where, *last});
    }
    return made;
}

}  // namespace

line_flow::line_flow(const scenario& asked, const platform& of, const stream& line,
                     const node& also, const rule::jurisdiction& in) {
    common_.currency = asked.in.letters();
    common_.readings = asked.readings;
    std::set<day> days{first_day};
    for (const auto* layer : {&of.given, &line.given, &also}) collect_days(*layer, days);
    for (const auto on : days)
        for (const auto* layer : {&of.given, &line.given, &also}) {
            if (!layer->is_map()) continue;
            diagnostics met;
            for (auto& [name, is] :
                 rule::read_given(*in.frame, on_day(*layer, on), common_.currency, met))
                stated_[on][name] = is;
            if (on == first_day || problems_.ok()) problems_.append(met);
        }
}

std::optional<day> line_flow::change_inside(const period& over) const {
    for (const auto& [on, given] : stated_)
        if (over.start < on && on <= over.end) return on;
    return std::nullopt;
}

rule::facts line_flow::facts_of(const period& over, const number& amount,
                                const std::map<std::string, std::string>& readings) const {
    auto flow = common_;
    flow.over = over;
    for (const auto& [name, choice] : readings) flow.readings[name] = choice;
    const auto stated = stated_.upper_bound(over.start);
    if (stated != stated_.begin()) flow.given = std::prev(stated)->second;
    flow.given["amount"] = feel::value{amount};
    return flow;
}

}  // namespace levy::scenario
