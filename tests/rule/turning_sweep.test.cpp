// SPDX-License-Identifier: Apache-2.0
// Every turning point of every case of the law, held against runs of its own.
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include <levy/levy.hpp>
#include <levy/rule/turning.hpp>

#include "../sanitized.hpp"
#include "../the_law.hpp"
#include "facts_of_cases.hpp"

using namespace levy;
using rule::turning_point;

namespace {

/// `price`, `services[2].revenue`: the same value with one part of it otherwise.
feel::value changed(const feel::value& in, std::string_view place, const feel::value& is) {
    if (place.empty()) return is;
    if (place.front() == '[') {
        const auto close = place.find(']');
        const auto index = std::stoul(std::string{place.substr(1, close - 1)}) - 1;
        auto items = in.items();
        items[index] = changed(items[index], place.substr(close + 1), is);
        return feel::value::list(std::move(items));
    }
    const auto end = std::min(place.find_first_of(".[", 1), place.size());
    auto fields = **in.get_if<feel::record_value>();
    for (auto& field : fields)
        if (field.name == place.substr(1, end - 1))
            field.is = changed(field.is, place.substr(end), is);
    return feel::value::record(std::move(fields));
}

class sweep {
public:
    explicit sweep(const law& under) : law_{under} {}

    void of(const tests::case_facts& one) {
        const auto by = *law_.instrument(one.rule);
        const auto days = *law_.calendar_of(one.rule);
        const auto made = rule::assess(by, one.about, days);
        if (!made) return;
        ++runs;
        const auto all = rule::turning_points(*made, one.about, days);
        std::map<std::pair<std::string, bool>, const turning_point*> on_the_way;
        for (const auto& t : all) {
            INFO(one.rule << ", " << one.name << ": " << t.name << " from " << to_text(t.from)
                          << " to " << to_text(t.to));
            const bool is_amount = t.is == turning_point::kind::amount;
            const auto way = std::pair{t.name, is_amount && t.distance->sign() > 0};
            const auto before = is_amount ? on_the_way[way] : nullptr;
            if (is_amount) CHECK(t.is_nearest == (before == nullptr));
            hold(t, before, *made, one.about, by, days);
            if (t.owes_nothing) hold_nothing(t, before, *made);
            if (is_amount) on_the_way[way] = &t;
            kinds.insert(t.is);
            ++points;
        }
    }

    std::size_t runs = 0, points = 0, jumps = 0, bends = 0, halves = 0, nothings = 0;
    std::set<turning_point::kind> kinds;

private:
    static rule::facts moved(const turning_point& t, const feel::value& to, rule::facts about,
                             const rule::instrument& by) {
        if (t.is == turning_point::kind::day) about.in_force = *to.get_if<day>();
        if (t.is == turning_point::kind::reading)
            about.readings[t.name] = *to.get_if<std::string>();
        if (t.is == turning_point::kind::day || t.is == turning_point::kind::reading) return about;
        const auto end = std::min(t.name.find_first_of(".["), t.name.size());
        const auto input = t.name.substr(0, end);
        auto whole = about.given.contains(input) ? about.given.at(input) : feel::value{};
        for (const auto& i : by.inputs)
            if (i.name == input && whole.is_null() && i.fallback) whole = *i.fallback;
        about.given[input] = changed(whole, t.name.substr(end), to);
        return about;
    }

    /// What a run of its own gives there is what was claimed.
    void hold(const turning_point& t, const turning_point* before, const rule::assessment& made,
              const rule::facts& about, const rule::instrument_handle& by,
              const rule::calendar* days) {
        const auto there = rule::assess(by, moved(t, t.to, about, *by), days);
        REQUIRE(bool(there) == t.under.has_value());
        if (!there) {
            CHECK(there.problems().front().message == t.refused.front().message);
            return;
        }
        CHECK(rule::same_answer(*there, *t.under));
        if (t.is != turning_point::kind::amount) {
            if (t.is != turning_point::kind::day) CHECK_FALSE(rule::same_answer(made, *there));
            return;
        }
        const auto last = rule::assess(by, moved(t, t.last, about, *by), days);
        REQUIRE(last);
        CHECK(rule::same_answer(*last, *t.before));
        CHECK(*t.distance == *t.to.get_if<number>() - *t.from.get_if<number>());
        if (t.bends.size() < t.outputs.size() || t.outputs.empty()) {
            CHECK_FALSE(rule::same_answer(*last, *there));
            ++jumps;
        }
        const auto& start = before ? before->to : t.from;
        const auto& from = before ? *before->under : made;
        if (t.is_first) hold_line(start, t, from, *last, about, by, days);
        for (const auto& bend : t.bends) hold_bend(bend, t, *there, about, by, days);
    }

    /// Nothing turns between: half way to the last amount on this side the answer is half way too.
    void hold_line(const feel::value& start, const turning_point& t, const rule::assessment& made,
                   const rule::assessment& last, const rule::facts& about,
                   const rule::instrument_handle& by, const rule::calendar* days) {
        const auto half = (*start.get_if<number>() + *t.last.get_if<number>()) / 2;
        const auto middle = rule::assess(by, moved(t, half, about, *by), days);
        REQUIRE(middle);
        for (const auto& name : t.outputs) {
            const auto* here = made.find(name)->is.get_if<number>();
            const auto* there = last.find(name)->is.get_if<number>();
            const auto* between = middle->find(name)->is.get_if<number>();
            if (!here || !there || !between) continue;
            ++halves;
            CHECK(abs(*here + *there - *between * 2) <= 2);  // each is rounded
        }
    }

    /// Nothing is charged there, and something was where the way to it began.
    void hold_nothing(const turning_point& t, const turning_point* before,
                      const rule::assessment& made) {
        const auto owed = [](const rule::assessment& one) {
            return !one.of_period.charged.is_zero();
        };
        REQUIRE(t.under);
        CHECK_FALSE(owed(*t.under));
        CHECK((owed(*t.before) || owed(before ? *before->under : made)));
        ++nothings;
    }

    /// Somewhere beyond the answer is off the line that it follows here.
    void hold_bend(const rule::bend& bend, const turning_point& t, const rule::assessment& there,
                   const rule::facts& about, const rule::instrument_handle& by,
                   const rule::calendar* days) {
        ++bends;
        CHECK(bend.here != bend.beyond);
        bool off = false;
        const number unit{1, t.as.ratio ? 10'000 : 1};
        for (const auto step : {1, 10, 20, 50, 100, 10'000, 1'000'000, 100'000'000}) {
            const auto way = unit * (t.distance->sign() > 0 ? step : -step);
            const auto to = *t.to.get_if<number>() + way;
            if (to.sign() < 0) break;
            const auto far = rule::assess(by, moved(t, to, about, *by), days);
            if (!far || far->find(bend.output)->refused) break;
            const auto got = *far->find(bend.output)->is.get_if<number>() -
                             *there.find(bend.output)->is.get_if<number>();
            off = off || abs(got - bend.here * way) >= 1;
        }
        // A cent has no way on to where a whole unit would show.
        const bool room = *t.to.get_if<number>() > 1 || t.as.ratio;
        if (room) CHECK(off);
    }

    const law& law_;
};

/// Every `each`th case of a country.
sweep over(std::string_view country, std::size_t each = 1) {
    const auto& under = tests::the_law();
    sweep all{under};
    std::size_t met = 0;
    for (const auto& id : under.rules())
        if (id.starts_with(country))
            for (const auto& one : tests::facts_of_cases(under, id))
                if (met++ % each == 0) all.of(one);
    return all;
}

}  // namespace

TEST_CASE("what would change an answer does, in every case of the fictional country", "[rule]") {
    const auto all = over("xx/");
    CHECK(all.kinds.size() == 4);
    CHECK(all.runs > 60);
    CHECK(all.jumps > 10);
    CHECK(all.bends > 5);
    CHECK(all.halves > 20);
    CHECK(all.nothings > 10);
    CHECK(all.points > 200);
}

TEST_CASE("what would change an answer does, in every case of the model rules", "[rule]") {
    CHECK(over("oecd/").points > 10);
}

TEST_CASE("what would change an answer does, in cases of Viet Nam", "[rule]") {
    const std::size_t less = tests::sanitized ? 3 : 1;
    const auto all = over("vn/", 11 * less);
    CHECK(all.kinds.size() == 4);
    CHECK(all.points * less > 200);
}

TEST_CASE("what would change an answer does, in every case of Viet Nam", "[.every-turning]") {
    const auto all = over("vn/");
    CHECK(all.kinds.size() == 4);
    CHECK(all.runs > 200);
    CHECK(all.points > 1'000);
}
