// SPDX-License-Identifier: Apache-2.0
#include "decision_table.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <levy/feel/parse.hpp>

#include "evaluator.hpp"
#include "named_type.hpp"

namespace levy::feel {

namespace {

using json = nlohmann::ordered_json;

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

/// A column's value, of the type that the column states.
value typed_value(value v, const json& column) {
    if (!column.contains("type") || !column["type"].is_string()) return v;
    const auto stated = read_type(column["type"].get<std::string>());
    return stated ? coerced(v, *stated) : v;
}

class decision_table {
public:
    decision_table(const json& table, const std::vector<plain_name>& names)
        : table_{table}, names_{names} {}

    value decide() {
        for (const auto& input : table_.at("inputs"))
            inputs_.push_back(typed_value(asked(input), input));
        check_inputs();
        std::vector<value> hits;
        const bool first_alone = table_.value("hit_policy", "UNIQUE") == "FIRST";
        for (const auto& rule : table_.at("rules")) {
            if (!holds(rule)) continue;
            hits.push_back(output_of(rule));
            if (first_alone) break;
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
        for (std::size_t i = 0; i < cells.size() && i < inputs_.size(); ++i)
            if (!one_holds(cells[i].get<std::string>(), inputs_[i])) return false;
        return true;
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
    /// Place of an output among its allowed values, by the first output first: smaller is more
    /// wanted.
    std::vector<std::size_t> rank_of(const value& hit) {
        std::vector<std::size_t> ranks;
        for (const auto& output : table_.at("outputs")) {
            const auto* is =
                table_["outputs"].size() == 1 ? &hit : hit.field(output.value("name", ""));
            const auto order =
                output.contains("values") && output["values"].is_string()
                    ? evaluate_plain(parsed("[" + output["values"].get<std::string>() + "]"),
                                     names_)
                    : value{};
            const auto found = is ? std::find(order.items().begin(), order.items().end(), *is)
                                  : order.items().end();
            ranks.push_back(static_cast<std::size_t>(found - order.items().begin()));
        }
        return ranks;
    }
    value aggregated(const std::vector<value>& hits) {
        const auto how = table_.contains("aggregation") && table_["aggregation"].is_string()
                             ? table_["aggregation"].get<std::string>()
                             : std::string{};
        if (how.empty()) return value::list(hits);
        if (how == "COUNT") return number{static_cast<std::int64_t>(hits.size())};
        if (hits.empty()) return {};
        const auto function = how == "SUM" ? "sum" : how == "MIN" ? "min" : "max";
        const expr nowhere{};
        return find_builtin(function)->apply({value::list(hits)}, {nowhere, true});
    }
    value chosen(std::vector<value> hits) {
        const auto policy = table_.value("hit_policy", "UNIQUE");
        if (hits.empty()) return fallback();
        if (policy == "COLLECT") return aggregated(hits);
        const bool many = policy == "RULE ORDER" || policy == "OUTPUT ORDER";
        if (policy == "PRIORITY" || policy == "OUTPUT ORDER")
            std::stable_sort(hits.begin(), hits.end(), [&](const value& a, const value& b) {
                return rank_of(a) < rank_of(b);
            });
        if (many) return value::list(std::move(hits));
        if (policy == "UNIQUE" && hits.size() > 1)
            refuse(code::ambiguous, "several rules of a UNIQUE table hold");
        if (policy == "ANY" && std::any_of(hits.begin(), hits.end(),
                                           [&](const value& h) { return h != hits.front(); }))
            refuse(code::ambiguous, "rules of an ANY table hold and differ");
        return hits.front();
    }

    const json& table_;
    const std::vector<plain_name>& names_;
    std::vector<value> inputs_;
};

}  // namespace

value evaluate_decision_table(const std::string& table_json, const std::vector<plain_name>& names) {
    const auto table = json::parse(table_json);
    return decision_table{table, names}.decide();
}

}  // namespace levy::feel
