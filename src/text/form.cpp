// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/text/form.hpp>

namespace levy {

namespace {

void refuse_key(const node::entry& entry, const form& as, diagnostics& sink) {
    std::vector<std::string> names;
    names.reserve(as.keys.size());
    for (const auto& key : as.keys) names.emplace_back(key.name);
    const auto near = nearest_name(entry.key, names);
    std::string message = "there is no key '";
    message += entry.key;
    message += "' in ";
    message += as.what;
    // The commonest slip: a comma inside a flow map ends a plain text.
    sink.refuse(code::key, entry.key_where, std::move(message),
                entry.key.find(' ') != std::string::npos
                    ? "a comma or colon inside {…} ends a plain text: quote it"
                : near.empty() ? ""
                               : "did you mean '" + near + "'?");
}

}  // namespace

const form_key* form::find(std::string_view key) const noexcept {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const form_key& k) { return k.name == key; });
    return found == keys.end() ? nullptr : &*found;
}

bool has_form(const node& map, const form& as, diagnostics& sink) {
    if (!map.is_map()) {
        sink.refuse(code::shape, map.where, std::string{as.what} + " is expected here");
        return false;
    }
    bool good = true;
    for (const auto& entry : map.entries) {
        if (!as.others.empty() || as.find(entry.key)) continue;
        refuse_key(entry, as, sink);
        good = false;
    }
    for (const auto& key : as.keys) {
        const auto* found = map.find(key.name);
        if (found && key.holds == "version" && found->text != "1") {
            sink.refuse(code::literal, found->where, "this program reads files of format 1",
                        "levy: 1");
            good = false;
        }
        if (!key.required || found) continue;
        span at = map.where;
        at.end = std::min(at.end, at.begin + 1);
        good = false;
        if (key.name == "source") {
            sink.refuse(code::source, at, "this has no source", "add `source: id article`");
            continue;
        }
        std::string message = "'";
        message += key.name;
        message += "' is missing in ";
        message += as.what;
        sink.refuse(code::key, at, std::move(message));
    }
    return good;
}

}  // namespace levy
