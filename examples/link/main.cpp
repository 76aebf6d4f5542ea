// SPDX-License-Identifier: Apache-2.0
// What a ministry's programmer writes: one contract, net of both taxes, and how its tax came about.
#include <iostream>

#include <levy/levy.hpp>

int main(int count, char** words) {
    const auto law =
        levy::law::open(count > 1 ? words[1] : "rules");  // files load when first named
    if (!law) {
        std::cerr << levy::to_text(law.problems());
        return 1;
    }
    const auto tax = law->assess(
        "vn/foreign-contractor-tax",
        {.date = "2024-06-30", .given = {{"price", "902500000"}, {"price_form", "net"}}});
    if (!tax) {
        std::cerr << levy::to_text(tax.problems());
        return 1;
    }
    std::cout << levy::to_text(tax->output<levy::money<"VND">>("vat")) << '\n'
              << levy::explain(*tax);
    return 0;
}
