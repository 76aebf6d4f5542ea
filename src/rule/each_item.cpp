// SPDX-License-Identifier: Apache-2.0
// `each` and `split`: a formula reckoned once for every element of a list, which it calls `item`.
#include <memory>
#include <utility>

#include "reader.hpp"

namespace levy::rule {

bool is_of_each(const filing_terms::instalment& i) {
    return std::holds_alternative<feel::loop>(i.amount.is);
}

feel::expr for_each_item(feel::expr list, feel::expr body) {
    feel::expr made;
    made.where = body.where;
    feel::loop each;
    feel::binding item;
    item.id = "item";
    item.where = body.where;
    item.in = std::make_unique<feel::expr>(std::move(list));
    each.over.push_back(std::move(item));
    each.body = std::make_unique<feel::expr>(std::move(body));
    made.is = std::move(each);
    return made;
}

}  // namespace levy::rule
