// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <levy/feel/moving.hpp>
#include <levy/value/number_text.hpp>

using namespace levy;
using namespace levy::feel;

namespace {

struct around {
    std::shared_ptr<stretch> over;
    value amount;

    explicit around(number here)
        : over{std::make_shared<stretch>(std::move(here), number{}, std::nullopt)},
          amount{moving_amount(over)} {}

    /// `(40..100]`
    [[nodiscard]] std::string kept() const {
        const auto& high = over->high();
        return (over->low().inside ? "[" : "(") + to_text(over->low().at) + ".." +
               (high ? to_text(high->at) : "") + (!high || high->inside ? "]" : ")");
    }
};

}  // namespace

TEST_CASE("a decision keeps the amounts for which it is the same", "[feel]") {
    const auto after = [](const number& here, bool (*decide)(const value&, const value&)) {
        const around a{here};
        const bool truth = decide(a.amount, value{number{40}});
        return (truth ? "yes " : "no ") + a.kept();
    };
    CHECK(after(39, below) == "yes [0..40)");
    CHECK(after(40, below) == "no [40..]");
    CHECK(after(41, below) == "no [40..]");
    CHECK(after(39, at_most) == "yes [0..40]");
    CHECK(after(40, at_most) == "yes [0..40]");
    CHECK(after(41, at_most) == "no (40..]");
    CHECK(after(39, up_to) == "yes [0..40]");
    CHECK(after(40, up_to) == "yes [0..40]");
    CHECK(after(41, up_to) == "no [40..]");
    CHECK(after(39, same) == "no [0..40)");
    CHECK(after(40, same) == "yes [40..40]");
    CHECK(after(41, same) == "no (40..]");
}

TEST_CASE("decisions narrow one after the other", "[feel]") {
    const around a{50};
    CHECK(below(number{10}, a.amount));
    CHECK(a.kept() == "(10..]");
    CHECK(at_most(number{10}, a.amount));
    CHECK(a.kept() == "(10..]");
    CHECK(at_most(a.amount, number{90}));
    CHECK(below(scaled(a.amount, number{2}), number{180}));
    CHECK(a.kept() == "(10..90)");
    CHECK(below(number{5}, a.amount));
    CHECK(a.kept() == "(10..90)");
    CHECK_FALSE(value{number{50}} == value{std::string{"50"}});
    CHECK(a.amount == value{number{50}});
    CHECK(a.kept() == "[50..50]");
}

TEST_CASE("what no longer moves is a plain number", "[feel]") {
    const around a{50};
    const auto twice = added(a.amount, a.amount);
    CHECK(twice.is<moving_handle>());
    CHECK(to_text(twice) == "100");
    CHECK(added(twice, scaled(a.amount, number{-2})).is<number>());
    CHECK(scaled(rounded(a.amount, number{7}, rounding::up), number{}).is<number>());
    CHECK(a.kept() == "[0..]");
    CHECK(moving_in(value::list({number{1}, value::record({{"x", a.amount}})})));
    CHECK(moving_in(value{std::make_shared<const range_value>(range_value{{}, a.amount})}));
    CHECK_FALSE(moving_in(value::list({number{1}, value{}})));
}

TEST_CASE("a sum rounded once is known as that, and keeps its distance elsewhere", "[feel]") {
    const around a{50};
    const auto once = rounded(scaled(a.amount, number{1, 3}), number{1}, rounding::half_up);
    CHECK(to_text(once) == "17");
    REQUIRE(once.is<moving_handle>());
    CHECK((*once.get_if<moving_handle>())->to->unit == 1);
    CHECK((*once.get_if<moving_handle>())->slack == 1);
    // A share of what was rounded is known exactly: its rounding first, then the share.
    const auto share = scaled(once, number{1, 5});
    REQUIRE(share.get_if<moving_handle>());
    const auto& of_share = **share.get_if<moving_handle>();
    REQUIRE(of_share.to);
    CHECK(of_share.to->times == number{1, 5});
    CHECK(of_share.here == (*once.get_if<moving_handle>())->here / 5);
    CHECK_FALSE((*added(share, number{1}).get_if<moving_handle>())->to);
    const auto again = rounded(once, number{10}, rounding::half_up);
    CHECK(to_text(again) == "20");
    CHECK_FALSE((*again.get_if<moving_handle>())->to);
    CHECK((*again.get_if<moving_handle>())->slack == 11);
    CHECK(same(once, once));
    CHECK(a.kept() == "[0..]");
    CHECK(below(once, number{20}));  // a third of 57 is 19: never more than 20, rounded
    CHECK(a.kept() == "[0..57)");
    CHECK(below(number{16}, once));  // 17 for 50, whose third is nearer than a unit
    CHECK(a.kept() == "[50..50]");
}
