// SPDX-License-Identifier: Apache-2.0
// Amounts that a rate carries exactly onto a half: where binary fractions go wrong most often.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/parse.hpp>
#include <levy/value/rounding.hpp>

using levy::number;
using levy::rounding;
namespace feel = levy::feel;

namespace {

/// `amount` units at `rate` ten-thousandths are `below` and exactly one half.
struct probe {
    std::int64_t amount = 0;
    std::int64_t rate = 0;
    std::int64_t below = 0;
};

/// For each rate of 0.01 % to 20.00 % the first amount above 1,000 that it carries onto a half.
/// None where the rate is a multiple of 16 ten-thousandths: it never leaves one.
std::vector<probe> found_probes() {
    constexpr std::int64_t whole = 10'000;
    std::vector<probe> all;
    for (std::int64_t rate = 1; rate <= 2000; ++rate)
        for (std::int64_t amount = 1001; amount < 1001 + whole; ++amount)
            if (amount * rate % whole == whole / 2) {
                all.push_back({amount, rate, amount * rate / whole});
                break;
            }
    return all;
}

const std::vector<probe>& probes() {
    static const auto all = found_probes();
    return all;
}

/// What the mode makes of `below` and a half, or of the same below zero, in whole numbers alone.
std::int64_t expected(std::int64_t below, bool negative, rounding mode) {
    const auto above = below + 1;
    const auto size = [&] {
        switch (mode) {
            case rounding::half_up:
            case rounding::up:
                return above;
            case rounding::half_down:
            case rounding::down:
                return below;
            case rounding::half_even:
                return below % 2 == 0 ? below : above;
            case rounding::ceiling:
                return negative ? below : above;
            case rounding::floor:
                return negative ? above : below;
        }
        return below;
    }();
    return negative ? -size : size;
}

struct mode_entry {
    rounding mode;
    std::string_view function;
    std::string_view phrase;  // of a rule's `round:`
};
constexpr std::array<mode_entry, 7> modes{{
    {rounding::half_up, "round half up", "half up"},
    {rounding::half_down, "round half down", "half down"},
    {rounding::half_even, "decimal", "half even"},
    {rounding::up, "round up", "up"},
    {rounding::down, "round down", "down"},
    {rounding::ceiling, "ceiling", "ceiling"},
    {rounding::floor, "floor", "floor"},
}};

feel::expr formula(const std::string& text) {
    levy::diagnostics sink;
    auto read = feel::parse(std::make_shared<const levy::source_text>("halves", text), sink,
                            feel::dialect::plain);
    REQUIRE(read);
    return *std::move(read);
}

/// Probes that `round` gets wrong, with amounts on either side of zero.
template <class Round>
int wrong(rounding mode, Round round) {
    int count = 0;
    for (const auto& p : probes())
        for (const bool negative : {false, true}) {
            const number amount{negative ? -p.amount : p.amount};
            const number rate{p.rate, 10'000};
            if (round(amount, rate) != number{expected(p.below, negative, mode)}) ++count;
        }
    return count;
}

}  // namespace

TEST_CASE("there are 1,875 rates that carry an amount exactly onto a half", "[feel][halves]") {
    CHECK(probes().size() == 1875);
}

TEST_CASE("every mode rounds every exact half as it says, on either side of zero",
          "[feel][halves]") {
    for (const auto& m : modes) {
        INFO(m.function);
        const auto to = formula(std::string{m.function} + "(amount * rate, 0)");
        CHECK(wrong(m.mode, [&](const number& amount, const number& rate) {
                  const auto is = evaluate_plain(to, {{"amount", amount}, {"rate", rate}});
                  return *is.get_if<number>();
              }) == 0);
    }
}

TEST_CASE("a half of a cent and a half of a hundred are halves too", "[feel][halves]") {
    for (const auto& m : modes) {
        INFO(m.function);
        const auto cents = formula(std::string{m.function} + "(amount / 100 * rate, 2) * 100");
        const auto hundreds = formula(std::string{m.function} + "(100 * amount * rate, -2) / 100");
        for (const auto* to : {&cents, &hundreds})
            CHECK(wrong(m.mode, [&](const number& amount, const number& rate) {
                      const auto is = evaluate_plain(*to, {{"amount", amount}, {"rate", rate}});
                      return *is.get_if<number>();
                  }) == 0);
    }
}

TEST_CASE("`round:` of a rule names the same modes", "[feel][halves]") {
    for (const auto& m : modes) {
        INFO(m.phrase);
        const auto mode = levy::read_rounding(m.phrase);
        REQUIRE(mode == m.mode);
        CHECK(wrong(m.mode, [&](const number& amount, const number& rate) {
                  return rounded(amount * rate, number{1}, *mode);
              }) == 0);
    }
}
