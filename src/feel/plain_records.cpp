// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "builtins.hpp"

namespace levy::feel {

namespace {

using values = std::vector<value>;
using fields = std::vector<record_field>;

const fields& fields_of(const value& given, const call_site& at) {
    const auto& v = single(given, at);
    const auto* record = v.get_if<record_value>();
    if (!record)
        at.fail(v.is_null() ? code::null : code::type,
                "a context is expected here, not " + to_text(v));
    return **record;
}

const std::string& key_of(const value& given, const call_site& at) {
    const auto& v = single(given, at);
    const auto* text = v.get_if<std::string>();
    if (!text) at.fail(v.is_null() ? code::null : code::type, "a key is a text, not " + to_text(v));
    return *text;
}

void put(fields& into, const std::string& key, value is) {
    const auto found = std::find_if(into.begin(), into.end(),
                                    [&](const record_field& field) { return field.name == key; });
    if (found == into.end())
        into.push_back({key, std::move(is)});
    else
        found->is = std::move(is);
}

value get_value(const values& a, const call_site& at) {
    (void)fields_of(a[0], at);
    const auto* found = single(a[0], at).field(key_of(a[1], at));
    return found ? *found : value{};
}

value get_entries(const values& a, const call_site& at) {
    values all;
    for (const auto& field : fields_of(a[0], at))
        all.push_back(value::record({{"key", value{field.name}}, {"value", field.is}}));
    return value::list(std::move(all));
}

value from_entries(const values& a, const call_site& at) {
    if (a[0].is_null()) at.fail(code::null, "a list of entries is expected here, not null");
    fields made;
    for (const auto& entry : a[0].is<list_value>() ? a[0].items() : a) {
        (void)fields_of(entry, at);
        const auto *key = entry.field("key"), *is = entry.field("value");
        if (!key || !is) at.fail(code::arguments, "an entry is {key: …, value: …}");
        const auto& id = key_of(*key, at);
        if (std::any_of(made.begin(), made.end(),
                        [&](const record_field& field) { return field.name == id; }))
            at.fail(code::arguments, "'" + id + "' is given twice");
        made.push_back({id, *is});
    }
    return value::record(std::move(made));
}

/// `is` under the keys from `next` on, in `into` as far as it has them.
value with_path(const value& into, const values& keys, std::size_t next, const value& is,
                const call_site& at) {
    auto made = fields_of(into, at);
    const auto& key = key_of(keys[next], at);
    if (next + 1 == keys.size()) {
        put(made, key, is);
    } else {
        const auto* inner = into.field(key);
        if (!inner) at.fail(code::arguments, "there is no '" + key + "' to put anything in");
        put(made, key, with_path(*inner, keys, next + 1, is, at));
    }
    return value::record(std::move(made));
}

/// Whether the call gives an argument by this name.
bool names(const call_site& at, std::string_view id) {
    const auto* c = std::get_if<call>(&at.at.is);
    return c && std::any_of(c->arguments.begin(), c->arguments.end(),
                            [&](const argument& a) { return a.id == id; });
}

value with_entry(const values& a, const call_site& at) {
    if (a[1].is<list_value>() && names(at, "key"))
        at.fail(code::type, "'key' is one key; 'keys' is a list of them");
    const auto keys = a[1].is<list_value>() ? a[1].items() : values{a[1]};
    if (keys.empty()) at.fail(code::arguments, "a key is needed");
    return with_path(single(a[0], at), keys, 0, a[2], at);
}

value merged(const values& a, const call_site& at) {
    if (a[0].is_null()) at.fail(code::null, "a list of contexts is expected here, not null");
    fields made;
    for (const auto& one : a[0].is<list_value>() ? a[0].items() : a)
        for (const auto& field : fields_of(one, at)) put(made, field.name, field.is);
    return value::record(std::move(made));
}

}  // namespace

std::vector<builtin> plain_record_builtins() {
    return {
        {"get value", {"m", "key"}, 2, false, false, {}, get_value},
        {"get entries", {"m"}, 1, false, false, {}, get_entries},
        {"context", {"entries"}, 1, false, false, {}, from_entries},
        {"context put",
         {"context", "key", "value"},
         3,
         false,
         false,
         {},
         with_entry,
         {{"context", "keys", "value"}}},
        {"context merge", {"contexts"}, 1, false, false, {}, merged},
    };
}

}  // namespace levy::feel
