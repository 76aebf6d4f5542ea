// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <levy/scenario/forms.hpp>
#include <levy/scenario/scenario.hpp>

namespace levy::scenario {

/// Reads one scenario out of its document; every problem of the file in one run.
class reader {
public:
    reader(scenario& made, diagnostics& sink) : made_{made}, sink_{sink} {}

    void read(const node& document);

private:
    // reader.cpp: words
    void report(code id, span where, std::string message, std::string help = {});
    bool keys(const node& map, const form& as) { return has_form(map, as, sink_); }
    static std::string text(const node& map, std::string_view key);
    const std::vector<node>& list(const node& map, std::string_view key);
    std::map<std::string, std::string> texts(const node& map, std::string_view key);
    std::optional<number> number_at(const node& map, std::string_view key);
    std::optional<number> number_of(const node& is, const std::string& key);
    std::optional<day> day_at(const node& map, std::string_view key);
    period period_of(const node& map, std::string_view key);
    bool truth(const node& map, std::string_view key);
    node given(const node& map);
    static span place_of(const node& map, std::string_view key);

    void frame(const node& document);
    void numbers(const node& document);
    void time(const node& document);
    void platforms(const node& document);
    void one_platform(const node& n);
    std::optional<stream> one_stream(const node& n);
    revenue::model_use words_of_model(const node& n, const form& as, bool counted);
    std::optional<receipt_key> receipt(const node& n);
    void one_payment(const node& n);
    void one_alternative(const node& n);
    void one_apart(const node& n);
    void one_part(const node& n);
    void switched_words(const alternative& as, const node& with);
    void one_band(const node& n);
    void expectations(const node& n);

    scenario& made_;
    diagnostics& sink_;
};

}  // namespace levy::scenario
