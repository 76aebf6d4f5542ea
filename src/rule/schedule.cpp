// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "line.hpp"

namespace levy::rule {

namespace {

using feel::stretch;
using feel::value;

/// False where a charge is no line.
bool add_charges(const step_result& of, std::vector<charge_line>& into) {
    for (const auto& r : of.made->results) {
        if (!r.is_output || r.charges.empty() || r.is.is_null()) continue;
        auto line = line_of(r.is);
        if (!line) return false;
        line->step = of.by->name;
        line->output = r.name;
        line->charges = r.charges;
        line->liable = of.made->liable;
        line->rule = of.made->by->id;
        into.push_back(*std::move(line));
    }
    return true;
}

bool add_offset(const offset_result& of, std::vector<offset_line>& into) {
    auto line = line_of(of.moving.is_null() ? value{of.sum} : of.moving);
    if (!line) return false;
    line->output = of.by->name;
    into.push_back({of.by, *std::move(line)});
    return true;
}

/// The first amount inside, counted in whole units from an end that is left out.
number first_inside(const stretch& of, const number& unit) {
    const auto& end = of.low();
    if (end.inside) return end.at;
    return std::min((floor(end.at / unit) + 1) * unit, of.here());
}

std::optional<number> last_inside(const stretch& of, const number& unit) {
    const auto& end = of.high();
    if (!end || end->inside) return end ? std::optional<number>{end->at} : std::nullopt;
    return std::max((ceil(end->at / unit) - 1) * unit, of.here());
}

std::optional<flow_schedule> drawn(const jurisdiction& in, facts flow, const std::string& input) {
    const auto given = flow.given.find(input);
    const auto* here = given == flow.given.end() ? nullptr : given->second.get_if<number>();
    if (!here) return std::nullopt;
    feel::type as;
    for (const auto& i : in.frame->inputs)
        if (i.name == input) as = i.as;
    const auto over = stretch_within(as, *here);
    given->second = feel::moving_amount(over);
    flow.results_alone = true;
    const auto routed = assess_flow(in, flow);
    if (!routed || !routed->problems.empty() || over->refused()) return std::nullopt;
    flow_schedule made;
    for (const auto& s : routed->steps)
        if (s.made && !add_charges(s, made.charges)) return std::nullopt;
    for (const auto& o : routed->offsets)
        if (!add_offset(o, made.offsets)) return std::nullopt;
    const auto known = currency::read(flow.currency.empty() ? in.currency : flow.currency);
    const auto unit = known ? minor_unit(*known) : number{1};
    made.low = first_inside(*over, unit);
    made.high = last_inside(*over, unit);
    return made;
}

}  // namespace

std::optional<charge_line> line_of(const value& v) {
    charge_line line;
    if (const auto* n = v.get_if<number>()) {
        line.constant = *n;
        return line;
    }
    const auto* handle = v.get_if<feel::moving_handle>();
    if (!handle) return std::nullopt;
    const auto& m = **handle;
    if (!m.slack.is_zero() && !m.to) return std::nullopt;
    line.constant = m.constant;
    line.slope = m.slope;
    if (m.to) {
        line.constant /= m.to->times;
        line.slope /= m.to->times;
        line.rounds = true;
        line.unit = m.to->unit;
        line.mode = m.to->mode;
        line.times = m.to->times;
    }
    return line;
}

std::shared_ptr<stretch> stretch_within(const feel::type& as, const number& here) {
    auto low = std::min(here, number{});
    std::optional<number> high;
    if (as.bounds && as.bounds->min) low = std::min(here, *as.bounds->min);
    if (as.bounds && as.bounds->max) high = std::max(here, *as.bounds->max);
    return std::make_shared<stretch>(here, std::move(low), std::move(high));
}

number charge_line::at(const number& amount) const {
    auto exact = slope * amount;
    if (!constant.is_zero()) exact += constant;
    if (!rounds) return exact;
    exact = rounded(exact, unit, mode);
    return times == number{1} ? exact : exact * times;
}

bool flow_schedule::holds(const number& amount) const noexcept {
    return low <= amount && (!high || amount <= *high);
}

std::optional<flow_schedule> schedule_of(const jurisdiction& in, const facts& flow,
                                         std::string_view input) {
    try {
        return drawn(in, flow, std::string{input});
    } catch (const number_too_precise&) {
        return std::nullopt;
    }
}

}  // namespace levy::rule
