// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <levy/feel/interval.hpp>
#include <levy/feel/type.hpp>

namespace levy::feel {

class value;

/// The numbers that a value may hold, in the shape of its type: its own, its elements', its
/// fields'. What nothing is known of is every number. Null is no number and stands outside.
struct extent {
    interval is;                            // number; a duration in its days or months
    std::shared_ptr<const extent> element;  // list, range; absent: nothing is known
    interval count = interval::from(0);     // list: how many elements
    struct field;
    std::vector<field> fields;  // record; one that is missing is not known of

    [[nodiscard]] static extent of_number(interval is);
    [[nodiscard]] static extent list_of(extent element, interval count = interval::from(0));
    [[nodiscard]] extent each() const;  // an element
    [[nodiscard]] extent at(std::string_view name) const;
};
struct extent::field {
    std::string name;
    extent as;
};

/// What lies in either, what lies in both.
[[nodiscard]] extent hull(const extent& a, const extent& b);
[[nodiscard]] extent meet(const extent& a, const extent& b);

/// By the bounds of a declared type, to which every given value is held.
[[nodiscard]] extent extent_of(const type& declared);
/// Of a value that is there.
[[nodiscard]] extent extent_of(const value& v);

}  // namespace levy::feel
