// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

namespace levy::feel {

/// A JSON object in the order that it was written in, whose keys are found at once: a context may
/// have many thousands, which nlohmann::ordered_map would search from the front for each.
template <class Key, class T, class Less, class Allocator>
class keyed_map : public nlohmann::ordered_map<Key, T, Less, Allocator> {
    using base = nlohmann::ordered_map<Key, T, Less, Allocator>;

public:
    using base::base;
    using typename base::const_iterator;
    using typename base::iterator;

    std::pair<iterator, bool> emplace(Key key, T is) {
        if (const auto found = find(key); found != this->end()) return {found, false};
        if (this->size() >= few) places_.emplace(key, this->size());
        base::Container::emplace_back(std::move(key), std::move(is));
        return {std::prev(this->end()), true};
    }
    T& operator[](const Key& key) { return emplace(key, T{}).first->second; }

    iterator find(const Key& key) {
        return this->begin() + static_cast<std::ptrdiff_t>(place_of(key));
    }
    const_iterator find(const Key& key) const {
        return this->begin() + static_cast<std::ptrdiff_t>(place_of(key));
    }

private:
    /// The first few are sooner looked through than indexed; most objects have no more.
    static constexpr std::size_t few = 16;

    [[nodiscard]] std::size_t place_of(const Key& key) const {
        for (std::size_t i = 0; i < this->size() && i < few; ++i)
            if (this->data()[i].first == key) return i;
        const auto found = places_.find(key);
        return found == places_.end() ? this->size() : found->second;
    }

    std::unordered_map<Key, std::size_t> places_;  // of the keys behind the first few
};

/// JSON that is read and built, and from which nothing is erased.
using json = nlohmann::basic_json<keyed_map>;

}  // namespace levy::feel
