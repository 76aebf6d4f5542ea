// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/document.hpp>

namespace levy {

const node::entry* node::find_entry(std::string_view key) const noexcept {
    for (const auto& candidate : entries)
        if (candidate.key == key) return &candidate;
    return nullptr;
}

const node* node::find(std::string_view key) const noexcept {
    const auto* found = find_entry(key);
    return found ? &found->value : nullptr;
}

span node::part(std::size_t begin, std::size_t end) const {
    if (offsets.empty()) {
        if (where.text() != text) return where;  // a text that no source has
        const auto first = where.begin + std::min(begin, text.size());
        return {where.in, first, std::max(first, where.begin + std::min(end, text.size()))};
    }
    const auto last = offsets.size() - 1;
    const auto first_offset = offsets[std::min(begin, last)];
    auto end_offset = offsets[std::min(end, last)];
    // The end of a part is just past its last byte, not the start of whatever was folded after it.
    if (end > begin && end - 1 < last) end_offset = std::min(end_offset, offsets[end - 1] + 1);
    return {where.in, first_offset, std::max(first_offset, end_offset)};
}

}  // namespace levy
