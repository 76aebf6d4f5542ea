// SPDX-License-Identifier: Apache-2.0
#include "table_reader.hpp"

#include <filesystem>

#include <levy/text/document.hpp>
#include <levy/text/meant.hpp>
#include <levy/text/utf8.hpp>
#include <levy/value/number_text.hpp>

namespace levy::revenue {

namespace {

/// Columns that people read and levy does not.
const std::vector<std::string>& remarks() {
    static const std::vector<std::string> all{"licence", "note"};
    return all;
}

/// Units of a table; what one of them is in whole units.
const std::vector<std::pair<std::string, number>>& scales() {
    static const std::vector<std::pair<std::string, number>> all{
        {"million", number{1'000'000}},      {"billion", number{1'000'000'000}},
        {"percent", number{1, 100}},         {"count", number{1}},
        {"per user per quarter", number{1}}, {"per person per year", number{1}},
        {"USD per click", number{1}},        {"USD per 1000 impressions", number{1}},
    };
    return all;
}

/// A cell without its quotes.
std::string content_of(std::string_view line, std::pair<std::size_t, std::size_t> cell) {
    auto text = line.substr(cell.first, cell.second - cell.first);
    if (text.size() > 1 && text.starts_with('"') && text.ends_with('"'))
        text = text.substr(1, text.size() - 2);
    return std::string{text};
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::string counted(std::size_t n, const char* what) {
    return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

}  // namespace

cell_places places_in(std::string_view line) {
    cell_places made;
    for (std::size_t at = 0;;) {
        bool quoted = false;
        auto end = at;
        for (; end < line.size() && (quoted || line[end] != ','); ++end)
            if (line[end] == '"') quoted = !quoted;  // a doubled quote closes and opens again
        auto first = at, last = end;
        while (first < last && line[first] == ' ') ++first;
        while (last > first && line[last - 1] == ' ') --last;
        made.cells.emplace_back(first, last);
        made.closed = made.closed && !quoted;
        if (end >= line.size()) return made;
        at = end + 1;
    }
}

bool table_reader::open(const std::string& name, std::vector<std::string> columns) {
    name_ = name;
    columns_ = std::move(columns);
    line_ = 1;
    source_ = open_source((std::filesystem::path{folder_} / name).string(), sink_);
    if (!source_) return false;
    if (const auto bad = first_bad_byte(source_->text())) {
        sink_.refuse(
            code::encoding, {source_, *bad, *bad + 1},
            "byte " + std::to_string(*bad + 1) + " of '" + source_->name() + "' is not UTF-8 text",
            "save the table as CSV in UTF-8");
        return false;
    }
    return has_columns();
}

bool table_reader::has_columns() {
    const auto line = source_->line(1);
    heads_.clear();
    bool good = true;
    auto known = columns_;
    known.insert(known.end(), remarks().begin(), remarks().end());
    std::vector<std::string> intended;  // what is missing may only be written wrongly
    for (const auto& cell : places_in(line).cells) {
        const auto head = content_of(line, cell);
        const auto at = in_line(1, cell.first, cell.second);
        if (holds(heads_, head)) {
            report(at, "the column '" + head + "' is there twice", "keep one of the two");
            good = false;
        } else if (!holds(known, head)) {
            report(at, "there is no column '" + head + "' in this table", meant_by(head, known));
            intended.push_back(nearest_name(head, known));
            good = false;
        }
        heads_.push_back(head);
    }
    for (const auto& column : columns_) {
        if (holds(heads_, column)) continue;
        good = false;
        if (!holds(intended, column))
            report(in_line(1, 0, line.size()), "the column '" + column + "' is missing",
                   "name it in the first line, and fill it in each row");
    }
    return good;
}

void table_reader::refuse_row() {
    const auto line = source_->line(line_);
    const auto [cells, closed] = places_in(line);
    if (!closed) {
        const auto [begin, end] = cells.back();
        return report(in_line(line_, begin, end), row_text() + "a quoted cell never ends",
                      "close it with \"; a quote inside a quoted cell is written twice");
    }
    const auto at = cells.size() > heads_.size()
                        ? in_line(line_, cells[heads_.size()].first, cells.back().second)
                        : in_line(line_, cells.back().first, line.size());
    report(at,
           row_text() + counted(cells.size(), "cell") + " stand here, and the first line names " +
               counted(heads_.size(), "column"),
           cells.size() > heads_.size() ? "put a cell that holds a comma in \"quotes\""
                                        : "a cell may be empty, but its comma stands");
}

void table_reader::refuse(std::size_t column, const std::string& message, std::string help) {
    const auto found = std::find(heads_.begin(), heads_.end(), columns_[column]);
    const auto cells = places_in(source_->line(line_)).cells;
    const auto [begin, end] = cells[static_cast<std::size_t>(found - heads_.begin())];
    report(in_line(line_, begin, end), row_text() + "column " + columns_[column] + message,
           std::move(help));
}

std::optional<number> table_reader::number_at(std::size_t column, const std::string& cell) {
    auto read = read_number(cell);
    if (!read)
        refuse(column, ": '" + cell + "' is no number",
               "write digits with a point, such as 1234.5, and no other mark");
    return read;
}

std::optional<number> table_reader::scale_at(std::size_t column, const std::string& cell) {
    for (const auto& [word, scale] : scales())
        if (word == cell) return scale;
    std::vector<std::string> words;
    words.reserve(scales().size());
    for (const auto& [word, scale] : scales()) words.push_back(word);
    refuse(column, ": '" + cell + "' is no unit that is known here", meant_by(cell, words));
    return std::nullopt;
}

std::optional<trust> table_reader::trust_at(std::size_t column, const std::string& cell) {
    constexpr std::array all{trust::verified, trust::secondary, trust::arithmetic, trust::recalled};
    for (const auto t : all)
        if (name_of(t) == cell) return t;
    std::vector<std::string> words;
    words.reserve(all.size());
    for (const auto t : all) words.emplace_back(name_of(t));
    refuse(column, ": '" + cell + "' says not how sure the figure is", meant_by(cell, words));
    return std::nullopt;
}

bool table_reader::present(std::size_t column, const std::string& cell) {
    if (!cell.empty()) return true;
    refuse(column, " is empty", "a figure without its " + columns_[column] + " does not load");
    return false;
}

span table_reader::in_line(std::size_t line, std::size_t begin, std::size_t end) const {
    const auto start = source_->line_start(line);
    return {source_, start + begin, start + end};
}

std::string table_reader::row_text() const { return "row " + std::to_string(line_) + ", "; }

void table_reader::report(span where, const std::string& message, std::string help) {
    sink_.refuse(code::figure, std::move(where),
                 name_ + (message.starts_with("row ") ? ", " : ": ") + message, std::move(help));
}

}  // namespace levy::revenue
