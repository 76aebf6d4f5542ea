// SPDX-License-Identifier: Apache-2.0
#include "builtins.hpp"

namespace levy::feel {

namespace {

using values = std::vector<value>;

/// A range, or a point as the range of itself alone.
struct stretch_of {
    value low, high;
    bool low_closed = true, high_closed = true;
};

stretch_of stretch_at(const values& a, std::size_t i, const call_site& at) {
    const auto& v = single(a[i], at);
    if (v.is_null()) at.fail(code::null, "null lies nowhere");
    if (const auto* r = v.get_if<range_handle>())
        return {(*r)->low, (*r)->high, (*r)->low_closed, (*r)->high_closed};
    return {v, v};
}

bool is_point(const value& v, const call_site& at) { return !single(v, at).is<range_handle>(); }

// -1, 0, 1 as one end lies before, at or after the other. Where two ends meet, an open one lies
// inside of a closed one; a missing end lies beyond all.

int starts_apart(const stretch_of& a, const stretch_of& b, const call_site& at) {
    if (a.low.is_null() || b.low.is_null())
        return static_cast<int>(b.low.is_null()) - static_cast<int>(a.low.is_null());
    if (const int order = compared(a.low, b.low, at); order != 0) return order;
    return static_cast<int>(b.low_closed) - static_cast<int>(a.low_closed);
}

int ends_apart(const stretch_of& a, const stretch_of& b, const call_site& at) {
    if (a.high.is_null() || b.high.is_null())
        return static_cast<int>(a.high.is_null()) - static_cast<int>(b.high.is_null());
    if (const int order = compared(a.high, b.high, at); order != 0) return order;
    return static_cast<int>(a.high_closed) - static_cast<int>(b.high_closed);
}

/// Whether all of `a` lies before all of `b`.
bool lies_before(const stretch_of& a, const stretch_of& b, const call_site& at) {
    if (a.high.is_null() || b.low.is_null()) return false;
    const int order = compared(a.high, b.low, at);
    return order < 0 || (order == 0 && !(a.high_closed && b.low_closed));
}

/// Whether `a` ends on the very value that `b` begins with.
bool touches(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return !a.high.is_null() && !b.low.is_null() && a.high_closed && b.low_closed &&
           compared(a.high, b.low, at) == 0;
}

bool overlap(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return !lies_before(a, b, at) && !lies_before(b, a, at);
}

bool includes(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return starts_apart(a, b, at) <= 0 && ends_apart(a, b, at) >= 0;
}

bool starts(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return starts_apart(a, b, at) == 0 && ends_apart(a, b, at) <= 0;
}

bool finishes(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return ends_apart(a, b, at) == 0 && starts_apart(a, b, at) >= 0;
}

/// `a` begins first and ends within `b`.
bool overlaps_before(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return overlap(a, b, at) && starts_apart(a, b, at) < 0 && ends_apart(a, b, at) <= 0;
}

using relation = bool (*)(const stretch_of&, const stretch_of&, const call_site&);

/// Which arguments may be points; `alike`: both or none.
enum class points { none, first, second, both, alike };

bool may_be(points may, bool first, bool second) {
    if (first && second) return may == points::both || may == points::alike;
    if (first) return may == points::first || may == points::both;
    return !second || may == points::second || may == points::both;
}

/// A list of parameters for each pairing of points and ranges that there is.
std::vector<std::vector<std::string_view>> names_of(points may) {
    std::vector<std::vector<std::string_view>> all;
    if (may_be(may, true, true)) all.push_back({"point1", "point2"});
    if (may_be(may, true, false)) all.push_back({"point", "range"});
    if (may_be(may, false, true)) all.push_back({"range", "point"});
    return all;
}

builtin related(std::string_view name, relation holds, points may, bool turned = false) {
    builtin made{name, {"range1", "range2"}, 2, false, false, {}, {}, names_of(may)};
    made.apply = [holds, may, turned](const values& a, const call_site& at) {
        if (!may_be(may, is_point(a[0], at), is_point(a[1], at)))
            at.fail(code::type, may == points::alike ? "two points or two ranges are expected here"
                                                     : "a range is expected here");
        const auto left = stretch_at(a, 0, at);
        const auto right = stretch_at(a, 1, at);
        return value{turned ? holds(right, left, at) : holds(left, right, at)};
    };
    return made;
}

bool coincide(const stretch_of& a, const stretch_of& b, const call_site& at) {
    return starts_apart(a, b, at) == 0 && ends_apart(a, b, at) == 0;
}

}  // namespace

std::vector<builtin> plain_range_builtins() {
    constexpr bool turned = true;
    return {
        related("before", lies_before, points::both),
        related("after", lies_before, points::both, turned),
        related("meets", touches, points::none),
        related("met by", touches, points::none, turned),
        related("overlaps", overlap, points::none),
        related("overlaps before", overlaps_before, points::none),
        related("overlaps after", overlaps_before, points::none, turned),
        related("finishes", finishes, points::first),
        related("finished by", finishes, points::second, turned),
        related("includes", includes, points::second),
        related("during", includes, points::first, turned),
        related("starts", starts, points::first),
        related("started by", starts, points::second, turned),
        related("coincides", coincide, points::alike),
    };
}

}  // namespace levy::feel
