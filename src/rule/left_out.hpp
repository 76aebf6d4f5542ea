// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <levy/feel/type.hpp>
#include <levy/feel/value.hpp>

namespace levy::rule {

/// What a record that one rule gives to another leaves out takes its default: the type of such a
/// record, completed.
[[nodiscard]] inline feel::type completed(feel::type given, const feel::type& wanted) {
    if (given.element && wanted.element)
        given.element =
            std::make_shared<const feel::type>(completed(*given.element, *wanted.element));
    if (given.is != feel::type::kind::record || wanted.is != feel::type::kind::record) return given;
    std::vector<feel::type::field> fields;
    for (const auto& field : wanted.fields) {
        if (const auto* stated = given.find(field.name))
            fields.push_back({field.name, completed(*stated, field.as), nullptr});
        else if (field.fallback || field.as.optional)
            fields.push_back(field);
    }
    for (const auto& field : given.fields)
        if (!wanted.find(field.name)) fields.push_back(field);  // refused where the types meet
    given.fields = std::move(fields);
    return given;
}

/// And its value.
[[nodiscard]] inline feel::value completed(const feel::value& given, const feel::type& wanted) {
    if (wanted.element && given.is<feel::list_value>()) {
        std::vector<feel::value> items;
        for (const auto& item : given.items()) items.push_back(completed(item, *wanted.element));
        return feel::value::list(std::move(items));
    }
    const auto* record = given.get_if<feel::record_value>();
    if (!record || wanted.is != feel::type::kind::record) return given;
    std::vector<feel::record_field> fields;
    for (const auto& field : wanted.fields) {
        const feel::value* stated = nullptr;
        for (const auto& one : **record)
            if (one.name == field.name) stated = &one.is;
        fields.push_back({field.name, stated           ? completed(*stated, field.as)
                                      : field.fallback ? *field.fallback
                                                       : feel::value{}});
    }
    return feel::value::record(std::move(fields));
}

}  // namespace levy::rule
