// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <levy/rule/changes.hpp>

namespace levy::report {

/// What changes in the law between two days, ready to be shown: a part for each rule.
struct change_page {
    std::string title;
    day after, last;
    struct part {
        std::string id, title;
        std::vector<rule::change> changes;
        std::vector<rule::note> notes;
        const std::map<std::string, rule::source>* sources = nullptr;
        bool main = true;  // a tax that meets supplies; else fines, interest, evidence
    };
    std::vector<part> parts;
    /// A page that a minister can read: what the author tells, what is taxed at which rate, who
    /// pays and when; the rest counted, with the command that shows it.
    bool story = false;
};

/// For people: day by day, what was and what is, with the article.
[[nodiscard]] std::string to_text(const change_page& page, std::size_t width = 100);

/// `schema: levy.diff/1`.
[[nodiscard]] std::string to_json(const change_page& page,
                                  const std::map<std::string, std::string>& hashes);

}  // namespace levy::report
