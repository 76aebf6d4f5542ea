// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/literal.hpp>
#include <levy/feel/parse.hpp>
#include <levy/feel/protocol.hpp>
#include <levy/text/outcome.hpp>
#include <levy/value/number_text.hpp>

#include "decision_table.hpp"
#include "evaluate_checked.hpp"
#include "keyed_json.hpp"
#include "named_type.hpp"

namespace levy::feel {

namespace {

[[noreturn]] void refuse(std::string message) {
    diagnostic problem;
    problem.id = code::literal;
    problem.message = std::move(message);
    throw stopped{std::move(problem)};
}

/// Deeper than any formula can build, and shallow enough for the stack.
constexpr int most_levels = 200;
constexpr std::size_t most_digits = 4096;

value value_of(const json& j);

/// What stands under the tag, of the shape that the tag has.
const json& shaped(const std::string& tag, const json& is, json::value_t shape,
                   std::string_view like) {
    if (is.type() == shape) return is;
    refuse("'" + tag + "' is written " + std::string{like} + ", not " +
           (is.is_structured() ? "an " + std::string{is.type_name()} : is.dump()));
}

std::string text_under(const std::string& tag, const json& is, std::string_view like) {
    return shaped(tag, is, json::value_t::string, like).get<std::string>();
}

value range_under(const json& is) {
    (void)shaped("range", is, json::value_t::object, R"({"range": {"low": …, "high": …}})");
    const auto closed = [&](const char* end) {
        const auto found = is.find(end);
        if (found == is.end() || found->is_null()) return true;
        if (!found->is_boolean())
            refuse(std::string{end} + " is true or false, not " + found->dump());
        return found->get<bool>();
    };
    return value{std::make_shared<const range_value>(
        range_value{value_of(is.value("low", json{})), value_of(is.value("high", json{})),
                    closed("low_closed"), closed("high_closed")})};
}

value tagged(const std::string& tag, const json& is, const json& whole) {
    if (tag == "number") {
        const auto text = text_under(tag, is, R"({"number": "12.5"})");
        if (text.size() > most_digits) refuse("a number of more than 4,096 digits is too precise");
        auto n = read_feel_number(text);
        if (!n) refuse("'" + text + "' is no number");
        return *std::move(n);
    }
    if (tag == "string") return text_under(tag, is, R"({"string": "…"})");
    if (tag == "boolean")
        return value{shaped(tag, is, json::value_t::boolean, R"({"boolean": true})").get<bool>()};
    if (tag == "date") {
        const auto text = text_under(tag, is, R"({"date": "2025-01-31"})");
        auto d = read_plain_date(text);
        if (!d) refuse("'" + text + "' is no date");
        return *std::move(d);
    }
    if (tag == "duration") {
        const auto text = text_under(tag, is, R"({"duration": "P90D"})");
        auto d = read_duration(text);
        if (!d) refuse("'" + text + "' is no duration of months or of whole days");
        return *d;
    }
    if (tag == "list") {
        (void)shaped(tag, is, json::value_t::array, R"({"list": […]})");
        std::vector<value> items;
        items.reserve(is.size());
        for (const auto& item : is) items.push_back(value_of(item));
        return value::list(std::move(items));
    }
    if (tag == "context") {
        (void)shaped(tag, is, json::value_t::object, R"({"context": {…}})");
        std::vector<record_field> fields;
        for (const auto& [key, field] : is.items()) fields.push_back({key, value_of(field)});
        return value::record(std::move(fields));
    }
    if (tag == "range") return range_under(is);
    if (tag == "money") {
        constexpr auto like = R"({"money": "12.50", "currency": "GBP"})";
        const auto n = levy::read_number(text_under(tag, is, like));
        const auto unit = currency::read(text_under(tag, whole.value("currency", json{}), like));
        if (!n || !unit) refuse("money is {\"money\": digits, \"currency\": letters}");
        return amount{*n, *unit};
    }
    refuse("'" + tag + "' is no tag of a value");
}

[[noreturn]] void refuse_both(const std::string& tag, const std::string& other) {
    refuse("a value has one tag, not '" + tag + "' and '" + other + "'");
}

value value_of(const json& j) {
    if (j.is_null()) return {};
    if (!j.is_object() || j.empty()) refuse("a value is an object with one tag, or null");
    // Money alone is told by two.
    const std::string tag = j.contains("money") ? "money" : j.begin().key();
    for (const auto& [other, is] : j.items())
        if (other != tag && !(tag == "money" && other == "currency")) refuse_both(tag, other);
    return tagged(tag, j[tag], j);
}

json json_of(const value& v) {
    json out;
    if (const auto* n = v.get_if<number>())
        out["number"] =
            levy::to_text(*n).find('/') == std::string::npos ? levy::to_text(*n) : shown(*n);
    else if (const auto* a = v.get_if<amount>()) {
        out["money"] = levy::to_text(a->units);
        out["currency"] = std::string{a->unit.letters()};
    } else if (const auto* text = v.get_if<std::string>())
        out["string"] = *text;
    else if (const auto* b = v.get_if<bool>())
        out["boolean"] = *b;
    else if (v.is<day>() || v.is<far_day>() || v.is<days_duration>() || v.is<months_duration>()) {
        const auto written = to_text(v);
        out[v.is<day>() || v.is<far_day>() ? "date" : "duration"] =
            written.substr(2, written.size() - 3);
    } else if (v.is<list_value>()) {
        out["list"] = json::array();
        for (const auto& item : v.items()) out["list"].push_back(json_of(item));
    } else if (const auto* r = v.get_if<record_value>()) {
        out["context"] = json::object();
        for (const auto& field : **r) out["context"][field.name] = json_of(field.is);
    } else if (const auto* range = v.get_if<range_handle>()) {
        out["range"] = {{"low", json_of((*range)->low)},
                        {"high", json_of((*range)->high)},
                        {"low_closed", (*range)->low_closed},
                        {"high_closed", (*range)->high_closed}};
    }
    return out;
}

value evaluated(const source_handle& text, const std::vector<plain_name>& names) {
    diagnostics sink;
    const auto formula = parse(text, sink, dialect::plain);
    if (!formula) throw stopped{sink.front()};
    return evaluate_plain(*formula, names);
}

/// What a request says of each name; empty where it says nothing.
const json& by_name(const json& asked, const std::string& key, const std::string& example) {
    static const auto nothing = json::object();
    if (!asked.contains(key) || asked[key].is_null()) return nothing;
    if (!asked[key].is_object())
        refuse("'" + key +
               "' is an object with the names as its keys, and here it is a value of type " +
               asked[key].type_name() + "; write " + example);
    return asked[key];
}
const json& input_types_of(const json& asked) {
    return by_name(asked, "input_types", R"({"n": "number"})");
}

/// What a request states of a value; nothing where it says nothing, or names a type of its own.
std::optional<named_type> stated(const json& types, const std::string& name) {
    if (!types.contains(name) || !types[name].is_string()) return std::nullopt;
    return read_type(types[name].get<std::string>());
}

std::vector<plain_name> inputs_of(const json& asked) {
    std::vector<plain_name> names;
    for (const auto& [name, given] : by_name(asked, "inputs", R"({"n": {"number": "5"}})").items())
        names.push_back({name, value_of(given)});
    return names;
}

source_handle expression_of(const json& asked) {
    if (!asked.contains("expression") || !asked["expression"].is_string())
        refuse(
            "a request has an `expression`, which is a text, or a `table`; write "
            R"({"id": 1, "expression": "n * 2", "inputs": {"n": {"number": "5"}}})");
    return std::make_shared<const source_text>("expression",
                                               asked["expression"].get<std::string>());
}

/// FEEL as the standard has it: what does not meet its stated type is null.
value plain_result_of(const json& asked) {
    auto names = inputs_of(asked);
    const auto& types = input_types_of(asked);
    for (auto& name : names)
        if (const auto type = stated(types, name.id)) name.is = coerced(name.is, *type);
    auto result = asked.contains("table") ? evaluate_decision_table(asked["table"].dump(), names)
                                          : evaluated(expression_of(asked), names);
    const auto type = stated(asked, "result_type");
    return type ? coerced(result, *type) : result;
}

/// The static checker first: what does not meet its stated type is refused. Tables have no types of
/// their own and stay as the standard has them.
value checked_result_of(const json& asked) {
    if (asked.contains("table")) return plain_result_of(asked);
    const bool stated = asked.contains("result_type") && !asked["result_type"].is_null();
    return evaluate_checked(
        expression_of(asked), inputs_of(asked),
        {input_types_of(asked).dump(), stated ? asked["result_type"].dump() : std::string{}});
}

/// Refuses a line that is nested deeper than any value. The parser's own callback could count too,
/// and would look through a list anew for each of its elements.
void refuse_too_deep(std::string_view line) {
    int level = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (in_text && c == '\\')
            ++i;
        else if (c == '"')
            in_text = !in_text;
        else if (!in_text && (c == '[' || c == '{') && ++level > 2 * most_levels + 1)
            refuse("the line is nested too deep");
        else if (!in_text && (c == ']' || c == '}'))
            --level;
    }
}

/// `[json.exception.parse_error.101] parse error at …` is for those who know the library.
std::string without_code(std::string_view message) {
    const auto code_end = message.find("] ");
    return std::string{message.substr(code_end == std::string_view::npos ? 0 : code_end + 2)};
}

json error_of(const diagnostic& why) {
    json e;
    e["code"] = levy::to_text(why.id);
    e["message"] = why.message + (why.help.empty() ? "" : "; " + why.help);
    e["offset"] = why.primary.where.begin;
    e["length"] = why.primary.where.end - why.primary.where.begin;
    return e;
}

}  // namespace

std::string eval_line(std::string_view line, bool checked) {
    json answer = json::object();
    try {
        refuse_too_deep(line);
        const auto asked = json::parse(line);
        if (asked.contains("id")) answer["id"] = asked["id"];
        answer["result"] = json_of(checked ? checked_result_of(asked) : plain_result_of(asked));
    } catch (const stopped& halt) {
        answer["error"] = error_of(halt.why);
    } catch (const nlohmann::json::exception& failure) {
        diagnostic why;
        why.id = code::literal;
        why.message = "the line cannot be read: " + without_code(failure.what());
        answer["error"] = error_of(why);
    } catch (const std::exception& failure) {
        diagnostic why;
        why.id = code::too_large;
        why.message = std::string{"this is more than levy can hold: "} + failure.what();
        answer["error"] = error_of(why);
    }
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::feel
