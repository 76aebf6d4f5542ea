// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <levy/text/outcome.hpp>
#include <levy/value/number.hpp>

namespace levy::revenue {

/// How well a published figure is known; the words of rules/figures/README.md.
enum class trust { verified, secondary, arithmetic, recalled };
[[nodiscard]] std::string_view name_of(trust t);

/// One published figure. `value` is in whole units (dollars, persons, a share of one), whatever the
/// table's unit.
struct figure {
    std::string country;  // ISO code; empty for a group's own figures
    std::string subject;  // platform, market, series
    std::string metric, scope, period;
    number value;
    std::string unit, currency;
    std::string source, licence, note;
    trust how = trust::verified;
    std::string where;  // `countries.csv:878`

    /// `VN facebook users 2020-11`, `meta facebook_arpu APAC Q3 2020`.
    [[nodiscard]] std::string id() const;
    /// The first year that its period names; 0 where it names none.
    [[nodiscard]] int year() const;
};

/// A sum that a government counted or a company disclosed for a span of days.
struct receipt {
    std::string country, tax, taxpayer, start, end;
    number value;
    std::string currency, kind, source, note, where;
    trust how = trust::verified;
};

/// What no page says: a random quantity with the data it was taken from.
struct assumption {
    enum class shape { normal, lognormal, uniform };
    std::string name, about, source;
    shape is = shape::normal;
    double centre = 0;
    double spread = 0;  // standard deviation; of the log for lognormal; half the width for uniform
};

struct region_member {
    std::string region, member, role, within;  // role: member, rest, excluded
};

/// All figures under one folder. Errors name the file, the row and the column.
class figures {
public:
    [[nodiscard]] static outcome<figures> open(const std::string& folder);

    struct query {
        std::string country, subject, metric;
        std::string scope;   // empty: any
        std::string period;  // exactly as in the table
    };
    /// The first row that fits. Error: code::figure, with the nearest period or metric there is.
    [[nodiscard]] outcome<const figure*> find(const query& asked) const;
    /// The row whose period lies nearest to a year, for counts that are not published every year.
    [[nodiscard]] outcome<const figure*> nearest(const query& asked, int year) const;
    /// Every row that fits but for its period, in the order of the table.
    [[nodiscard]] std::vector<const figure*> series(const query& asked) const;

    [[nodiscard]] const std::vector<receipt>& receipts() const noexcept;
    [[nodiscard]] outcome<const assumption*> find_assumption(std::string_view name) const;
    [[nodiscard]] std::vector<region_member> region(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> region_names() const;
    [[nodiscard]] std::vector<std::string> assumption_names() const;
    [[nodiscard]] const std::vector<figure>& all() const noexcept;
    /// Content hash of each table, by file name.
    [[nodiscard]] std::map<std::string, std::string> hashes() const;

private:
    struct tables;
    explicit figures(std::shared_ptr<const tables> held) : held_{std::move(held)} {}
    std::shared_ptr<const tables> held_;
};

}  // namespace levy::revenue
