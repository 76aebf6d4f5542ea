// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <levy/feel/evaluate.hpp>
#include <levy/feel/parse.hpp>

// What plain FEEL, which knows nothing of proofs, says of every fact: random claims are held to it.
namespace levy::tests {

using plain_facts = std::vector<feel::plain_name>;

/// The settled names with each value of each input beside each of every other; of an input that
/// nobody asks for its first value alone.
inline std::vector<plain_facts> every_fact(
    plain_facts settled,
    const std::vector<std::pair<std::string, std::vector<feel::value>>>& inputs,
    const std::function<bool(const std::string&)>& asked) {
    std::vector<plain_facts> all{std::move(settled)};
    for (const auto& [name, values] : inputs) {
        std::vector<plain_facts> longer;
        const std::size_t many = asked(name) ? values.size() : 1;
        for (const auto& one : all)
            for (std::size_t i = 0; i < many; ++i) {
                longer.push_back(one);
                longer.back().push_back({name, values[i]});
            }
        all = std::move(longer);
    }
    return all;
}

class plain_formula {
public:
    explicit plain_formula(const std::string& text) {
        diagnostics sink;
        auto parsed =
            feel::parse(std::make_shared<const source_text>("c", text), sink, feel::dialect::plain);
        REQUIRE(parsed);
        is_ = std::make_shared<const feel::expr>(*std::move(parsed));
    }
    [[nodiscard]] feel::value of(const plain_facts& in) const {
        return feel::evaluate_plain(*is_, in);
    }
    [[nodiscard]] bool holds(const plain_facts& in) const { return of(in) == feel::value{true}; }

private:
    std::shared_ptr<const feel::expr> is_;
};

}  // namespace levy::tests
