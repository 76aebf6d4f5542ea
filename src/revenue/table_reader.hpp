// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#define CSV_IO_NO_THREAD
#include <libfccp/csv.h>

#include <levy/revenue/figure.hpp>
#include <levy/text/diagnostic.hpp>

namespace levy::revenue {

/// Where the cells of one line of a table stand, quotes included: byte ranges in the line.
struct cell_places {
    std::vector<std::pair<std::size_t, std::size_t>> cells;
    bool closed = true;  // every quoted cell ends
};
[[nodiscard]] cell_places places_in(std::string_view line);

/// Reads the tables of a folder; each problem names row and column and points at the cell.
class table_reader {
public:
    table_reader(std::string folder, diagnostics& sink) : folder_{std::move(folder)}, sink_{sink} {}

    /// Calls `row` for every row of a table with its cells in the order of `columns`; it adds to
    /// `rows`. A row that cannot be read is reported, and the next one is.
    template <std::size_t N, class Rows, class Row>
    void read(const std::string& name, const std::array<const char*, N>& columns,
              std::map<std::string, source_handle>& texts, Rows& rows, Row row) {
        if (!open(name, {columns.begin(), columns.end()})) return;
        texts[name] = source_;
        rows.reserve(rows.size() + source_->line_count());
        std::istringstream text{source_->text()};
        io::CSVReader<static_cast<unsigned>(N), io::trim_chars<' '>,
                      io::double_quote_escape<',', '"'>>
            reader{name, text};
        const auto apply = [](auto what, auto& of) { return std::apply(what, of); };
        try {
            apply([&](auto... c) { reader.read_header(io::ignore_extra_column, c...); }, columns);
        } catch (const io::error::base&) {
            return;  // what is wrong with the first line was told by `open`
        }
        for (std::array<std::string, N> cells;;) {
            try {
                if (!apply([&](auto&... c) { return reader.read_row(c...); }, cells)) return;
            } catch (const io::error::base&) {
                line_ = reader.get_file_line();
                refuse_row();
                continue;
            }
            line_ = reader.get_file_line();
            row(cells);
        }
    }

    /// A problem of the cell in `column` of the row that is being read.
    void refuse(std::size_t column, const std::string& message, std::string help);

    /// The number in a column; nothing with a problem where it is none.
    [[nodiscard]] std::optional<number> number_at(std::size_t column, const std::string& cell);
    /// What the unit in a column is in whole units.
    [[nodiscard]] std::optional<number> scale_at(std::size_t column, const std::string& cell);
    [[nodiscard]] std::optional<trust> trust_at(std::size_t column, const std::string& cell);
    /// Whether the cell holds something.
    bool present(std::size_t column, const std::string& cell);
    /// `platforms.csv:17`.
    [[nodiscard]] std::string where() const { return name_ + ":" + std::to_string(line_); }

private:
    bool open(const std::string& name, std::vector<std::string> columns);
    /// Whether the first line names each column once, and none that is not known.
    bool has_columns();
    void refuse_row();
    void report(span where, const std::string& message, std::string help);
    /// The bytes [begin, end) of a line, from 1.
    [[nodiscard]] span in_line(std::size_t line, std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::string row_text() const;

    std::string folder_;
    diagnostics& sink_;
    std::string name_;
    source_handle source_;
    std::vector<std::string> columns_;  // those that are read
    std::vector<std::string> heads_;    // those of the first line
    std::size_t line_ = 1;
};

}  // namespace levy::revenue
