// SPDX-License-Identifier: Apache-2.0
// Unique tables have no gap and no overlap. Every column is cut into the cells that its tests can
// tell apart; a row covers a cell or it does not, so walking the cells column by column is exact.
#include "cells.hpp"
#include "reader.hpp"

namespace levy::rule {

namespace {

class table_prover {
public:
    table_prover(const table& of, const std::vector<table_row>& rows, const span& where,
                 diagnostics& sink)
        : of_{of}, rows_{rows}, where_{where}, sink_{sink} {}

    void run() {
        std::vector<const table_row*> all;
        for (const auto& row : rows_) all.push_back(&row);
        walk(0, all);
    }

private:
    void walk(std::size_t column, const std::vector<const table_row*>& left) {
        if (stopped_ || !decidable_) return;
        if (left.empty()) return gap();
        if (column == of_.columns.size()) {
            if (left.size() > 1 && of_.hit == table::policy::unique) overlap(*left[0], *left[1]);
            return;
        }
        std::set<number> numbers;
        std::set<std::string> texts;
        for (const auto* row : left)
            for (const auto& t : row->when[column]) collect_points(t, numbers, texts);
        for (const auto& c : cells_of(of_.columns[column].as, numbers, texts)) {
            std::vector<const table_row*> matching;
            for (const auto* row : left) {
                if (matches(c, row->when[column], decidable_)) matching.push_back(row);
            }
            path_.push_back(of_.columns[column].name + " " + shown(c));
            walk(column + 1, matching);
            path_.pop_back();
        }
    }
    std::string place() const {
        std::string text;
        for (const auto& part : path_) text += (text.empty() ? "" : ", ") + part;
        return text;
    }
    void gap() {
        diagnostic problem;
        problem.id = code::gap;
        problem.message = "the table '" + of_.name + "' says nothing for " + place();
        problem.primary.where = where_;
        problem.help = "add a row; `unknown` where the law exists and is not encoded";
        sink_.add(std::move(problem));
        stopped_ = true;
    }
    void overlap(const table_row& a, const table_row& b) {
        diagnostic problem;
        problem.id = code::overlap;
        problem.message = "two rows of the table '" + of_.name + "' meet for " + place();
        problem.primary = {b.where, "this row"};
        problem.related.push_back({a.where, "and this one"});
        problem.help = "narrow one of them, or say `hit: first`";
        sink_.add(std::move(problem));
        stopped_ = true;
    }

    const table& of_;
    const std::vector<table_row>& rows_;
    const span& where_;
    diagnostics& sink_;
    std::vector<std::string> path_;
    bool stopped_ = false;
    bool decidable_ = true;
};

}  // namespace

bool prove(const instrument& of, diagnostics& sink) {
    const auto before = sink.errors();
    for (const auto& t : of.tables) {
        if (t.hit == table::policy::collect) continue;
        for (const auto& entry : t.rows.entries()) {
            // What a reform says of the table stands in a file of its own.
            const auto& own = entry.is.says.where;
            table_prover{t, entry.is.is, own.in == t.where.in ? t.where : own, sink}.run();
        }
    }
    return sink.errors() == before;
}

}  // namespace levy::rule
