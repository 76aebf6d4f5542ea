// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <levy/value/day.hpp>

namespace levy {

/// A value that changes on known days, on two clocks: the day from which it holds, and the day
/// since when it was published.
///
/// The law of day D as known on day K: take the entries known by K in order of publication, then of
/// first day; an entry that states its publication wipes what earlier ones had scheduled for its
/// day and later; the last one left on or before D counts. An entry without a publication is known
/// from its first day; the first entry of a timeline is known as soon as the rule is. Without K
/// everything is known.
template <class Value>
class timeline {
public:
    struct entry {
        day from;
        std::optional<day> published;
        Value is;
    };

    /// Entries come in rising order of `from`, and of `published` on one day.
    void add(day from, std::optional<day> published, Value is) {
        entries_.push_back(entry{from, published, std::move(is)});
    }
    [[nodiscard]] const std::vector<entry>& entries() const noexcept { return entries_; }
    [[nodiscard]] std::vector<entry>& entries() noexcept { return entries_; }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

    /// `strict_first`: the first entry is known only from its own day or publication (the life of a
    /// rule).
    [[nodiscard]] const entry* in_force(day on, std::optional<day> known = {},
                                        bool strict_first = false) const {
        const entry* found = nullptr;
        for (const auto* candidate : standing(known, strict_first))
            if (candidate->from <= on && (!found || found->from <= candidate->from))
                found = candidate;
        return found;
    }

    /// Entries that begin inside (first, last], as known on `known`, in order.
    [[nodiscard]] std::vector<const entry*> changes(day first, day last,
                                                    std::optional<day> known = {}) const {
        std::vector<const entry*> found;
        for (const auto* candidate : standing(known, false))
            if (first < candidate->from && candidate->from <= last) found.push_back(candidate);
        std::sort(found.begin(), found.end(),
                  [](const entry* a, const entry* b) { return a->from < b->from; });
        return found;
    }

    /// What is left of the entries once each publication has wiped what it replaced.
    [[nodiscard]] std::vector<const entry*> standing(std::optional<day> known,
                                                     bool strict_first) const {
        std::vector<std::pair<day, const entry*>> by_knowledge;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const auto& candidate = entries_[i];
            const bool always = i == 0 && !strict_first && !candidate.published;
            const day since = candidate.published ? *candidate.published
                              : always            ? first_day
                                                  : candidate.from;
            if (!known || since <= *known) by_knowledge.emplace_back(since, &candidate);
        }
        std::stable_sort(
            by_knowledge.begin(), by_knowledge.end(), [](const auto& a, const auto& b) {
                return a.first != b.first ? a.first < b.first : a.second->from < b.second->from;
            });
        std::vector<const entry*> left;
        for (const auto& learned : by_knowledge) {
            const entry* candidate = learned.second;
            if (candidate->published)
                std::erase_if(left, [&](const entry* old) {
                    // What the same publication says of later days stands.
                    return old->from >= candidate->from && old->published != candidate->published;
                });
            left.push_back(candidate);
        }
        return left;
    }

private:
    std::vector<entry> entries_;
};

}  // namespace levy
