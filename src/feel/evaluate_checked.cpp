// SPDX-License-Identifier: Apache-2.0
#include "evaluate_checked.hpp"

#include <levy/feel/check.hpp>
#include <levy/feel/parse.hpp>
#include <levy/text/outcome.hpp>

#include "evaluator.hpp"
#include "given_names.hpp"

namespace levy::feel {

namespace {

value with_currency(const value& v, const type& as) {
    const auto unit = currency::read(as.of.currency());
    const auto* n = v.get_if<number>();
    return n && unit && as.is == type::kind::number ? value{amount{*n, *unit}} : v;
}

}  // namespace

value evaluate_checked(const source_handle& text, const std::vector<plain_name>& names,
                       const stated_types& stated) {
    diagnostics sink;
    auto formula = parse(text, sink, dialect::rule);
    if (!formula) throw stopped{sink.front()};
    given_names given{names, stated.inputs};
    const auto wanted = stated.result.empty() ? type{} : read_stated_type(stated.result);
    if (!check(*formula, wanted, given, sink)) throw stopped{sink.front()};
    (void)range_prover{given, sink}.of(*formula);
    if (!sink.ok()) throw stopped{sink.front()};
    return with_currency(evaluator{&given, false, true}.evaluate(*formula), formula->as);
}

}  // namespace levy::feel
