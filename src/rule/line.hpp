// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include <levy/feel/moving.hpp>
#include <levy/feel/type.hpp>
#include <levy/rule/schedule.hpp>

namespace levy::rule {

/// Nothing where the value is no line of the amount, rounded at most once.
[[nodiscard]] std::optional<charge_line> line_of(const feel::value& v);

/// All amounts that a value of this type may be; without a least one, those from zero.
[[nodiscard]] std::shared_ptr<feel::stretch> stretch_within(const feel::type& as,
                                                            const number& here);

}  // namespace levy::rule
