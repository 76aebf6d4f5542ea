// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include <levy/feel/parse.hpp>

#include "evaluator.hpp"

namespace levy::feel {

namespace {

constexpr std::size_t most_rounds = 1'000'000;

/// Whether a loop's body reads the results so far.
bool reads_partial(const expr& e) {
    const auto* n = std::get_if<name>(&e.is);
    bool found = n && n->id == "partial";
    for_each_child(e, [&](const expr& child) { found = found || reads_partial(child); });
    return found;
}

}  // namespace

void evaluator::count_rounds(const expr& e, std::size_t more) {
    rounds_ += more;
    if (rounds_ > most_rounds) site(e).give_up("this goes through more than a million values");
}

value evaluator::item_at(const expr& e, const std::vector<value>& items, const number& position) {
    const auto size = static_cast<std::int64_t>(items.size());
    const auto at = position.fits_int64() ? position.to_int64() : 0;
    const auto index = at < 0 ? size + at : at - 1;
    if (at != 0 && index >= 0 && index < size) return items[static_cast<std::size_t>(index)];
    if (plain_) return null_value{};
    site(e).fail(code::index,
                 "the list has " + std::to_string(size) + (size == 1 ? " element" : " elements") +
                     " and none at " + to_text(value{position}),
                 at == 0 ? "the first element is 1, the last one -1"
                         : "ask first how long it is: if count(…) >= " +
                               std::to_string(std::abs(at)) + " then … else …");
}

/// Whether the predicate of an empty list is a position all the same.
bool evaluator::is_position(const expr& predicate) {
    const auto failed = failed_;
    locals_.push_back({"item", null_value{}});
    ++open_records_;
    const bool number_comes = evaluate(predicate).is<number>();
    --open_records_;
    locals_.pop_back();
    failed_ = failed;
    return number_comes;
}

value evaluator::of_filter(const expr& e, const filter& f) {
    const auto of = evaluate(*f.of);
    const auto items =
        plain_ && !of.is_null() && !of.is<list_value>() ? std::vector<value>{of} : of.items();
    if (plain_ && of.is_null()) return null_value{};
    if (const auto* position = std::get_if<literal>(&f.predicate->is))
        if (const auto* n = position->is.get_if<number>()) return item_at(e, items, *n);
    const auto names = locals_.size();
    std::vector<value> kept;
    if (plain_ && items.empty() && is_position(*f.predicate)) return null_value{};
    // There is no item to ask the predicate of, and a position needs none.
    if (items.empty() && f.predicate->as.is == type::kind::number)
        if (const auto at = evaluate(*f.predicate); at.is<number>())
            return item_at(e, items, *at.get_if<number>());
    for (const auto& item : items) {
        count_rounds(e, 1);
        locals_.push_back({"item", item});
        const auto* fields = plain_ ? item.get_if<record_value>() : nullptr;
        if (fields)
            for (const auto& field : **fields) locals_.push_back({field.name, field.is});
        open_records_ += fields ? 1 : 0;
        const auto holds = evaluate(*f.predicate);
        open_records_ -= fields ? 1 : 0;
        locals_.resize(names);
        if (const auto* position = holds.get_if<number>()) return item_at(e, items, *position);
        if (holds.is<moving_handle>())
            site(e).fail(code::index, "a position does not move with an amount");
        const auto* truth = holds.get_if<bool>();
        if (!truth && !holds.is_null())
            site(*f.predicate)
                .fail(code::type, "a condition must be true or false, not " + to_text(holds));
        if (truth && *truth) kept.push_back(item);
    }
    return value::list(std::move(kept));
}

std::vector<value> evaluator::numbers_of(const expr& e, const range_value& r, const number& low,
                                         const number& high) {
    const auto size = abs(high - low);
    if (size > static_cast<std::int64_t>(most_rounds))
        site(e).give_up("this goes through more than a million values");
    const std::int64_t step = low <= high ? 1 : -1;
    const auto first = low.to_int64();
    const auto steps = size.to_int64();
    std::vector<value> all;
    all.reserve(static_cast<std::size_t>(steps) + 1);
    for (std::int64_t i = 0; i <= steps; ++i)  // one more than the last number may not be a number
        if ((r.low_closed || i != 0) && (r.high_closed || i != steps))
            all.emplace_back(number{first + i * step});
    return all;
}

std::vector<value> evaluator::days_of(const expr& e, const range_value& r, day first, day last) {
    const int step = first <= last ? 1 : -1;
    const auto size = static_cast<std::size_t>((last - first) * step) + 1;
    if (size > most_rounds) site(e).give_up("this goes through more than a million values");
    std::vector<value> all;
    all.reserve(size);
    for (auto d = first; (last - d) * step >= 0; d = d + step)
        if ((r.low_closed || d != first) && (r.high_closed || d != last)) all.emplace_back(d);
    return all;
}

std::vector<value> evaluator::domain_of(const expr& e, const value& domain) {
    if (const auto* r = domain.get_if<range_handle>()) {
        const auto *low = (*r)->low.get_if<number>(), *high = (*r)->high.get_if<number>();
        if (low && high && low->fits_int64() && high->fits_int64())
            return numbers_of(e, **r, *low, *high);
        const auto *first = (*r)->low.get_if<day>(), *last = (*r)->high.get_if<day>();
        if (first && last) return days_of(e, **r, *first, *last);
        site(e).fail(code::range, "only whole numbers and dates can be gone through");
    }
    if (domain.is<list_value>()) return domain.items();
    if (plain_ && !domain.is_null()) return {domain};
    site(e).fail(code::type, "a list is expected here, not " + to_text(domain));
}

/// Calls `each` for every combination of the bindings, the last one fastest; stops where it returns
/// false.
template <class Each>
bool evaluator::each_combination(const std::vector<binding>& over, std::size_t from, const expr& e,
                                 Each each) {
    if (from == over.size()) {
        count_rounds(e, 1);
        return each();
    }
    const auto& in = *over[from].in;
    const auto domain = evaluate(in);
    if (const auto* written = std::get_if<range_of>(&in.is); written && !written->iteration)
        if (const auto* r = domain.get_if<range_handle>(); r && order_of((*r)->low, (*r)->high) > 0)
            site(in).fail(code::range, "a range in brackets does not run down",
                          "leave the brackets out: " + over[from].id + " in " +
                              to_text(*written->low) + ".." + to_text(*written->high));
    for (const auto& item : domain_of(in, domain)) {
        locals_.push_back({over[from].id, item});
        const bool go_on = each_combination(over, from + 1, e, each);
        locals_.pop_back();
        if (!go_on) return false;
    }
    return true;
}

value evaluator::of_loop(const expr& e, const loop& l) {
    const bool partial = plain_ && reads_partial(*l.body);
    auto all = std::make_shared<std::vector<value>>();
    each_combination(l.over, 0, e, [&] {
        if (partial) locals_.push_back({"partial", value{list_value{all}}});
        auto result = evaluate(*l.body);
        if (partial) locals_.pop_back();
        // The results so far are lent to the body. Where it keeps them, the next ones go to a copy.
        if (all.use_count() > 1) {
            count_rounds(e, all->size());
            all = std::make_shared<std::vector<value>>(*all);
        }
        all->push_back(std::move(result));
        return true;
    });
    return value{list_value{std::move(all)}};
}

value evaluator::of_quantified(const expr& e, const quantified& q) {
    bool settled = false;
    bool unknown = false;
    each_combination(q.over, 0, e, [&] {
        const auto truth = evaluate(*q.body);
        const auto* b = truth.get_if<bool>();
        if (!b && !(plain_ && truth.is_null()))
            site(*q.body).fail(code::type,
                               "a condition must be true or false, not " + to_text(truth));
        unknown = unknown || !b;
        settled = b && *b != q.every;
        return !settled;
    });
    if (settled) return value{!q.every};
    return unknown ? value{} : value{q.every};
}

}  // namespace levy::feel
