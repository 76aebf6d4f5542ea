// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <levy/value/amount.hpp>
#include <levy/value/day.hpp>
#include <levy/value/number.hpp>

namespace levy::feel {

class value;

/// `null`: there is no such value. Not known is not null; it stops the run.
struct null_value {
    friend bool operator==(null_value, null_value) = default;
};

/// Years and months, or whole days: FEEL keeps the two kinds apart, since a month has no fixed
/// number of days.
struct months_duration {
    std::int64_t months = 0;
    friend auto operator<=>(const months_duration&, const months_duration&) = default;
};
struct days_duration {
    std::int64_t days = 0;
    friend auto operator<=>(const days_duration&, const days_duration&) = default;
};

/// A day of a year that law's calendar (1 to 9999) does not have; FEEL reaches ±999,999,999. It is
/// compared and shown, and nothing is reckoned with it.
struct far_day {
    std::int64_t year = 0;
    int month = 1;
    int day_of_month = 1;
    friend auto operator<=>(const far_day&, const far_day&) = default;
};

using list_value = std::shared_ptr<const std::vector<value>>;

struct record_field;
using record_value = std::shared_ptr<const std::vector<record_field>>;

struct range_value;  // low, high and whether each end belongs to it
using range_handle = std::shared_ptr<const range_value>;

struct moving;  // a number as a line of an amount, for schedules: moving.hpp
using moving_handle = std::shared_ptr<const moving>;

/// What a formula gives. In checked formulas money is a plain `number` (its currency stands in the
/// type); `amount` appears only for `money any` and in plain FEEL.
class value {
public:
    using alternatives =
        std::variant<null_value, bool, number, amount, std::string, day, far_day, days_duration,
                     months_duration, list_value, record_value, range_handle, moving_handle>;

    value() = default;
    value(null_value) {}  // NOLINT(google-explicit-constructor)
    explicit value(bool truth) : is_{truth} {}
    value(number n) : is_{std::move(n)} {}               // NOLINT(google-explicit-constructor)
    value(amount a) : is_{std::move(a)} {}               // NOLINT(google-explicit-constructor)
    value(std::string text) : is_{std::move(text)} {}    // NOLINT(google-explicit-constructor)
    value(const char* text) : is_{std::string{text}} {}  // NOLINT(google-explicit-constructor)
    value(day d) : is_{d} {}                             // NOLINT(google-explicit-constructor)
    value(far_day d) : is_{d} {}                         // NOLINT(google-explicit-constructor)
    value(days_duration d) : is_{d} {}                   // NOLINT(google-explicit-constructor)
    value(months_duration d) : is_{d} {}                 // NOLINT(google-explicit-constructor)
    value(range_handle r) : is_{std::move(r)} {}         // NOLINT(google-explicit-constructor)
    value(list_value l) : is_{std::move(l)} {}           // NOLINT(google-explicit-constructor)
    value(record_value r) : is_{std::move(r)} {}         // NOLINT(google-explicit-constructor)
    value(moving_handle m) : is_{std::move(m)} {}        // NOLINT(google-explicit-constructor)
    [[nodiscard]] static value list(std::vector<value> items);
    [[nodiscard]] static value record(std::vector<record_field> fields);

    template <class Kind>
    [[nodiscard]] const Kind* get_if() const noexcept {
        return std::get_if<Kind>(&is_);
    }
    template <class Kind>
    [[nodiscard]] bool is() const noexcept {
        return std::holds_alternative<Kind>(is_);
    }
    [[nodiscard]] bool is_null() const noexcept { return is<null_value>(); }
    [[nodiscard]] const alternatives& held() const noexcept { return is_; }

    /// Items of a list; empty for anything else.
    [[nodiscard]] const std::vector<value>& items() const noexcept;
    /// A record's field, or null pointer.
    [[nodiscard]] const value* field(std::string_view name) const noexcept;

    /// Same kind and same content; a record's fields compare by name. 1 = 1.0, but 1 is never "1".
    friend bool operator==(const value& a, const value& b);

private:
    alternatives is_;
};

struct record_field {
    std::string name;
    value is;
};

struct range_value {
    value low;   // null: no lower end
    value high;  // null: no upper end
    bool low_closed = true;
    bool high_closed = true;
    bool point = false;  // plain FEEL's (= x), or (!= x) with open ends: both ends are x
};

/// As FEEL would write it: `12.5`, `"text"`, `@"2024-06-30"`, `[1, 2]`. Numbers exactly, a fraction
/// as n/d.
[[nodiscard]] std::string to_text(const value& v);

}  // namespace levy::feel
