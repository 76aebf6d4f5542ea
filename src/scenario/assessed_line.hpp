// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <levy/rule/jurisdiction.hpp>
#include <levy/scenario/scenario.hpp>

namespace levy::scenario {

/// The tax on one revenue of one line, and on whom it falls.
struct taxed {
    number total;
    std::map<std::string, number> by_charge, by_liable;
    std::vector<std::string> liable, rules, untaxed, articles, refused;
    std::vector<rule::reading_used> readings;
};

/// One line of a scenario, ready to be assessed for any revenue: the year cut into its pieces, the
/// revenue shared among them by days without losing a unit, each piece through the jurisdiction's
/// steps. Exact for every revenue.
class assessed_line {
public:
    assessed_line(const scenario& asked, const platform& of, const stream& line,
                  rule::jurisdiction_handle in);

    [[nodiscard]] const diagnostics& problems() const noexcept { return problems_; }
    [[nodiscard]] taxed tax_of(const number& revenue,
                               const std::map<std::string, std::string>& readings) const;
    [[nodiscard]] taxed tax_of_piece(const number& revenue, const period& over) const;

private:
    void add_piece(const rule::facts& flow, taxed& made) const;

    const scenario& asked_;
    rule::jurisdiction_handle in_;
    std::vector<period> pieces_;
    std::vector<number> days_;
    rule::facts facts_;
    diagnostics problems_;
};

}  // namespace levy::scenario
