// SPDX-License-Identifier: Apache-2.0
#include "leaf.hpp"

#include <algorithm>
#include <span>

namespace levy::rule {

using feel::value;

namespace {

constexpr std::size_t most_elements = 8;  // of one list: an explanation is read by people

void add(leaf at, std::vector<leaf>& into) {
    const auto whole = at.is;
    if (whole.is<feel::list_value>() && at.as.element) {
        const auto name = at.name;
        const auto as = *at.as.element;
        for (std::size_t i = 0; i < std::min(whole.items().size(), most_elements); ++i) {
            auto inner = at;
            inner.name = name + "[" + std::to_string(i + 1) + "]";
            inner.place.push_back(i);
            inner.as = as;
            inner.is = whole.items()[i];
            add(std::move(inner), into);
        }
        return;
    }
    if (const auto* record = whole.get_if<feel::record_value>()) {
        for (std::size_t i = 0; i < (*record)->size(); ++i) {
            const auto& field = (**record)[i];
            const auto* as = at.as.find(field.name);
            if (!as) continue;
            auto inner = at;
            inner.name += "." + field.name;
            inner.place.push_back(i);
            inner.as = *as;
            inner.is = field.is;
            add(std::move(inner), into);
        }
        return;
    }
    into.push_back(std::move(at));
}

value replaced(const value& in, std::span<const std::size_t> place, const value& is) {
    if (place.empty()) return is;
    const auto inner = place.subspan(1);
    if (const auto* record = in.get_if<feel::record_value>()) {
        auto fields = **record;
        fields[place.front()].is = replaced(fields[place.front()].is, inner, is);
        return value::record(std::move(fields));
    }
    auto items = in.items();
    items[place.front()] = replaced(items[place.front()], inner, is);
    return value::list(std::move(items));
}

const trace_step* step_of(const assessment& made, const std::string& input) {
    for (const auto& step : made.trace)
        if (step.is == trace_step::kind::input && step.name == input) return &step;
    return nullptr;
}

}  // namespace

std::vector<leaf> leaves_of(const assessment& made) {
    std::vector<leaf> all;
    for (const auto& i : made.by->inputs)
        if (const auto* step = step_of(made, i.name))
            add({i.name, i.name, {}, i.as, step->gave}, all);
    return all;
}

facts with(const facts& about, const assessment& made, const leaf& fact, const value& is) {
    auto other = about;
    const auto* step = step_of(made, fact.input);
    LEVY_EXPECTS(step != nullptr);
    other.given[fact.input] = replaced(step->gave, fact.place, is);
    return other;
}

}  // namespace levy::rule
