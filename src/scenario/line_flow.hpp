// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <levy/rule/jurisdiction.hpp>
#include <levy/scenario/scenario.hpp>

namespace levy::scenario {

/// A piece of a calendar year, as the scenario cuts it; revenue of a year falls on its pieces.
struct piece {
    int year = 0;
    period over;
    bool asked = true;  // false: outside the scenario's period, so that only its revenue is set off
};

/// The pieces of every calendar year that the scenario touches, in order.
[[nodiscard]] std::vector<piece> pieces_of(const scenario& s);

/// How a year's revenue falls on pieces of it: by its quarters' published sums, and by days inside
/// a quarter; by days alone where all quarters are zero.
[[nodiscard]] std::vector<number> weights_of(const std::vector<piece>& pieces,
                                             const std::array<number, 4>& quarters);

/// One line of a scenario as the jurisdiction sees it: its facts on each day. `also` is set for
/// every flow, over what platform and stream state.
class line_flow {
public:
    line_flow(const scenario& asked, const platform& of, const stream& line, const node& also,
              const rule::jurisdiction& in);

    [[nodiscard]] const diagnostics& problems() const noexcept { return problems_; }
    /// A day inside on which a stated fact changes: then the piece is not one flow.
    [[nodiscard]] std::optional<day> change_inside(const period& over) const;
    [[nodiscard]] rule::facts facts_of(const period& over, const number& amount,
                                       const std::map<std::string, std::string>& readings) const;

private:
    /// What is stated from a day on, all layers together.
    std::map<day, std::map<std::string, feel::value>> stated_;
    rule::facts common_;
    diagnostics problems_;
};

}  // namespace levy::scenario
