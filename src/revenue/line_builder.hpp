// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <levy/revenue/estimate.hpp>

namespace levy::revenue {

using values = std::vector<double>;  // of the assumptions, in the order declared
using formula = std::function<double(const values&)>;

/// Collects the figures, assumptions and steps of one line while a model is built; a miss throws
/// `stopped`.
class line_builder {
public:
    line_builder(const figures& from, const line_request& asked);

    /// Begins another model of the same line.
    void turn_to(const model_use& model) { model_ = &model; }

    // What the model's author wrote, under the keys of its form; refused_words() has let it pass.
    [[nodiscard]] std::string option(const std::string& key) const;
    [[nodiscard]] std::string option_or(const std::string& key, const std::string& fallback) const;
    /// A share such as `90%`, or all of it.
    [[nodiscard]] double share_option(const std::string& key) const;

    // Figures.
    double figure_value(const figures::query& q) { return take(from_.find(q)); }
    [[nodiscard]] bool has(const figures::query& q) const { return bool(from_.find(q)); }
    double nearest_value(const figures::query& q) { return take(from_.nearest(q, year_)); }
    /// What a series of counts says for the year: the mean of its best figures in it, else what
    /// lies between its neighbours, else the nearest within two years. What is not published widens
    /// the line, and a figure from memory counts only where nothing else does.
    double stock_value(figures::query q);
    /// The same for sums of a year: figures of whole years, what lies between them, or the nearest
    /// within three years moved with a published series of the group; `mover` may name none.
    double flow_value(figures::query q, const figures::query& mover);
    /// A figure of a fiscal year that ends in September, for the calendar year.
    double calendar_year_value(figures::query q, bool ends_in_september);
    double income_of(const std::string& country);
    /// Income of what a World Bank region holds beside the members that are named.
    double income_of_rest(const std::string& region, const std::string& within);

    /// Declares a random variable and gives its place among the values of a draw. `of` tells the
    /// same assumption about two things apart.
    std::size_t variable(std::string_view name, const std::string& of = {});
    /// The same for one that is reckoned here.
    std::size_t variable(assumption made);
    /// Figures that are recalled or second-hand, or were not published for the year, widen whatever
    /// stands on them, each line by itself.
    void widen();
    [[nodiscard]] const std::vector<std::size_t>& widening() const { return widening_; }

    [[noreturn]] void fail(code id, std::string message, std::string help = {}) const;
    /// The same at the value of one of the model's keys.
    [[noreturn]] void fail_at(const std::string& key, std::string message, std::string help) const;

    void step(std::string text) { made_.steps.push_back(std::move(text)); }
    void series_grows_like(figures::query q) { grows_like_ = std::move(q); }
    [[nodiscard]] const std::optional<figures::query>& grows_like() const { return grows_like_; }

    line_estimate& made() { return made_; }
    /// As it was before a model that gave way.
    void restore(const line_builder& before) {
        made_ = before.made_;
        grows_like_ = before.grows_like_;
        interpolated_ = before.interpolated_;
        carried_ = before.carried_;
    }
    [[nodiscard]] int year_number() const { return year_; }
    [[nodiscard]] std::string year() const { return std::to_string(year_); }
    [[nodiscard]] const std::string& country() const { return asked_.country; }
    [[nodiscard]] const figures& from() const { return from_; }
    [[nodiscard]] const model_use& model() const { return *model_; }
    /// The spread of the model's own error, for weights.
    void own_error(const std::string& name, const std::string& of, double& spread,
                   std::size_t& place);

private:
    double take(const outcome<const figure*>& found);
    double use(const figure& f);
    struct neighbours {
        int before = 0, after = 0;  // years, 0 for none
    };
    [[nodiscard]] neighbours around(const std::vector<const figure*>& all) const;
    double mean_in(const std::vector<const figure*>& all, int year);
    std::optional<double> value_between(const std::string& what,
                                        const std::vector<const figure*>& all,
                                        const neighbours& near);

    const figures& from_;
    const line_request& asked_;
    int year_;
    const model_use* model_ = nullptr;
    line_estimate made_;
    std::vector<std::size_t> widening_;
    std::optional<figures::query> grows_like_;
    bool interpolated_ = false, carried_ = false;
};

/// What a model gives: its formula and the spread of its own error, for the weights.
struct built_model {
    formula of;
    double spread = 1;
    formula by_users = {};  // the same on the basis user_location, where the model tells
    formula kept = {};      // what a store keeps of it
};

struct model_entry {
    std::string name;
    built_model (*build)(line_builder&);
};
/// Every model there is.
[[nodiscard]] const std::vector<model_entry>& all_models();

built_model users_arpu_model(line_builder& b);
built_model regional_share_model(line_builder& b);
built_model market_share_model(line_builder& b);
built_model marketplace_model(line_builder& b);
built_model app_store_model(line_builder& b);
built_model cloud_share_model(line_builder& b);
/// M4: a sentence beside the answer, never a figure of it.
std::string impressions_check(line_builder& b, double revenue);

/// `90%` or `0.9`.
[[nodiscard]] std::optional<number> read_share(const std::string& text);
[[nodiscard]] double as_double(const number& n);
/// `USD 12.5 m`.
[[nodiscard]] std::string short_sum(double sum);

}  // namespace levy::revenue
