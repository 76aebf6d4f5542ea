// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/text/span.hpp>
#include <levy/value/number.hpp>

namespace levy::feel {

class value;

/// A product of whole powers of currencies and counted things: {"VND": 1}, {"USD": 1, "user": -1},
/// {} for a plain number. Two names are special: `own_currency` (the one currency of a run, in a
/// rule of `currency: any`) and `any_currency` (`money any`, which carries its currency with it and
/// only convert and 0 may meet).
class unit {
public:
    static constexpr std::string_view own_currency = "¤";
    static constexpr std::string_view any_currency = "¤¤";

    unit() = default;
    explicit unit(std::string_view name) { powers_.emplace(name, 1); }

    [[nodiscard]] bool is_plain() const noexcept { return powers_.empty(); }
    /// The currency, where the unit is one currency and nothing else; else empty.
    [[nodiscard]] std::string currency() const;
    [[nodiscard]] bool has_currency() const;  // anywhere, in any power
    [[nodiscard]] const std::map<std::string, int, std::less<>>& powers() const noexcept {
        return powers_;
    }

    friend unit operator*(const unit& a, const unit& b);
    friend unit operator/(const unit& a, const unit& b);
    [[nodiscard]] unit to_power(int n) const;
    friend bool operator==(const unit&, const unit&) = default;

    /// `VND`, `USD/user`, `number` for none. Reads back with `read_unit`.
    [[nodiscard]] std::string to_text() const;

private:
    std::map<std::string, int, std::less<>> powers_;
};

/// `USD`, `user`, `COP/UVT`, `USD/user`; nothing for a malformed text.
[[nodiscard]] std::optional<unit> read_unit(std::string_view text);

/// What is counted per: a label, not a dimension. Two different labels never meet; none meets all.
enum class time_basis { none, day, month, bimester, quarter, half_year, year };
[[nodiscard]] std::string_view name_of(time_basis per);

/// Least and greatest value that an author allows.
struct limits {
    std::optional<number> min, max;
};

/// The static type of a formula. A number's type tells its unit; `ratio` is a plain number that
/// prints as %.
struct type {
    enum class kind {
        unknown,
        null,
        number,
        boolean,
        text,
        date,
        days,
        months,
        list,
        record,
        range
    };

    kind is = kind::unknown;  // unknown: plain FEEL, or an error was reported already; it meets
                              // everything
    unit of;                  // number
    time_basis per = time_basis::none;
    bool ratio = false;                  // number
    bool whole = false;                  // number: counted things
    bool zero = false;                   // the literal 0, which fits every unit
    bool optional = false;               // may be null
    std::vector<std::string> one_of;     // text: the allowed values; empty for any
    std::shared_ptr<const span> listed;  // where these are declared, of no file for the language's
                                         // own; null for words that only formulas write
    std::shared_ptr<const limits>
        bounds;                           // number: of a declared value; formulas do not carry them
    std::shared_ptr<const type> element;  // list, range
    struct field;
    std::vector<field> fields;  // record, in declared order

    [[nodiscard]] const type* find(std::string_view field_name) const noexcept;
    /// In the author's words: `money VND per quarter`, `list of text`, `optional date`.
    [[nodiscard]] std::string to_text() const;

    [[nodiscard]] static type of_kind(kind k);
    [[nodiscard]] static type number_of(unit u = {}, time_basis per = time_basis::none);
    /// A text that is one of `allowed`, declared at `listed`.
    [[nodiscard]] static type words(std::vector<std::string> allowed, span listed = {});
    [[nodiscard]] static type list_of(type element);
    [[nodiscard]] type as_optional() const;
    [[nodiscard]] type as_present() const;
};

struct type::field {
    std::string name;
    type as;
    std::shared_ptr<const value> fallback =
        nullptr;  // stands where a given record leaves the field out
};

}  // namespace levy::feel
