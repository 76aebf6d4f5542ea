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

type unify_texts(const type& a, const type& b) {
    type result = a;
    if (a.one_of.empty() || b.one_of.empty()) {
        result.one_of.clear();
        return result;
    }
    for (const auto& word : b.one_of)
        if (std::find(a.one_of.begin(), a.one_of.end(), word) == a.one_of.end())
            result.one_of.push_back(word);
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

/// Where two types of one shape part: the first field that does not fit.
std::string parting(const type& given, const type& wanted) {
    if (given.is == kind::list && wanted.is == kind::list && given.element && wanted.element)
        return parting(*given.element, *wanted.element);
    if (given.is == kind::record && wanted.is == kind::record)
        for (const auto& field : wanted.fields) {
            const auto* stated = given.find(field.name);
            std::string why;
            if (stated && !fits(*stated, field.as, why)) return "in '" + field.name + "' " + why;
        }
    return "this is " + given.as_present().to_text() + ", and " + wanted.as_present().to_text() +
           " is wanted";
}

}  // namespace

bool fits(const type& given, const type& wanted, std::string& why_not) {
    if (given.is == kind::unknown || wanted.is == kind::unknown) return true;
    if ((given.is == kind::null || given.optional) && !wanted.optional) {
        why_not = "this may be null, and " + wanted.to_text() + " is wanted";
        return false;
    }
    if (given.is == kind::null) return true;
    mismatch why;
    if (!unify_present(given, wanted, why)) {
        why_not = parting(given, wanted);
        return false;
    }
    if (wanted.is != kind::text || wanted.one_of.empty()) return true;
    for (const auto& word : given.one_of) {
        if (std::find(wanted.one_of.begin(), wanted.one_of.end(), word) != wanted.one_of.end())
            continue;
        why_not = "'" + word + "' is not one of the allowed values";
        return false;
    }
    return true;
}

}  // namespace levy::feel
