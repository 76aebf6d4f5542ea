// SPDX-License-Identifier: Apache-2.0
// A stranger's program: finds levy by find_package, assesses by the installed rules.
#include <iostream>

#include <levy/levy.hpp>

int main(int, char** arguments) {
    const auto law = levy::law::open(arguments[1]);
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
    std::cout << levy::to_text(tax->output<levy::money<"VND">>("vat")) << '\n';
    return tax->output<levy::money<"VND">>("vat") == levy::money<"VND">{50'000'000} ? 0 : 1;
}
