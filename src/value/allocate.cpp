// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include <levy/value/allocate.hpp>
#include <levy/value/contract.hpp>

namespace levy {

std::vector<number> allocated(const number& total, std::span<const number> weights,
                              const number& unit) {
    LEVY_EXPECTS(unit.sign() > 0);
    LEVY_EXPECTS((total / unit).is_integer());
    number sum;
    for (const auto& weight : weights) {
        LEVY_EXPECTS(weight.sign() >= 0);
        sum += weight;
    }
    LEVY_EXPECTS(!sum.is_zero());

    std::vector<number> parts;
    std::vector<number> remainders;
    number given;
    const number a_weight = total / (sum * unit);  // units for a weight of one
    for (const auto& weight : weights) {
        const number exact = a_weight * weight;
        parts.push_back(floor(exact));
        remainders.push_back(exact - parts.back());
        given += parts.back();
    }
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    const auto left = (total / unit - given).to_int64();
    for (std::int64_t i = 0; i < left; ++i) parts[order[static_cast<std::size_t>(i)]] += 1;
    for (auto& part : parts) part *= unit;
    return parts;
}

}  // namespace levy
