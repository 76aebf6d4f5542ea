// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>
#include <levy/rule/rule.hpp>

#include "mutant.hpp"

namespace levy::mutants {

namespace {

void for_literals(const node& scalar, const auto& visit) {
    diagnostics ignored;
    const auto formula = feel::parse(scalar, ignored);
    if (!formula) return;
    const auto walk = [&](const auto& self, const feel::expr& e) -> void {
        const auto* l = std::get_if<feel::literal>(&e.is);
        if (const auto* word = l ? l->is.get_if<std::string>() : nullptr) visit(e.where, *word);
        feel::for_each_child(e, [&](const feel::expr& child) { self(self, child); });
    };
    walk(walk, *formula);
}

std::string next_in(const std::vector<std::string>& list, const std::string& word) {
    const auto found = std::find(list.begin(), list.end(), word);
    if (found == list.end() || list.size() < 2) return {};
    return std::next(found) == list.end() ? list.front() : *std::next(found);
}

/// `half up to 0.01`: each other mode, and another unit.
void of_rounding(const node& scalar, std::string_view currency, collector& into) {
    const auto at = scalar.text.find(" to ");
    if (at == std::string::npos) return;
    const auto mode = scalar.text.substr(0, at);
    const auto begin = scalar.where.begin;
    const std::string other = mode == "half up" || mode == "up" ? "half even" : "half up";
    into.change(begin, begin + at, other);
    into.change(begin, begin + at, mode == "down" || mode == "floor" ? "up" : "down");
    if (mode.starts_with("half")) into.change(begin, begin + at, "up");
    if (!scalar.text.ends_with(" minor unit")) return;
    const auto unit = begin + at + 4;
    into.change(unit, unit + 10, "10");
    if (currency == "any") {
        into.change(unit, unit + 10, "1");
        into.change(unit, unit + 10, "0.01");
    }
}

}  // namespace

words::words(const node& document) {
    lists_ = {rule::parties(), {"consumer", "business"}};
    if (const auto* currency = document.find("currency")) currency_ = currency->text;
    gather(document, "");
}

void words::gather(const node& n, std::string_view key) {
    if (key == "one_of" || key == "choices") {
        std::vector<std::string> list;
        for (const auto& item : n.items) list.push_back(item.text);
        for (const auto& entry : n.entries) list.push_back(entry.key);
        lists_.push_back(std::move(list));
    }
    if (n.is_text() && n.text.find('"') != std::string::npos)
        for_literals(n, [&](const span&, const std::string& word) {
            for (const auto& list : lists_)
                if (std::find(list.begin(), list.end(), word) != list.end()) return;
            if (std::find(loose_.begin(), loose_.end(), word) == loose_.end())
                loose_.push_back(word);
        });
    for (const auto& item : n.items) gather(item, key);
    for (const auto& entry : n.entries) gather(entry.value, entry.key);
}

std::string words::other_than(const std::string& word) const {
    // The lists of the file are asked before those of the language.
    for (auto list = lists_.rbegin(); list != lists_.rend(); ++list)
        if (auto other = next_in(*list, word); !other.empty()) return other;
    return next_in(loose_, word);
}

void words::of_key(const node& scalar, std::string_view key, std::string_view parent,
                   collector& into) const {
    static const std::map<std::string, std::string, std::less<>> pairs{
        {"next_working_day", "previous_working_day"},
        {"previous_working_day", "next_working_day"},
        {"none", "next_working_day"},
        {"refund", "set_off"},
        {"set_off", "refund"},
        {"month", "quarter"},
        {"quarter", "month"},
        {"months", "days"},
        {"days", "months"},
        {"never", "months"},
        {"thousand", "million"},
        {"million", "thousand"},
        {"billion", "million"}};
    static const std::set<std::string, std::less<>> paired{"roll", "every", "prorate", "scale"};
    const auto& word = scalar.text;
    std::string other;
    if (key == "reason" || key == "otherwise" || key == "zero")
        other = next_in(rule::reason_codes(), word);
    else if (key == "default")
        other = other_than(word);
    else if (paired.contains(key) || parent == "roll" || parent == "overpaid")
        if (const auto found = pairs.find(word); found != pairs.end()) other = found->second;
    if (!other.empty()) into.change(scalar.where.begin, scalar.where.end, other);
    if (key == "round" || parent == "round") of_rounding(scalar, currency_, into);
}

void words::of_literals(const node& scalar, collector& into) const {
    for_literals(scalar, [&](const span& where, const std::string& word) {
        const auto other = other_than(word);
        if (other.empty()) return;
        const auto at = into.text().find(word, where.begin);
        into.change(at, at + word.size(), other);
    });
}

}  // namespace levy::mutants
