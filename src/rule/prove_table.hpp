// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <levy/rule/rule.hpp>

#include "prove_grid.hpp"
#include "regions.hpp"

namespace levy::rule {

/// The figures of a cell's test: what is compared with, or the ends of a range.
void each_figure(const feel::expr& test, const std::function<void(const feel::expr&)>& meet);

/// Values of all columns, for a reader and as the cells of a row to paste.
struct table_region {
    std::string shown;  // `kind a, sum [1..5)`
    std::string cells;  // `"a", "[1..5)"`
    friend bool operator==(const table_region&, const table_region&) = default;
};

/// One version of a table under figures that are known: what its rows cover. A cell that is not
/// known lets through anything or nothing, whichever claims less.
class table_case {
public:
    table_case(const table& of, const std::vector<table_row>& rows, const constant_of& known);

    [[nodiscard]] const axis& column(std::size_t index) const { return axes_[index]; }
    /// What a test lets through, what a row lets through; nothing where that is not known.
    [[nodiscard]] std::optional<value_set> of_test(const feel::expr& test, std::size_t column);
    [[nodiscard]] const std::optional<value_set>& of_row(std::size_t row,
                                                         std::size_t column) const {
        return sets_[row][column];
    }
    [[nodiscard]] bool all_known() const;

    struct covering {
        std::vector<table_region> gaps;  // what no row covers
        std::vector<bool> counts;        // under `hit: first`: the rows that count, or may
        bool complete = true;            // false: nothing is claimed
    };
    /// Takes the steps of the proof from `left`.
    [[nodiscard]] covering covered(bool first, std::size_t& left) const;
    struct meeting {
        std::size_t first, second;  // rows
        table_region where;
    };
    struct meetings {
        std::vector<meeting> all;
        bool complete = true;  // false: there may be more
    };
    /// Rows that hold at once and do not say the same: those with the same number in `says` do.
    [[nodiscard]] meetings overlaps(const std::vector<std::size_t>& says, std::size_t& left) const;
    [[nodiscard]] bool holds(std::size_t row) const { return rows_meet(row, row); }
    [[nodiscard]] table_region region_of(std::size_t row) const;
    [[nodiscard]] bool rows_meet(std::size_t a, std::size_t b) const;

private:
    enum class unknown { everything, nothing };
    void read(const std::vector<table_row>& rows);
    void name_figures(const std::vector<table_row>& rows);
    void cut_columns();
    [[nodiscard]] grid rows_as(unknown cells) const;
    [[nodiscard]] int first_cell(std::size_t column) const;
    [[nodiscard]] cell_set cells_of(const value_set& of, std::size_t column) const;
    [[nodiscard]] value_set values_of(const cell_set& of, std::size_t column) const;
    [[nodiscard]] table_region region(const cell_box& of) const;

    constant_of known_;
    std::vector<axis> axes_;
    std::vector<std::vector<std::optional<value_set>>> sets_;  // by row and column
    std::vector<std::vector<cut>> cuts_;                       // by column
    grid narrow_;  // cells that are not known let nothing through
};

}  // namespace levy::rule
