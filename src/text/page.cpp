// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include <levy/text/page.hpp>

namespace levy {

const page* find_page(std::string_view asked) {
    std::string word{asked};
    std::transform(word.begin(), word.end(), word.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    auto digits = word.starts_with("lv") ? word.substr(2) : word;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    for (const auto& one : pages())
        if (name_of(one.id) == word || std::to_string(static_cast<unsigned>(one.id)) == digits)
            return &one;
    return nullptr;
}

std::string_view title_of(const page& of) {
    const auto line = of.text.substr(0, of.text.find('\n'));
    const auto colon = line.find(": ");
    return colon == std::string_view::npos ? line : line.substr(colon + 2);
}

}  // namespace levy
