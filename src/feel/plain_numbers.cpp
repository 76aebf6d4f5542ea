// SPDX-License-Identifier: Apache-2.0
#include "builtins.hpp"
#include "irrational.hpp"

namespace levy::feel {

namespace {

using values = std::vector<value>;

number number_at(const value& given, const call_site& at) {
    const auto& v = single(given, at);
    if (const auto* n = v.get_if<number>()) return *n;
    at.fail(v.is_null() ? code::null : code::type, "a number is expected here, not " + to_text(v));
}

value root(const values& a, const call_site& at) {
    const auto n = number_at(a[0], at);
    if (n.sign() < 0) at.fail(code::range, "a negative number has no square root");
    return square_root(n);
}

value natural_logarithm(const values& a, const call_site& at) {
    const auto n = number_at(a[0], at);
    if (n.sign() <= 0) at.fail(code::range, "only a number above 0 has a logarithm");
    return logarithm(n);
}

/// Of a sample: the squares are divided by one less than their count.
value standard_deviation(const values& a, const call_site& at) {
    const auto& all = a.size() == 1 && a[0].is<list_value>() ? a[0].items() : a;
    if (all.size() < 2) at.fail(code::empty, "a deviation needs two numbers or more");
    const auto count = static_cast<std::int64_t>(all.size());
    number sum;
    for (const auto& v : all) sum += number_at(v, at);
    const auto mean = sum / count;
    number squares;
    for (const auto& v : all) {
        const auto apart = number_at(v, at) - mean;
        squares += apart * apart;
    }
    return square_root(squares / (count - 1));
}

}  // namespace

std::vector<builtin> plain_number_builtins() {
    return {
        {"sqrt", {"number"}, 1, false, false, {}, root},
        {"exp",
         {"number"},
         1,
         false,
         false,
         {},
         [](const values& a, const call_site& at) {
             return value{exponential(number_at(a[0], at))};
         }},
        {"log", {"number"}, 1, false, false, {}, natural_logarithm},
        {"stddev", {"list"}, 1, true, false, {}, standard_deviation},
    };
}

}  // namespace levy::feel
