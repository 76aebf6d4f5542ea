// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include <levy/value/number_text.hpp>

#include "mutant.hpp"

namespace levy::mutants {

namespace {

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// A word or figure of a cell, with the signs around it that decide on which side an edge lies.
struct piece {
    std::size_t begin = 0, end = 0;
    std::size_t row = 0;
};

/// The words of one column: where each stands.
std::map<std::string, std::vector<piece>> pieces_of(const node& rows, std::size_t column,
                                                    const std::string& source) {
    std::map<std::string, std::vector<piece>> found;
    for (std::size_t row = 0; row < rows.items.size(); ++row) {
        if (column >= rows.items[row].items.size()) continue;
        const auto& cell = rows.items[row].items[column].where;
        for (auto i = cell.begin; i < cell.end;) {
            auto end = i;
            while (end < cell.end && is_letter(source[end]) &&
                   !(source[end] == '.' && source[end + 1] == '.') &&
                   !(source[end] == '.' && end > i && source[end - 1] == '.'))
                ++end;
            if (end == i) {
                ++i;
                continue;
            }
            const auto word = source.substr(i, end - i);
            if (word != "not" && word != "true" && word != "false")
                found[word].push_back({i, end, row});
            i = end;
        }
    }
    return found;
}

void move_edge(const std::string& text, const std::vector<piece>& at, collector& into) {
    const auto value = *read_number(text);
    for (const auto& step : {number{1}, number{-1}}) {
        std::vector<mutant::edit> edits;
        for (const auto& p : at) edits.push_back({p.begin, p.end, to_text(value + step)});
        into.change(std::move(edits), "edge " + text + " -> " + to_text(value + step));
    }
}

/// `< 5` beside `>= 5`, `[1..5)` beside `[5..9)`: the edge itself changes to the other row.
void change_side(const std::string& text, const std::vector<piece>& at, const std::string& source,
                 collector& into) {
    std::vector<mutant::edit> edits;
    for (const auto& p : at) {
        auto before = p.begin;
        while (before > 0 && source[before - 1] == ' ') --before;
        const auto two = source.substr(before < 2 ? 0 : before - 2, 2);
        const char left = before > 0 ? source[before - 1] : ' ';
        if (two == "<=" || two == ">=")
            edits.push_back({before - 2, before, two.substr(0, 1)});
        else if (left == '<' || left == '>')
            edits.push_back({before - 1, before, std::string{left} + "="});
        else if (left == '[' || left == '(')
            edits.push_back({before - 1, before, left == '[' ? "(" : "["});
        else if (source[p.end] == ']' || source[p.end] == ')')
            edits.push_back({p.end, p.end + 1, source[p.end] == ']' ? ")" : "]"});
    }
    if (edits.size() == at.size()) into.change(std::move(edits), "edge " + text + " changes sides");
}

void change_places(const std::string& one, const std::vector<piece>& ones, const std::string& other,
                   const std::vector<piece>& others, collector& into) {
    std::vector<mutant::edit> edits;
    for (const auto& p : ones) edits.push_back({p.begin, p.end, other});
    for (const auto& p : others) edits.push_back({p.begin, p.end, one});
    std::sort(edits.begin(), edits.end(),
              [](const auto& a, const auto& b) { return a.begin < b.begin; });
    into.change(std::move(edits), one + " <-> " + other);
}

/// What the rows of a word say besides it: words with the same are told apart by nothing.
std::set<std::string> said_of(const node& rows, std::size_t column, const std::vector<piece>& at) {
    std::set<std::string> said;
    for (const auto& p : at) {
        std::string row;
        const auto& cells = rows.items[p.row].items;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (i != column) row += cells[i].text + '|';
        said.insert(std::move(row));
    }
    return said;
}

}  // namespace

void of_rows(const node& columns, const node& rows, bool slices, collector& into) {
    for (std::size_t column = 0; column < columns.items.size(); ++column) {
        const auto pieces = pieces_of(rows, column, into.text());
        const std::pair<const std::string, std::vector<piece>>* before = nullptr;
        for (const auto& word : pieces) {
            if (read_number(word.first)) {
                if (word.second.size() < 2) continue;  // alone it makes a gap, and does not load
                move_edge(word.first, word.second, into);
                if (!slices) change_side(word.first, word.second, into.text(), into);
                continue;
            }
            if (before &&
                said_of(rows, column, before->second) != said_of(rows, column, word.second))
                change_places(before->first, before->second, word.first, word.second, into);
            before = &word;
        }
    }
}

}  // namespace levy::mutants
