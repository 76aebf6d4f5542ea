// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <levy/text/document.hpp>

namespace levy::mutants {

/// One thing of a file changed: several edits where a change touches several places at once (the
/// edge that two rows of a table share).
struct mutant {
    struct edit {
        std::size_t begin = 0, end = 0;
        std::string text;
    };
    std::vector<edit> edits;  // apart from one another, rising
    std::string path, what;   // the keys that lead there, and the change

    [[nodiscard]] std::string applied_to(const std::string& text) const;
    [[nodiscard]] std::string described() const { return path + " | " + what; }
};

/// Every mutant of a rule, a jurisdiction or a reform.
struct mutants {
    std::vector<mutant> all;
    std::size_t moves_a_citation = 0;  // dates that no case can hold
};
[[nodiscard]] mutants of_file(const node& document, const source_text& text);

/// Where mutants of one place are gathered.
class collector {
public:
    collector(const source_text& of, std::vector<mutant>& into) : of_{of}, into_{into} {}

    void at(std::string path) { path_ = std::move(path); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& text() const noexcept { return of_.text(); }
    void change(std::size_t begin, std::size_t end, std::string text);
    void change(std::vector<mutant::edit> edits, std::string what);

private:
    const source_text& of_;
    std::vector<mutant>& into_;
    std::string path_;
};

/// Parts of formulas left out: one side of `and`, `or` and `if`, an argument of `min` and `max`, a
/// filter, a `not`; and another end of the period, where it has more than one day. Does nothing to
/// a text that is no formula.
void of_formula(const node& scalar, bool one_day, collector& into);
/// An edge that rows share moves a step, or changes sides, which means nothing to slices; two words
/// of a column change places.
void of_rows(const node& columns, const node& rows, bool slices, collector& into);
/// Without an item of a list, without an entry of a map.
void without_item(const node& list, std::size_t item, const std::string& name, collector& into);
void without_entry(const node::entry& entry, collector& into);
/// A word of a closed list gives way to another of its list: reasons, defaults, parties, kinds.
class words {
public:
    explicit words(const node& document);
    void of_key(const node& scalar, std::string_view key, std::string_view parent,
                collector& into) const;
    /// The text literals of a formula.
    void of_literals(const node& scalar, collector& into) const;

private:
    void gather(const node& n, std::string_view key);
    [[nodiscard]] std::string other_than(const std::string& word) const;
    std::vector<std::vector<std::string>> lists_;
    std::vector<std::string> loose_;  // text literals that stand in no list
    std::string currency_;
};

}  // namespace levy::mutants
