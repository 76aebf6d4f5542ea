// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>

#include "reader.hpp"

namespace levy::rule {

namespace {

using kind = feel::type::kind;

std::optional<number> scale_named(std::string_view word) {
    if (word == "thousand") return number{1'000};
    if (word == "million") return number{1'000'000};
    if (word == "billion") return number{1'000'000'000};
    return std::nullopt;
}

}  // namespace

/// Cells of a scaled column are written in thousands, millions or billions and read in units.
void reader::scale_cell(std::vector<feel::expr>& tests, const table::column& by) {
    if (by.scale == 1) return;
    const auto scale = [&](const auto& self, feel::expr& e) -> void {
        if (auto* l = std::get_if<feel::literal>(&e.is))
            if (const auto* n = l->is.get_if<number>()) l->is = feel::value{*n * by.scale};
        feel::for_each_child(e, [&](feel::expr& child) { self(self, child); });
    };
    for (auto& t : tests) scale(scale, t);
}

std::optional<table_row> reader::row_of(const node& row, const table& of, std::size_t results) {
    if (!is_list(row, "a row [tests…, results…]")) return std::nullopt;
    if (row.items.size() != of.columns.size() + results) {
        report(code::shape, row.where,
               "this row has " + std::to_string(row.items.size()) + " cells, and the table " +
                   std::to_string(of.columns.size()) + " columns and " + std::to_string(results) +
                   " results",
               "a row is a cell for each column, then one for each result; quote a cell that holds "
               "a comma");
        return std::nullopt;
    }
    table_row made;
    made.where = row.where;
    bool good = true;
    for (std::size_t i = 0; i < of.columns.size(); ++i) {
        auto tests = feel::parse_tests(row.items[i], sink_);
        good = good && tests;
        if (!tests) continue;
        scale_cell(*tests, of.columns[i]);
        made.when.push_back(*std::move(tests));
    }
    for (std::size_t i = 0; i < results; ++i) {
        const auto& as = of.gives.is == kind::record ? of.gives.fields[i].as : of.gives;
        auto value = written_of(row.items[of.columns.size() + i], as);
        good = good && value;
        if (value) made.gives.push_back(*std::move(value));
    }
    if (!good) return std::nullopt;
    return made;
}

void reader::tables(const node& map) {
    if (!is_map(map, "`tables`")) return;
    for (const auto& [name, where, entry] : map.entries) {
        if (!keys(entry, forms::table)) continue;
        table t;
        t.name = name;
        t.where = where;
        t.about = text_of(entry, "about");
        if (!is_list(*entry.find("columns"), "a list of columns")) continue;
        std::map<std::string, span> named;
        for (const auto& column : entry.find("columns")->items) {
            if (!keys(column, forms::column)) continue;
            if (const auto* is = column.find("name"); is->is_text())
                (void)is_new(named, is->text, is->where, "a column of this table");
            auto as = type_of(column);
            if (!as) continue;
            table::column made{text_of(column, "name"), *std::move(as), number{1}, column.where};
            if (const auto* scale = column.find("scale")) {
                const auto factor = scale->is_text() ? scale_named(scale->text) : std::nullopt;
                if (!factor)
                    report(code::one_of, scale->where, "a scale is thousand, million or billion",
                           "drop it where the cells are whole units");
                made.scale = factor.value_or(number{1});
            }
            t.columns.push_back(std::move(made));
        }
        const auto& gives = *entry.find("gives");
        const bool several = has_fields(gives);
        auto result = several ? record_type(gives) : nested_type(gives);
        if (!result || t.columns.size() != entry.find("columns")->items.size()) continue;
        t.gives = *std::move(result);
        const auto hit = word_of(entry, "hit", forms::words("hit"), "unique");
        t.hit = hit == "any"       ? table::policy::any
                : hit == "first"   ? table::policy::first
                : hit == "collect" ? table::policy::collect
                                   : table::policy::unique;
        t.slices = truth_of(entry, "slices", false);
        const auto results = several ? t.gives.fields.size() : std::size_t{1};
        using rows = std::vector<table_row>;
        t.rows = timeline_of<rows>(*entry.find("values"),
                                   [&](const node& dated, day) -> std::optional<rows> {
                                       if (!keys(dated, forms::rows_entry)) return std::nullopt;
                                       rows all;
                                       if (!is_list(*dated.find("rows"), "a list of rows"))
                                           return std::nullopt;
                                       bool good = true;
                                       for (const auto& row : dated.find("rows")->items) {
                                           auto made = row_of(row, t, results);
                                           good = good && made;
                                           if (made) all.push_back(*std::move(made));
                                       }
                                       if (!good) return std::nullopt;
                                       return all;
                                   });
        into_.tables.push_back(std::move(t));
    }
}

}  // namespace levy::rule
