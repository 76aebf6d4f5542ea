// SPDX-License-Identifier: Apache-2.0
#include "regions.hpp"

#include <algorithm>

#include <levy/value/number_text.hpp>

namespace levy::rule {

namespace {

using feel::operation;
using feel::test;
using feel::value;
using kind = feel::type::kind;

cut at(const number& n, bool after) { return {cut::end::at_value, n, after}; }
cut before_all() { return {cut::end::before_all, {}, false}; }
cut after_all() { return {cut::end::after_all, {}, false}; }

/// Spans where `keep(in a, in b)` holds; both lists are in order.
template <class Keep>
std::vector<value_span> swept(const std::vector<value_span>& a, const std::vector<value_span>& b,
                              const Keep& keep) {
    std::vector<cut> cuts;
    cuts.reserve((a.size() + b.size()) * 2);
    for (const auto* list : {&a, &b})
        for (const auto& s : *list) {
            cuts.push_back(s.from);
            cuts.push_back(s.to);
        }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    const auto holds = [](const std::vector<value_span>& list, std::size_t& next, const cut& from) {
        while (next < list.size() && list[next].to <= from) ++next;
        return next < list.size() && list[next].from <= from;
    };
    std::vector<value_span> made;
    std::size_t in_a = 0;
    std::size_t in_b = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const bool from_a = holds(a, in_a, cuts[i]);
        const bool from_b = holds(b, in_b, cuts[i]);
        if (!keep(from_a, from_b)) continue;
        if (!made.empty() && made.back().to == cuts[i])
            made.back().to = cuts[i + 1];
        else
            made.push_back({cuts[i], cuts[i + 1]});
    }
    return made;
}

/// Null lies neither inside nor outside of a range, so that it passes no test that asks for one,
/// nor the opposite of such a test.
bool leaves_null_open(const feel::expr& e) {
    const auto& t = std::get<test>(e.is);
    if (t.is == test::kind::negated)
        return std::any_of(t.not_these.begin(), t.not_these.end(), leaves_null_open);
    if (t.is == test::kind::any || t.by == operation::unequal) return false;
    return t.by != operation::equal || std::holds_alternative<feel::range_of>(t.with->is);
}

std::string joined(const std::vector<std::string>& parts, std::string_view joint) {
    std::string all;
    for (const auto& part : parts) {
        if (!all.empty()) all += joint;
        all += part;
    }
    return all;
}

}  // namespace

value_set united(const value_set& a, const value_set& b) {
    return {a.null || b.null, swept(a.spans, b.spans, [](bool x, bool y) { return x || y; })};
}
value_set common(const value_set& a, const value_set& b) {
    return {a.null && b.null, swept(a.spans, b.spans, [](bool x, bool y) { return x && y; })};
}
value_set without(const value_set& a, const value_set& b) {
    return {a.null && !b.null, swept(a.spans, b.spans, [](bool x, bool y) { return x && !y; })};
}

bool meet(const value_set& a, const value_set& b) {
    if (a.null && b.null) return true;
    auto other = b.spans.begin();
    for (const auto& s : a.spans) {
        while (other != b.spans.end() && other->to <= s.from) ++other;
        if (other != b.spans.end() && other->from < s.to) return true;
    }
    return false;
}
bool lies_in(const value_set& a, const value_set& b) {
    if (a.null && !b.null) return false;
    auto other = b.spans.begin();
    for (const auto& s : a.spans) {
        while (other != b.spans.end() && other->to <= s.from) ++other;
        if (other == b.spans.end() || s.from < other->from || other->to < s.to) return false;
    }
    return true;
}

std::optional<number> rank_of(const value& v) {
    if (const auto* n = v.get_if<number>()) return *n;
    if (const auto* d = v.get_if<day>()) return number{d->count()};
    if (const auto* d = v.get_if<feel::days_duration>()) return number{d->days};
    if (const auto* d = v.get_if<feel::months_duration>()) return number{d->months};
    return std::nullopt;
}

std::optional<value> written_constant(const feel::expr& e) {
    if (const auto* l = std::get_if<feel::literal>(&e.is)) return l->is;
    const auto* minus = std::get_if<feel::negate>(&e.is);
    const auto of = minus ? written_constant(*minus->of) : std::nullopt;
    const auto* n = of ? of->get_if<number>() : nullptr;
    return n ? std::optional<value>{value{-*n}} : std::nullopt;
}

axis::axis(std::string name, feel::type as, number scale)
    : name_{std::move(name)},
      as_{std::move(as)},
      scale_{std::move(scale)},
      discrete_{as_.is != kind::number || as_.whole},
      words_{as_.one_of} {
    domain_.null = as_.optional;
    if (as_.is == kind::boolean)
        domain_.spans = {{at(number{0}, false), at(number{2}, false)}};
    else if (as_.is == kind::text)
        domain_.spans = {{at(number{0}, false),
                          words_.empty()
                              ? after_all()
                              : at(number{static_cast<std::int64_t>(words_.size())}, false)}};
    else {
        domain_.spans = {{before_all(), after_all()}};
        if (as_.bounds) domain_.spans = inside(as_.bounds->min, true, as_.bounds->max, true).spans;
    }
}

/// Where a value lies on the axis; a word that is new to a text without a list gets a place.
std::optional<number> axis::place_of(const value& v) {
    if (as_.is == kind::boolean) {
        const auto* truth = v.get_if<bool>();
        return truth ? std::optional<number>{number{*truth ? 1 : 0}} : std::nullopt;
    }
    if (as_.is == kind::text) {
        const auto* word = v.get_if<std::string>();
        if (!word) return std::nullopt;
        const auto found = std::find(words_.begin(), words_.end(), *word);
        const auto place = number{static_cast<std::int64_t>(found - words_.begin())};
        if (found == words_.end() && as_.one_of.empty()) words_.push_back(*word);
        return place;
    }
    const bool fits = (as_.is == kind::number && v.is<number>()) ||
                      (as_.is == kind::date && v.is<day>()) ||
                      (as_.is == kind::days && v.is<feel::days_duration>()) ||
                      (as_.is == kind::months && v.is<feel::months_duration>());
    return fits ? rank_of(v) : std::nullopt;
}

value_set axis::inside(const std::optional<number>& low, bool low_closed,
                       const std::optional<number>& high, bool high_closed) const {
    value_span s{before_all(), after_all()};
    if (low)
        s.from = !discrete_   ? at(*low, !low_closed)
                 : low_closed ? at(ceil(*low), false)
                              : at(floor(*low) + 1, false);
    if (high)
        s.to = !discrete_    ? at(*high, high_closed)
               : high_closed ? at(floor(*high) + 1, false)
                             : at(ceil(*high), false);
    value_set made;
    if (s.from < s.to) made.spans.push_back(s);
    if (domain_.spans.empty()) return made;
    return common(made, {false, domain_.spans});
}

std::optional<value_set> axis::where(operation by, const value& against) {
    const bool negative = by == operation::unequal;
    if (against.is_null()) {
        if (by != operation::equal && !negative) return std::nullopt;
        const value_set nulls{domain_.null, {}};
        return negative ? without(domain_, nulls) : nulls;
    }
    const auto place = place_of(against);
    if (!place) return std::nullopt;
    const bool ordered = as_.is != kind::text && as_.is != kind::boolean;
    switch (by) {
        case operation::equal:
            return inside(place, true, place, true);
        case operation::unequal:
            return without(domain_, inside(place, true, place, true));
        case operation::less:
        case operation::at_most:
            if (!ordered) return std::nullopt;
            return inside(std::nullopt, true, place, by == operation::at_most);
        case operation::more:
        case operation::at_least:
            if (!ordered) return std::nullopt;
            return inside(place, by == operation::at_least, std::nullopt, true);
        default:
            return std::nullopt;
    }
}

std::optional<value_set> axis::in_list(const std::vector<value>& items) {
    value_set all;
    for (const auto& item : items) {
        const auto one = where(operation::equal, item);
        if (!one) return std::nullopt;
        all = united(all, *one);
    }
    return all;
}

std::optional<value_set> axis::of_list(const feel::list_of& list, const constant_of& known) {
    std::vector<value> items;
    items.reserve(list.items.size());
    for (const auto& item : list.items) {
        auto v = known(item);
        if (!v) return std::nullopt;
        items.push_back(*std::move(v));
    }
    return in_list(items);
}

std::optional<value_set> axis::where(const test& t, const constant_of& known) {
    if (t.is == test::kind::any) return domain_;
    if (t.is == test::kind::negated) {
        const auto inner = where(t.not_these, known);
        if (!inner) return std::nullopt;
        auto others = without(domain_, *inner);
        others.null =
            others.null && std::none_of(t.not_these.begin(), t.not_these.end(), leaves_null_open);
        return others;
    }
    const bool belongs = t.by == operation::equal || t.by == operation::unequal;
    std::optional<value_set> found;
    if (const auto* r = std::get_if<feel::range_of>(&t.with->is); r && belongs) {
        const auto end = [&](const feel::expr_box& box, bool& good) -> std::optional<number> {
            if (!box) return std::nullopt;
            const auto v = known(*box);
            auto place = v ? place_of(*v) : std::nullopt;
            good = good && place;
            return place;
        };
        bool good = as_.is != kind::text && as_.is != kind::boolean;
        const auto low = end(r->low, good);
        const auto high = end(r->high, good);
        if (good) found = inside(low, r->low_closed, high, r->high_closed);
    } else if (const auto* list = std::get_if<feel::list_of>(&t.with->is); list && belongs) {
        found = of_list(*list, known);
    } else {
        const auto v = known(*t.with);
        if (!v || v->is<feel::range_handle>()) return std::nullopt;
        if (!v->is<feel::list_value>()) return where(t.by, *v);
        if (belongs) found = in_list(v->items());
    }
    if (found && t.by == operation::unequal) found = without(domain_, *found);
    return found;
}

std::optional<value_set> axis::where(const std::vector<feel::expr>& tests,
                                     const constant_of& known) {
    value_set all;
    for (const auto& t : tests) {
        const auto one = where(std::get<test>(t.is), known);
        if (!one) return std::nullopt;
        all = united(all, *one);
    }
    return all;
}

std::vector<value_set> axis::parts(const std::vector<value_set>& of) const {
    std::vector<cut> cuts;
    const auto add = [&](const value_set& all) {
        for (const auto& s : all.spans) {
            cuts.push_back(s.from);
            cuts.push_back(s.to);
        }
    };
    add(domain_);
    for (const auto& one : of) add(one);
    if (as_.is == kind::boolean) cuts.push_back(at(number{1}, false));
    for (std::size_t i = 0; i < words_.size(); ++i)
        cuts.push_back(at(number{static_cast<std::int64_t>(i)}, false));
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<value_set> made;
    if (domain_.null) made.push_back({true, {}});
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
        if (value_set part{false, {{cuts[i], cuts[i + 1]}}}; meet(part, domain_))
            made.push_back(std::move(part));
    return made;
}

std::string axis::part_told(const value_set& part) const {
    const bool other = as_.is == kind::text && !part.spans.empty() &&
                       part.spans.back().to.is == cut::end::after_all;
    return other ? "any other text" : told(part, ", ", false);
}

std::string axis::shown(const value_set& of) const {
    auto text = name_ + " " + told(of, " or ", false);
    if (scale_ == 1'000) text += " thousand";
    if (scale_ == 1'000'000) text += " million";
    if (scale_ == 1'000'000'000) text += " billion";
    return text;
}

void axis::name_figure(const number& is, const std::string& name) {
    const auto [found, fresh] = figures_.emplace(is, name);
    if (!fresh && found->second != name) found->second.clear();
}

const std::string* axis::figure_named(const number& n) const {
    const auto found = figures_.find(n);
    return found != figures_.end() && !found->second.empty() ? &found->second : nullptr;
}

std::string axis::told(const value_set& of, std::string_view joint, bool by_name) const {
    if (of == domain_) return "-";
    std::vector<std::string> parts;
    if (of.null) parts.emplace_back("null");
    if (as_.is == kind::text || as_.is == kind::boolean) {
        if (auto words = words_told(of, joint); !words.empty()) parts.push_back(std::move(words));
    } else {
        parts.reserve(of.spans.size() + 1);
        for (const auto& s : of.spans) parts.push_back(span_told(s, by_name));
    }
    return joined(parts, joint);
}

std::string axis::words_told(const value_set& of, std::string_view joint) const {
    std::vector<std::string> in;
    std::vector<std::string> out;
    const auto count = as_.is == kind::boolean ? std::size_t{2} : words_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto from = at(number{static_cast<std::int64_t>(i)}, false);
        const bool held = std::any_of(of.spans.begin(), of.spans.end(), [&](const value_span& s) {
            return s.from <= from && from < s.to;
        });
        const auto word =
            as_.is != kind::boolean ? words_[i] : std::string{i == 1 ? "true" : "false"};
        (held ? in : out).push_back(word);
    }
    const bool others = as_.is == kind::text && as_.one_of.empty() && !of.spans.empty() &&
                        of.spans.back().to.is == cut::end::after_all;
    if (domain_.null && !of.null) out.insert(out.begin(), "null");
    return others ? "not(" + joined(out, ", ") + ")" : joined(in, joint);
}

std::string axis::span_told(const value_span& s, bool by_name) const {
    const bool open_below = s.from.is != cut::end::at_value;
    const bool open_above = s.to.is != cut::end::at_value;
    const auto last = discrete_ && !open_above ? s.to.at - 1 : s.to.at;
    const bool with_last = discrete_ || s.to.after;
    const auto figure = [&](const number& n) {
        const auto* name = by_name ? figure_named(n) : nullptr;
        return name ? *name : number_told(n);
    };
    if (open_below && open_above) return domain_.null ? "not(null)" : "-";
    if (open_below) return (with_last ? "<= " : "< ") + figure(last);
    if (open_above) return (s.from.after ? "> " : ">= ") + figure(s.from.at);
    // A bare word in a cell is a text.
    if (s.from.at == last) return (by_name && figure_named(last) ? "= " : "") + figure(last);
    return (s.from.after ? "(" : "[") + figure(s.from.at) + ".." + figure(last) +
           (with_last ? "]" : ")");
}

std::string axis::number_told(const number& n) const {
    if (as_.is == kind::date)
        return levy::to_text(day::at(static_cast<std::int32_t>(n.to_int64())));
    if (as_.is == kind::days) return "@\"P" + levy::to_text(n) + "D\"";
    if (as_.is == kind::months) return "@\"P" + levy::to_text(n) + "M\"";
    if (as_.ratio) {
        auto percent = levy::to_text(n * 100);
        if (percent.find('/') == std::string::npos) return percent + "%";
    }
    return levy::to_text(n / scale_);
}

}  // namespace levy::rule
