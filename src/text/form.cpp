// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <levy/text/form.hpp>

namespace levy {

namespace {

/// What an unknown key may be meant as; its name, or nothing.
std::string refuse_key(const node::entry& entry, const form& as, diagnostics& sink) {
    std::vector<std::string> names;
    std::string all;
    names.reserve(as.keys.size());
    for (const auto& key : as.keys) {
        names.emplace_back(key.name);
        if (!all.empty()) all += ", ";
        all += key.name;
    }
    auto near = nearest_name(entry.key, names);
    std::string message = "there is no key '";
    message += entry.key;
    message += "' in ";
    message += as.what;
    // The commonest slips: a comma inside a flow map ends a plain text, and a colon without a blank
    // ends no key.
    sink.refuse(code::key, entry.key_where, std::move(message),
                entry.key.find(' ') != std::string::npos
                    ? "a comma or colon inside {…} ends a plain text: quote it"
                : entry.key.find(':') != std::string::npos ? "write a blank after the colon"
                : near.empty()                             ? "its keys are " + all
                                                           : "did you mean '" + near + "'?");
    return near;
}

void refuse_missing(std::string_view key, const form& as, span at, diagnostics& sink) {
    at.end = std::min(at.end, at.begin + 1);
    if (key == "source")
        return sink.refuse(code::source, std::move(at), "this has no source",
                           "add `source: id article`");
    std::string message = "'";
    message += key;
    message += "' is missing in ";
    message += as.what;
    std::string help = "add `";
    help += key;
    help += ": …`";
    sink.refuse(code::key, std::move(at), std::move(message), std::move(help));
}

/// A list or a text where a map with these keys is meant.
void refuse_shape(const node& found, const form& as, diagnostics& sink) {
    std::string keys;
    for (const auto& key : as.keys)
        if (key.required) keys.append(keys.empty() ? "" : ", ").append(key.name).append(": …");
    if (keys.empty()) keys.append(as.keys.front().name).append(": …");
    diagnostic problem;
    problem.id = code::shape;
    problem.message = std::string{as.what} + " is expected here";
    problem.primary = {found.where, found.is_list() ? "this is a list" : "this is a text"};
    problem.help = "write its keys, one a line or in braces: {" + keys + "}";
    sink.add(std::move(problem));
}

void refuse_names(const form_key& key, const node& found, diagnostics& sink) {
    diagnostic problem;
    problem.id = code::shape;
    problem.message = "`" + std::string{key.name} + "` is a map";
    problem.primary = {found.where, found.is_list() ? "this is a list" : "this is a text"};
    problem.help = "write `name: …`, one a line, or {name: …, name: …}";
    sink.add(std::move(problem));
}

/// Whether a key holds a map of names and plain values, which has no form of its own to hold it to.
bool holds_names(const form_key& key) {
    static constexpr std::array<std::string_view, 5> plain{"map any", "map text", "map day",
                                                           "map number", "with"};
    return std::find(plain.begin(), plain.end(), key.holds) != plain.end();
}

}  // namespace

const form_key* form::find(std::string_view key) const noexcept {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const form_key& k) { return k.name == key; });
    return found == keys.end() ? nullptr : &*found;
}

bool has_form(const node& map, const form& as, diagnostics& sink) {
    if (!map.is_map()) {
        refuse_shape(map, as, sink);
        return false;
    }
    bool good = true;
    std::vector<std::string> misspelt;  // what is missing may only be written wrongly
    for (const auto& entry : map.entries) {
        if (!as.others.empty() || as.find(entry.key)) continue;
        misspelt.push_back(refuse_key(entry, as, sink));
        good = false;
    }
    for (const auto& key : as.keys) {
        const auto* found = map.find(key.name);
        if (found && key.holds == "version" && found->text != "1") {
            sink.refuse(code::literal, found->where, "this program reads files of format 1",
                        "levy: 1");
            good = false;
        }
        if (found && !found->is_map() && holds_names(key)) {
            refuse_names(key, *found, sink);
            good = false;
        }
        if (!key.required || found) continue;
        good = false;
        if (std::find(misspelt.begin(), misspelt.end(), key.name) == misspelt.end())
            refuse_missing(key.name, as, map.where, sink);
    }
    return good;
}

}  // namespace levy
