// SPDX-License-Identifier: Apache-2.0
#include <levy/text/code.hpp>

namespace levy {

std::string to_text(code id) {
    auto digits = std::to_string(static_cast<unsigned>(id));
    return "LV" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string_view name_of(code id) {
    switch (id) {
        case code::yaml:
            return "yaml";
        case code::encoding:
            return "encoding";
        case code::file:
            return "file";
        case code::too_large:
            return "too_large";
        case code::duplicate_key:
            return "duplicate_key";
        case code::key:
            return "key";
        case code::shape:
            return "shape";
        case code::literal:
            return "literal";
        case code::syntax:
            return "syntax";
        case code::name:
            return "name";
        case code::type:
            return "type";
        case code::unit:
            return "unit";
        case code::time_basis:
            return "time_basis";
        case code::refused:
            return "refused";
        case code::magic:
            return "magic";
        case code::optional:
            return "optional";
        case code::cycle:
            return "cycle";
        case code::arguments:
            return "arguments";
        case code::source:
            return "source";
        case code::order:
            return "order";
        case code::published:
            return "published";
        case code::one_of:
            return "one_of";
        case code::within:
            return "within";
        case code::prorate:
            return "prorate";
        case code::reason:
            return "reason";
        case code::gap:
            return "gap";
        case code::overlap:
            return "overlap";
        case code::reading:
            return "reading";
        case code::cases:
            return "cases";
        case code::missing:
            return "missing";
        case code::input:
            return "input";
        case code::range:
            return "range";
        case code::currency:
            return "currency";
        case code::null:
            return "null";
        case code::division:
            return "division";
        case code::empty:
            return "empty";
        case code::index:
            return "index";
        case code::period:
            return "period";
        case code::changes_within_period:
            return "changes_within_period";
        case code::no_value_in_force:
            return "no_value_in_force";
        case code::unknown:
            return "unknown";
        case code::recalled:
            return "recalled";
        case code::no_row:
            return "no_row";
        case code::no_rate:
            return "no_rate";
        case code::calendar:
            return "calendar";
        case code::conflicting_exceptions:
            return "conflicting_exceptions";
        case code::check:
            return "check";
        case code::too_precise:
            return "too_precise";
        case code::not_found:
            return "not_found";
        case code::ambiguous:
            return "ambiguous";
        case code::figure:
            return "figure";
        case code::model:
            return "model";
        case code::scenario:
            return "scenario";
        case code::expectation:
            return "expectation";
    }
    return {};
}

}  // namespace levy
