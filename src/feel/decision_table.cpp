// SPDX-License-Identifier: Apache-2.0
#include "decision_table.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <levy/feel/parse.hpp>

#include "evaluator.hpp"
#include "joined.hpp"
#include "named_type.hpp"

namespace levy::feel {

namespace {

using json = nlohmann::ordered_json;
using values = std::vector<value>;

[[noreturn]] void refuse(code id, std::string message) {
    diagnostic problem;
    problem.id = id;
    problem.message = std::move(message);
    throw stopped{std::move(problem)};
}

node scalar_of(const std::string& text) {
    node n;
    n.text = text;
    n.where = {std::make_shared<const source_text>("table", text), 0, text.size()};
    return n;
}

expr parsed(const std::string& text) {
    diagnostics sink;
    auto e = parse(scalar_of(text), sink, dialect::plain);
    if (!e) throw stopped{sink.front()};
    return *std::move(e);
}

/// A word of the table out of those that there are; `none` where it is left out or null.
std::string word_of(const json& table, const char* key, std::string none,
                    std::initializer_list<std::string_view> known) {
    const auto found = table.find(key);
    if (found == table.end() || found->is_null() || *found == "") return none;
    if (found->is_string() &&
        std::find(known.begin(), known.end(), found->get<std::string>()) != known.end())
        return found->get<std::string>();
    refuse(code::literal,
           std::string{key} + " is one of " +
               joined(known, [](std::string_view word) { return std::string{word}; }) + ", not " +
               found->dump());
}

/// A column's value, of the type that the column states.
value typed_value(value v, const json& column) {
    if (!column.contains("type") || !column["type"].is_string()) return v;
    const auto stated = read_type(column["type"].get<std::string>());
    return stated ? coerced(v, *stated) : v;
}

class decision_table {
public:
    decision_table(const json& table, const std::vector<plain_name>& names)
        : table_{table},
          names_{names},
          policy_{word_of(
              table, "hit_policy", "UNIQUE",
              {"UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"})},
          aggregation_{word_of(table, "aggregation", "", {"SUM", "MIN", "MAX", "COUNT"})} {
        check_widths();
    }

    value decide() {
        for (const auto& input : table_.at("inputs"))
            inputs_.push_back(typed_value(asked(input), input));
        check_inputs();
        values hits;
        for (const auto& rule : table_.at("rules")) {
            if (!holds(rule)) continue;
            hits.push_back(output_of(rule));
            if (policy_ == "FIRST") break;
        }
        return chosen(std::move(hits));
    }

private:
    /// What cannot be computed is null, which tests may ask for.
    value asked(const json& input) {
        evaluator walk{nullptr, true};
        walk.declare(names_);
        return walk.evaluate(parsed(input.at("expression").get<std::string>()));
    }
    bool one_holds(const std::string& cell, const value& input) {
        diagnostics sink;
        const auto tests = parse_tests(scalar_of(cell), sink, dialect::plain);
        if (!tests) throw stopped{sink.front()};
        evaluator walk{nullptr, true};
        walk.declare(names_);
        return walk.meets(input, *tests);
    }
    bool holds(const json& rule) {
        const auto& cells = rule.at("when");
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!one_holds(cells[i].get<std::string>(), inputs_[i])) return false;
        return true;
    }
    /// Each rule has a cell a column.
    void check_widths() const {
        std::size_t number_of_rule = 0;
        for (const auto& rule : table_.at("rules")) {
            ++number_of_rule;
            const auto check = [&](const char* cells, const char* columns) {
                if (rule.at(cells).size() == table_.at(columns).size()) return;
                refuse(code::shape, "rule " + std::to_string(number_of_rule) + " has " +
                                        std::to_string(rule.at(cells).size()) + " cells under '" +
                                        cells + "', and the table has " +
                                        std::to_string(table_.at(columns).size()) + " " + columns);
            };
            check("when", "inputs");
            check("then", "outputs");
        }
    }
    void check_inputs() {
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const auto& input = table_.at("inputs")[i];
            if (!input.contains("values") || input["values"].is_null()) continue;
            const auto allowed = input["values"].get<std::string>();
            if (!allowed.empty() && !one_holds(allowed, inputs_[i]))
                refuse(code::one_of, "an input of the table is none of its allowed values");
        }
    }
    value output_of(const json& rule) {
        const auto& outputs = table_.at("outputs");
        std::vector<record_field> fields;
        for (std::size_t i = 0; i < rule.at("then").size(); ++i) {
            auto is = typed_value(
                evaluate_plain(parsed(rule["then"][i].get<std::string>()), names_), outputs.at(i));
            if (outputs.size() == 1) return is;
            fields.push_back({outputs.at(i).value("name", ""), std::move(is)});
        }
        return value::record(std::move(fields));
    }
    value fallback() {
        const auto& outputs = table_.at("outputs");
        std::vector<record_field> fields;
        bool any = false;
        for (const auto& output : outputs) {
            const bool has = output.contains("default") && output["default"].is_string();
            any = any || has;
            auto is = has ? evaluate_plain(parsed(output["default"].get<std::string>()), names_)
                          : value{};
            if (outputs.size() == 1) return is;
            fields.push_back({output.value("name", ""), std::move(is)});
        }
        return any ? value::record(std::move(fields)) : value{};
    }
    /// The hits whose outputs stand foremost among their allowed values come first, by the first
    /// output first.
    values by_priority(values hits) {
        const auto& outputs = table_.at("outputs");
        values orders;
        for (const auto& output : outputs) {
            const bool has = output.contains("values") && output["values"].is_string();
            orders.push_back(
                has ? evaluate_plain(parsed("[" + output["values"].get<std::string>() + "]"),
                                     names_)
                    : value{});
        }
        std::vector<std::pair<std::vector<std::ptrdiff_t>, value>> ranked;
        for (auto& hit : hits) {
            std::vector<std::ptrdiff_t> ranks;
            for (std::size_t i = 0; i < orders.size(); ++i) {
                const auto& allowed = orders[i].items();
                const auto* is =
                    orders.size() == 1 ? &hit : hit.field(outputs[i].value("name", ""));
                const auto found =
                    is ? std::find(allowed.begin(), allowed.end(), *is) : allowed.end();
                ranks.push_back(found - allowed.begin());
            }
            ranked.emplace_back(std::move(ranks), std::move(hit));
        }
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        values sorted;
        sorted.reserve(ranked.size());
        for (auto& [ranks, hit] : ranked) sorted.push_back(std::move(hit));
        return sorted;
    }
    value aggregated(const values& hits) {
        if (aggregation_.empty()) return value::list(hits);
        if (aggregation_ == "COUNT") return number{static_cast<std::int64_t>(hits.size())};
        const auto function = aggregation_ == "SUM" ? "sum" : aggregation_ == "MIN" ? "min" : "max";
        const expr nowhere{};
        return find_builtin(function)->apply({value::list(hits)}, {nowhere, true});
    }
    value chosen(values hits) {
        if (hits.empty()) return fallback();
        if (policy_ == "COLLECT") return aggregated(hits);
        if (policy_ == "PRIORITY" || policy_ == "OUTPUT ORDER") hits = by_priority(std::move(hits));
        if (policy_ == "RULE ORDER" || policy_ == "OUTPUT ORDER")
            return value::list(std::move(hits));
        if (policy_ == "UNIQUE" && hits.size() > 1)
            refuse(code::ambiguous, "several rules of a UNIQUE table hold");
        if (policy_ == "ANY" && std::any_of(hits.begin(), hits.end(),
                                            [&](const value& h) { return h != hits.front(); }))
            refuse(code::ambiguous, "rules of an ANY table hold and differ");
        return hits.front();
    }

    const json& table_;
    const std::vector<plain_name>& names_;
    std::string policy_;
    std::string aggregation_;
    values inputs_;
};

}  // namespace

value evaluate_decision_table(const std::string& table_json, const std::vector<plain_name>& names) {
    const auto table = json::parse(table_json);
    return decision_table{table, names}.decide();
}

}  // namespace levy::feel
