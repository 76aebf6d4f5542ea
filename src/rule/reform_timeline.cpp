// SPDX-License-Identifier: Apache-2.0
#include "reform_timeline.hpp"

#include <algorithm>

namespace levy::rule {

std::optional<timeline<const node*>> written_timeline(const node& values) {
    timeline<const node*> all;
    for (const auto& [key, where, entry] : values.entries) {
        const auto from = read_day(key);
        if (!from) return std::nullopt;
        const auto take = [&](const node& one) {
            const auto* published = one.find("published");
            const auto since = published ? read_day(published->text) : std::nullopt;
            if (published && !since) return false;
            all.add(*from, since, &one);
            return true;
        };
        if (!entry.is_list()) {
            if (!take(entry)) return std::nullopt;
        } else if (!std::all_of(entry.items.begin(), entry.items.end(), take)) {
            return std::nullopt;
        }
    }
    return all;
}

day published_over(const timeline<const node*>& law, day wanted) {
    for (const auto& entry : law.entries())
        wanted = std::max(wanted, entry.published.value_or(entry.from) + 1);
    return wanted;
}

void add_entry(node& values, day from, const span& where, node entry) {
    const auto at = std::find_if(values.entries.begin(), values.entries.end(),
                                 [&](const node::entry& e) { return *read_day(e.key) >= from; });
    if (at == values.entries.end() || *read_day(at->key) != from) {
        values.entries.insert(at, {to_text(from), where, std::move(entry)});
        return;
    }
    if (!at->value.is_list()) {
        node both;
        both.is = node::shape::list;
        both.where = at->value.where;
        both.items.push_back(std::move(at->value));
        at->value = std::move(both);
    }
    at->value.items.push_back(std::move(entry));
}

node* find(node& map, std::string_view key) {
    for (auto& entry : map.entries)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

node text_node(std::string text, const span& where) {
    node made;
    made.text = std::move(text);
    made.where = where;
    return made;
}

void set(node& map, std::string key, node value) {
    auto where = value.where;
    map.entries.push_back({std::move(key), std::move(where), std::move(value)});
}

}  // namespace levy::rule
