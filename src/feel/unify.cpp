// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <levy/feel/check.hpp>
#include <levy/feel/unify.hpp>

namespace levy::feel {

using kind = type::kind;

bool labels_meet(time_basis a, time_basis b, time_basis& met) {
    met = a == time_basis::none ? b : a;
    return a == b || a == time_basis::none || b == time_basis::none;
}

namespace {

std::string both(const type& a, const type& b) { return a.to_text() + " and " + b.to_text(); }

std::optional<type> unify_numbers(const type& a, const type& b, mismatch& why) {
    if (!a.zero && !b.zero && a.of != b.of) {
        why = {code::unit, both(a, b)};
        return std::nullopt;
    }
    type result = a.zero ? b : a;
    if (!labels_meet(a.zero ? time_basis::none : a.per, b.zero ? time_basis::none : b.per,
                     result.per)) {
        why = {code::time_basis, both(a, b)};
        return std::nullopt;
    }
    result.zero = a.zero && b.zero;
    result.ratio = (a.ratio || a.zero) && (b.ratio || b.zero) && (a.ratio || b.ratio);
    result.whole = (a.whole || a.zero) && (b.whole || b.zero) && (a.whole || b.whole);
    return result;
}

bool holds(const type& text, const std::string& word) {
    return std::find(text.one_of.begin(), text.one_of.end(), word) != text.one_of.end();
}

bool holds_all(const type& text, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return holds(text, word); });
}

type unify_texts(const type& a, const type& b) {
    type result = a;
    if (a.one_of.empty() || b.one_of.empty()) {
        result.one_of.clear();
        result.listed = nullptr;
        return result;
    }
    const bool in_a = holds_all(a, b.one_of);
    const bool in_b = holds_all(b, a.one_of);
    if (in_b && (!in_a || !a.listed)) return b;
    if (in_a) return result;
    for (const auto& word : b.one_of)
        if (!holds(a, word)) result.one_of.push_back(word);
    result.listed = nullptr;  // no list holds them all
    return result;
}

std::optional<type> unify_elements(const type& a, const type& b, mismatch& why) {
    if (!a.element) return b;
    if (!b.element) return a;
    auto element = unify(*a.element, *b.element, why);
    if (!element) return std::nullopt;
    type result = a;
    result.element = std::make_shared<const type>(*std::move(element));
    return result;
}

std::optional<type> unify_records(const type& a, const type& b, mismatch& why) {
    type result = a;
    for (auto& field : result.fields) {
        const auto* other = b.find(field.name);
        if (!other) {
            why = {code::type, both(a, b)};
            return std::nullopt;
        }
        auto as = unify(field.as, *other, why);
        if (!as) return std::nullopt;
        field.as = *std::move(as);
    }
    if (a.fields.size() != b.fields.size()) {
        why = {code::type, both(a, b)};
        return std::nullopt;
    }
    return result;
}

std::optional<type> unify_present(const type& a, const type& b, mismatch& why) {
    if (a.is == kind::unknown) return b;
    if (b.is == kind::unknown) return a;
    if (a.is != b.is) {
        why = {code::type, both(a, b)};
        return std::nullopt;
    }
    switch (a.is) {
        case kind::number:
            return unify_numbers(a, b, why);
        case kind::text:
            return unify_texts(a, b);
        case kind::list:
        case kind::range:
            return unify_elements(a, b, why);
        case kind::record:
            return unify_records(a, b, why);
        default:
            return a;
    }
}

}  // namespace

std::optional<type> unify(const type& a, const type& b, mismatch& why) {
    if (a.is == kind::null) return b.is == kind::null ? b : b.as_optional();
    if (b.is == kind::null) return a.as_optional();
    auto result = unify_present(a, b, why);
    if (result) result->optional = a.optional || b.optional;
    return result;
}

namespace {

/// An element or a field of what does not fit: `in 'sum' this is …`.
std::optional<misfit> inside(std::string_view where, std::optional<misfit> of) {
    if (of) of->why = std::string{where} + " " + of->why;
    return of;
}

std::optional<misfit> part_of(const type& given, const type& wanted) {
    if (given.element && wanted.element)
        return inside("in an element", misfit_of(*given.element, *wanted.element));
    for (const auto& field : wanted.fields)
        if (const auto* stated = given.find(field.name))
            if (auto why = inside("in '" + field.name + "'", misfit_of(*stated, field.as)))
                return why;
    return std::nullopt;
}

}  // namespace

std::optional<misfit> misfit_of(const type& given, const type& wanted) {
    if (given.is == kind::unknown || wanted.is == kind::unknown) return std::nullopt;
    if ((given.is == kind::null || given.optional) && !wanted.optional)
        return misfit{code::optional, "this may be null, and " + wanted.to_text() + " is wanted"};
    if (given.is == kind::null) return std::nullopt;
    if (auto why = part_of(given, wanted)) return why;
    mismatch why;
    if (!unify_present(given, wanted, why))
        return misfit{why.id, "this is " + given.as_present().to_text() + ", and " +
                                  wanted.as_present().to_text() + " is wanted"};
    if (wanted.is != kind::text || wanted.one_of.empty()) return std::nullopt;
    for (const auto& word : given.one_of)
        if (!holds(wanted, word))
            return misfit{code::one_of, "'" + word + "' is not one of the allowed words", word,
                          wanted};
    return std::nullopt;
}

}  // namespace levy::feel
