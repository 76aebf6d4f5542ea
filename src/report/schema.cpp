// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include <levy/report/schema.hpp>
#include <levy/rule/forms.hpp>
#include <levy/scenario/forms.hpp>
#include <levy/value/contract.hpp>

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;

constexpr const char* day_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// Whatever stands on one line. An editor takes `2024` for a number and `true` for a truth; levy
/// reads all of them as text.
json scalar() { return {{"type", {"string", "number", "boolean", "null"}}}; }
json written_number() { return {{"type", {"string", "number"}}}; }
json pattern(const char* is) { return {{"type", "string"}, {"pattern", is}}; }
json object() { return {{"type", "object"}}; }
json reference(std::string_view name) { return {{"$ref", "#/definitions/" + std::string{name}}}; }

/// Words that an editor offers, and whatever else fits `also`.
json offered(const std::vector<std::string>& words, json also) {
    return {{"anyOf", json::array({json{{"enum", words}}, std::move(also)})}};
}

/// Shapes of values that are no map with a form.
json shape(std::string_view name) {
    static const std::map<std::string, json, std::less<>> known{
        {"any", json::object()},
        {"not_map", {{"not", object()}}},
        {"text", scalar()},
        {"number", written_number()},
        {"share",
         {{"type", {"string", "number"}},
          {"exclusiveMinimum", 0},
          {"maximum", 1},
          {"pattern", "^(0*(100(\\.0*)?|[0-9]{1,2}(\\.[0-9]+)?)%|[0-9._]+)$"}}},
        {"series", pattern("^[^ ]+ .+$")},
        {"formula", {{"type", {"string", "number", "boolean"}}}},
        {"truth", {{"type", "boolean"}}},
        {"granted", {{"enum", {true, "true"}}}},
        {"version", {{"enum", {1, "1"}}}},
        {"day", pattern(day_pattern)},
        {"optional_day",
         {{"anyOf", json::array({pattern(day_pattern), json{{"enum", {nullptr, "null"}}}})}}},
        {"days", pattern("^([0-9]{4}-[0-9]{2}-[0-9]{2})?\\.\\.([0-9]{4}-[0-9]{2}-[0-9]{2})?$")},
        {"period",
         {{"type", {"string", "integer"}},
          {"pattern",
           "^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|[0-9]{2}-[0-9]{2}(\\.\\.[0-9]{4}-"
           "[0-9]{2}-[0-9]{2})?))?$"}}},
        {"citation", pattern("^[^ ]")},
        {"currency", offered({"any", "none"}, pattern("^[A-Z]{3}$"))},
        {"iso_currency", pattern("^[A-Z]{3}$")},
        {"per_period",
         [] {
             std::vector<std::string> all;
             for (const auto& kind : rule::forms::words("period_kind"))
                 all.push_back("per " + kind);
             return json{{"enum", all}};
         }()},
        {"type_word", offered({"money", "number", "ratio", "count", "boolean", "date", "duration",
                               "text", "money any", "stream", "customer", "party"},
                              scalar())},
        {"type_name", scalar()},
        {"rounding_phrase",
         offered({"half up to 1", "half up to 0.01", "half up to minor unit", "half even to 0.01",
                  "up to 1", "down to 1", "down to minor unit"},
                 pattern("^(half up|half down|half even|up|down|floor|ceiling) to (minor "
                         "unit|[0-9][0-9_./%]*)$"))},
        {"row", {{"type", "array"}}},
    };
    const auto found = known.find(name);
    return found == known.end() ? json{} : found->second;
}

bool named(std::string_view text, std::string_view prefix) { return text.starts_with(prefix); }

/// `true` is what an editor reads of it.
json enumeration(const std::vector<std::string>& words) {
    json all = json::array();
    for (const auto& word : words)
        all.push_back(word == "true" ? json(true) : word == "false" ? json(false) : json(word));
    return {{"enum", std::move(all)}};
}

/// One schema, with the forms that its file reaches.
class writer {
public:
    writer(const std::vector<const form*>& forms, bool of_scenario)
        : forms_{forms}, of_scenario_{of_scenario} {}

    json write(const form& file, std::string_view kind) {
        json made{{"$schema", "http://json-schema.org/draft-07/schema#"},
                  {"title", "levy: " + std::string{kind} + " file"}};
        made.update(object_of(file));
        while (!wanted_.empty()) {
            const auto name = *wanted_.begin();
            wanted_.erase(wanted_.begin());
            if (!done_.insert(name).second) continue;
            definitions_[name] = object_of(*find(name));
        }
        json sorted = json::object();
        for (const auto& [name, is] : definitions_) sorted[name] = is;
        made["definitions"] = std::move(sorted);
        return made;
    }

private:
    const form* find(std::string_view name) const {
        for (const auto* f : forms_)
            if (f->name == name) return f;
        return nullptr;
    }
    json form_named(std::string_view name) {
        wanted_.insert(std::string{name});
        return reference(name);
    }

    /// What a form's `holds` says: `list X`, `map X`, `dated X` take the rest of the words.
    json of(std::string_view holds) {
        if (named(holds, "list ")) return list_of(holds.substr(5), 0);
        if (named(holds, "some ")) return list_of(holds.substr(5), 1);
        if (named(holds, "map ")) return map_of(holds.substr(4));
        if (named(holds, "dated ")) return dated(holds.substr(6));
        if (named(holds, "spans ")) return spans(holds.substr(6));
        if (const auto bar = holds.find(" | "); bar != std::string_view::npos)
            return {{"anyOf", json::array({of(holds.substr(0, bar)), of(holds.substr(bar + 3))})}};
        if (find(holds)) return form_named(holds);
        if (holds == "type_or_fields") return type_or_fields();
        if (holds == "patches") return patches();
        if (holds == "steps") return list_of("step", 0);
        if (of_scenario_ && scenario::forms::has_words(holds))
            return enumeration(scenario::forms::words(holds));
        if (!of_scenario_ && rule::forms::has_words(holds))
            return enumeration(rule::forms::words(holds));
        if (holds == "error" || holds == "url" || named(holds, "name ")) return shape("text");
        auto made = shape(holds);
        LEVY_EXPECTS(!made.is_null());
        return made;
    }
    json list_of(std::string_view holds, int least) {
        json made{{"type", "array"}, {"items", of(holds)}};
        if (least > 0) made["minItems"] = least;
        return made;
    }
    json map_of(std::string_view holds) {
        auto made = object();
        made["additionalProperties"] = of(holds);
        return made;
    }
    json by_pattern(const char* keys, json is) {
        auto made = object();
        made["patternProperties"] = {{keys, std::move(is)}};
        made["additionalProperties"] = false;
        return made;
    }
    json dated(std::string_view holds) {
        const auto one = of(holds);
        auto made = by_pattern(
            day_pattern, {{"anyOf", json::array({one, json{{"type", "array"}, {"items", one}}})}});
        made["minProperties"] = 1;
        return made;
    }
    /// By day, or by `a..b`.
    json spans(std::string_view holds) {
        return by_pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}(\\.\\.[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
                          of(holds));
    }
    /// A map with a word under `type` is a type; any other has fields.
    json type_or_fields() {
        json with_type{{"properties", {{"type", scalar()}}}, {"required", {"type"}}};
        json map{{"type", "object"},
                 {"if", std::move(with_type)},
                 {"then", form_named("field")},
                 {"else", map_of("field | type_name")}};
        return {{"anyOf", json::array({scalar(), std::move(map)})}};
    }
    json patches() {
        json made{{"type", "object"}, {"additionalProperties", false}};
        const auto one = [&](const char* path, json is) {
            made["patternProperties"][std::string{"^[^.]+/[^.]+\\."} + path + "$"] = std::move(is);
        };
        const auto by_day = [&](json is) {
            auto days = by_pattern(day_pattern, std::move(is));
            days["minProperties"] = 1;
            return days;
        };
        // The value itself, or a map with the entry's own word; a parameter's value may be a map.
        const auto entry = [&](const char* name) {
            return by_day({{"anyOf", json::array({shape("not_map"), form_named(name)})}});
        };
        one("parameters\\.[^.]+", by_day({{"if",
                                           {{"type", "object"},
                                            {"anyOf", json::array({{{"required", {"value"}}},
                                                                   {{"required", {"source"}}},
                                                                   {{"required", {"note"}}}})}}},
                                          {"then", form_named("patched_value")}}));
        one("(define|outputs)\\.[^.]+", entry("patched_value"));
        one("(liable|assessed|overpaid|roll)", entry("patched_value"));
        one("in_force", entry("patched_life"));
        one("filing\\.[^.]+", by_day(form_named("patched_filing")));
        one("readings\\.[^.]+\\.default", scalar());
        one("tables\\.[^.\\[]+", entry("patched_rows"));
        one("tables\\.[^.\\[]+\\[.*\\](\\..+)?", entry("patched_cell"));
        return made;
    }

    json object_of(const form& is) {
        auto made = object();
        json properties = json::object();
        json required = json::array();
        for (const auto& key : is.keys) {
            json property{{"description", key.about}};
            property.update(of(key.holds));
            properties[std::string{key.name}] = std::move(property);
            if (key.required) required.push_back(key.name);
        }
        made["properties"] = std::move(properties);
        if (!required.empty()) made["required"] = std::move(required);
        if (is.others.empty())
            made["additionalProperties"] = false;
        else
            made["additionalProperties"] = of(is.others);
        if (const auto* model = is.find("model"); model && of_scenario_)
            made["allOf"] = by_model(scenario::forms::words(model->holds));
        if (!is.one_of.empty()) made["oneOf"] = choices(is.one_of);
        if (!is.any_of.empty()) made["anyOf"] = choices(is.any_of);
        return made;
    }
    /// What stands under `with` is the named model's.
    json by_model(const std::vector<std::string>& names) {
        json all = json::array();
        for (const auto& name : names) {
            json then{{"properties", {{"with", form_named(name)}}}};
            const auto& keys = find(name)->keys;
            if (std::any_of(keys.begin(), keys.end(), [](const form_key& k) { return k.required; }))
                then["required"] = {"with"};
            json named{{"properties", {{"model", {{"const", name}}}}}, {"required", {"model"}}};
            all.push_back({{"if", std::move(named)}, {"then", std::move(then)}});
        }
        return all;
    }
    static json choices(std::string_view words) {
        json all = json::array();
        std::istringstream in{std::string{words}};
        for (std::string word; in >> word;) {
            json together = json::array();
            std::istringstream parts{word};
            for (std::string key; std::getline(parts, key, '+');) together.push_back(key);
            all.push_back({{"required", std::move(together)}});
        }
        return all;
    }

    const std::vector<const form*>& forms_;
    bool of_scenario_;
    std::set<std::string> wanted_, done_;
    std::map<std::string, json> definitions_;
};

}  // namespace

const std::vector<std::string>& schema_kinds() {
    static const std::vector<std::string> kinds{"rule",    "cases",  "given",   "jurisdiction",
                                                "sources", "reform", "scenario"};
    return kinds;
}

std::string schema_of(std::string_view kind) {
    const bool of_scenario = kind == "scenario";
    const auto& forms = of_scenario ? scenario::forms::all() : rule::forms::all();
    const form* file = nullptr;
    for (const auto* f : forms)
        if (f->name == std::string{kind} + "_file") file = f;
    LEVY_EXPECTS(file != nullptr);
    return writer{forms, of_scenario}.write(*file, kind).dump(1, ' ', false) + "\n";
}

}  // namespace levy::report
