// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <levy/rule/rule.hpp>

namespace levy::rule {

inline std::string joined_by_commas(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

/// What a value is, for a caller who left it out: its choices where it has any.
inline std::string asked_for(const feel::type& as) {
    const auto& words = as.element ? as.element->one_of : as.one_of;
    if (words.empty()) return "it is " + as.to_text();
    return (as.element ? "it is a list of: " : "it is one of: ") + joined_by_commas(words);
}

inline std::string asked_for(const input& i) {
    return asked_for(i.as) + (i.about.empty() ? "" : "; " + i.about);
}

inline std::vector<std::string> names_of_inputs(const instrument& by) {
    std::vector<std::string> names;
    for (const auto& i : by.inputs) names.push_back(i.name);
    return names;
}

/// What to write instead of a name that no input has.
inline std::string instead_of(std::string_view wrong, const instrument& by) {
    const auto names = names_of_inputs(by);
    const auto near = nearest_name(wrong, names);
    if (!near.empty()) return "did you mean '" + near + "'?";
    return names.empty() ? "it has no inputs" : "its inputs are: " + joined_by_commas(names);
}

}  // namespace levy::rule
