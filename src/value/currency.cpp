// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <levy/value/currency.hpp>

namespace levy {

namespace {

// ISO 4217:2015 list one (maintenance agency: SIX), codes in use, by the digits of their minor
// unit. Units of account without one (XAU, XDR and their like) are left out: nobody owes tax in
// them.
constexpr std::string_view two_digits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHE CHF "
    "CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ "
    "GYD HKD HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK "
    "MNT MOP MRU "
    "MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB "
    "SAR SBD SCR "
    "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN "
    "UYU UZS VED "
    "VES WST XCD XCG YER ZAR ZMW ZWG";
constexpr std::string_view no_digits =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view three_digits = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view four_digits = "CLF UYW";

constexpr std::array<std::pair<std::string_view, int>, 4> lists{
    {{two_digits, 2}, {no_digits, 0}, {three_digits, 3}, {four_digits, 4}}};

bool lists_code(std::string_view list, std::string_view letters) {
    for (std::size_t at = 0; at < list.size(); at += 4)
        if (list.substr(at, 3) == letters) return true;
    return false;
}

}  // namespace

std::optional<currency> currency::read(std::string_view letters) {
    if (letters.size() != 3) return std::nullopt;
    for (const auto& [list, digits] : lists) {
        if (!lists_code(list, letters)) continue;
        currency found;
        std::copy(letters.begin(), letters.end(), found.code);
        return found;
    }
    return std::nullopt;
}

int minor_digits(currency of) {
    for (const auto& [list, digits] : lists)
        if (lists_code(list, of.letters())) return digits;
    return 2;  // a code of three letters that ISO does not list can only come from a literal
}

number minor_unit(currency of) { return number{1} / power(number{10}, minor_digits(of)); }

}  // namespace levy
