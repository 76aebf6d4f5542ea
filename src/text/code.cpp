// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <levy/text/code.hpp>

namespace levy {

namespace {

constexpr std::array names{
    std::pair{code::yaml, std::string_view{"yaml"}},
    std::pair{code::encoding, std::string_view{"encoding"}},
    std::pair{code::file, std::string_view{"file"}},
    std::pair{code::too_large, std::string_view{"too_large"}},
    std::pair{code::duplicate_key, std::string_view{"duplicate_key"}},
    std::pair{code::key, std::string_view{"key"}},
    std::pair{code::shape, std::string_view{"shape"}},
    std::pair{code::literal, std::string_view{"literal"}},
    std::pair{code::syntax, std::string_view{"syntax"}},
    std::pair{code::name, std::string_view{"name"}},
    std::pair{code::type, std::string_view{"type"}},
    std::pair{code::unit, std::string_view{"unit"}},
    std::pair{code::time_basis, std::string_view{"time_basis"}},
    std::pair{code::refused, std::string_view{"refused"}},
    std::pair{code::magic, std::string_view{"magic"}},
    std::pair{code::optional, std::string_view{"optional"}},
    std::pair{code::cycle, std::string_view{"cycle"}},
    std::pair{code::arguments, std::string_view{"arguments"}},
    std::pair{code::divisor, std::string_view{"divisor"}},
    std::pair{code::source, std::string_view{"source"}},
    std::pair{code::order, std::string_view{"order"}},
    std::pair{code::published, std::string_view{"published"}},
    std::pair{code::one_of, std::string_view{"one_of"}},
    std::pair{code::within, std::string_view{"within"}},
    std::pair{code::prorate, std::string_view{"prorate"}},
    std::pair{code::reason, std::string_view{"reason"}},
    std::pair{code::gap, std::string_view{"gap"}},
    std::pair{code::overlap, std::string_view{"overlap"}},
    std::pair{code::reading, std::string_view{"reading"}},
    std::pair{code::cases, std::string_view{"cases"}},
    std::pair{code::masked, std::string_view{"masked"}},
    std::pair{code::never, std::string_view{"never"}},
    std::pair{code::conflict, std::string_view{"conflict"}},
    std::pair{code::unread, std::string_view{"unread"}},
    std::pair{code::missing, std::string_view{"missing"}},
    std::pair{code::input, std::string_view{"input"}},
    std::pair{code::range, std::string_view{"range"}},
    std::pair{code::currency, std::string_view{"currency"}},
    std::pair{code::null, std::string_view{"null"}},
    std::pair{code::division, std::string_view{"division"}},
    std::pair{code::empty, std::string_view{"empty"}},
    std::pair{code::index, std::string_view{"index"}},
    std::pair{code::period, std::string_view{"period"}},
    std::pair{code::changes_within_period, std::string_view{"changes_within_period"}},
    std::pair{code::no_value_in_force, std::string_view{"no_value_in_force"}},
    std::pair{code::unknown, std::string_view{"unknown"}},
    std::pair{code::recalled, std::string_view{"recalled"}},
    std::pair{code::no_row, std::string_view{"no_row"}},
    std::pair{code::no_rate, std::string_view{"no_rate"}},
    std::pair{code::calendar, std::string_view{"calendar"}},
    std::pair{code::conflicting_exceptions, std::string_view{"conflicting_exceptions"}},
    std::pair{code::check, std::string_view{"check"}},
    std::pair{code::too_precise, std::string_view{"too_precise"}},
    std::pair{code::not_found, std::string_view{"not_found"}},
    std::pair{code::ambiguous, std::string_view{"ambiguous"}},
    std::pair{code::figure, std::string_view{"figure"}},
    std::pair{code::model, std::string_view{"model"}},
    std::pair{code::scenario, std::string_view{"scenario"}},
    std::pair{code::expectation, std::string_view{"expectation"}},
};

}  // namespace

std::string to_text(code id) {
    auto digits = std::to_string(static_cast<unsigned>(id));
    return "LV" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string_view name_of(code id) {
    for (const auto& [known, name] : names)
        if (known == id) return name;
    return {};
}

}  // namespace levy
