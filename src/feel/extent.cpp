// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/extent.hpp>
#include <levy/feel/value.hpp>

namespace levy::feel {

namespace {

const extent::field* find(const extent& in, std::string_view name) {
    const auto found = std::find_if(in.fields.begin(), in.fields.end(),
                                    [&](const auto& field) { return field.name == name; });
    return found == in.fields.end() ? nullptr : &*found;
}

/// A list without elements says nothing of them.
bool is_empty_list(const extent& e) { return e.count == interval::only(number{}); }

}  // namespace

extent extent::of_number(interval is) {
    extent made;
    made.is = std::move(is);
    return made;
}
extent extent::list_of(extent element, interval count) {
    extent made;
    made.element = std::make_shared<const extent>(std::move(element));
    made.count = std::move(count);
    return made;
}
extent extent::each() const { return element ? *element : extent{}; }
extent extent::at(std::string_view name) const {
    const auto* found = find(*this, name);
    return found ? found->as : extent{};
}

extent hull(const extent& a, const extent& b) {
    extent made;
    made.is = hull(a.is, b.is);
    made.count = hull(a.count, b.count);
    if (a.element && b.element)
        made.element = std::make_shared<const extent>(hull(*a.element, *b.element));
    else if (is_empty_list(a) || is_empty_list(b))
        made.element = is_empty_list(a) ? b.element : a.element;
    for (const auto& field : a.fields)
        if (const auto* other = find(b, field.name))
            made.fields.push_back({field.name, hull(field.as, other->as)});
    return made;
}

extent meet(const extent& a, const extent& b) {
    extent made;
    made.is = meet(a.is, b.is);
    made.count = meet(a.count, b.count);
    made.element = a.element && b.element
                       ? std::make_shared<const extent>(meet(*a.element, *b.element))
                   : a.element ? a.element
                               : b.element;
    made.fields = a.fields;
    for (auto& field : made.fields)
        if (const auto* other = find(b, field.name)) field.as = meet(field.as, other->as);
    for (const auto& field : b.fields)
        if (!find(a, field.name)) made.fields.push_back(field);
    return made;
}

extent extent_of(const type& declared) {
    extent made;
    if (declared.bounds) {
        const auto end = [](const std::optional<number>& at) -> std::optional<interval_end> {
            if (!at) return std::nullopt;
            return interval_end{*at, true};
        };
        made.is = interval::between(end(declared.bounds->min), end(declared.bounds->max));
    }
    if (declared.element)
        made.element = std::make_shared<const extent>(extent_of(*declared.element));
    made.fields.reserve(declared.fields.size());
    for (const auto& field : declared.fields)
        made.fields.push_back({field.name, extent_of(field.as)});
    return made;
}

extent extent_of(const value& v) {
    if (const auto* n = v.get_if<number>()) return extent::of_number(interval::only(*n));
    if (const auto* a = v.get_if<amount>()) return extent::of_number(interval::only(a->units));
    if (const auto* d = v.get_if<days_duration>())
        return extent::of_number(interval::only(d->days));
    if (const auto* m = v.get_if<months_duration>())
        return extent::of_number(interval::only(m->months));
    extent made;
    if (v.is_null()) made.is = interval::nothing();
    if (v.is<list_value>()) {
        made.count = interval::only(static_cast<std::int64_t>(v.items().size()));
        for (const auto& item : v.items()) {
            const auto one = extent_of(item);
            made.element =
                std::make_shared<const extent>(made.element ? hull(*made.element, one) : one);
        }
    }
    if (const auto* r = v.get_if<record_value>())
        for (const auto& field : **r) made.fields.push_back({field.name, extent_of(field.is)});
    if (const auto* r = v.get_if<range_handle>())
        made.element =
            std::make_shared<const extent>(hull(extent_of((*r)->low), extent_of((*r)->high)));
    return made;
}

}  // namespace levy::feel
