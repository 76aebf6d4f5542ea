// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <levy/feel/type.hpp>
#include <levy/value/currency.hpp>

namespace levy::feel {

namespace {

bool is_currency(std::string_view name) {
    return name == unit::own_currency || name == unit::any_currency ||
           levy::currency::read(name).has_value();
}

std::string product(const std::map<std::string, int, std::less<>>& powers, int sign) {
    std::string out;
    for (const auto& [name, power] : powers) {
        if (power * sign <= 0) continue;
        if (!out.empty()) out += "*";
        out += name;
        if (power * sign > 1) out += "^" + std::to_string(power * sign);
    }
    return out;
}

}  // namespace

std::string unit::currency() const {
    if (powers_.size() != 1 || powers_.begin()->second != 1) return {};
    return is_currency(powers_.begin()->first) ? powers_.begin()->first : std::string{};
}

bool unit::has_currency() const {
    return std::any_of(powers_.begin(), powers_.end(),
                       [](const auto& part) { return is_currency(part.first); });
}

unit operator*(const unit& a, const unit& b) {
    unit result = a;
    for (const auto& [name, power] : b.powers_) {
        auto& sum = result.powers_[name];
        sum += power;
        if (sum == 0) result.powers_.erase(name);
    }
    return result;
}

unit operator/(const unit& a, const unit& b) { return a * b.to_power(-1); }

unit unit::to_power(int n) const {
    unit result;
    if (n == 0) return result;
    for (const auto& [name, power] : powers_) result.powers_[name] = power * n;
    return result;
}

std::string unit::to_text() const {
    if (powers_.empty()) return "number";
    auto top = product(powers_, 1);
    const auto bottom = product(powers_, -1);
    if (top.empty()) top = "1";
    return bottom.empty() ? top : top + "/" + bottom;
}

std::optional<unit> read_unit(std::string_view text) {
    unit result;
    bool below = false;
    std::string name;
    const auto take = [&] {
        if (name.empty()) return false;
        result = below ? result / unit{name} : result * unit{name};
        name.clear();
        return true;
    };
    for (const char c : text) {
        if (c == '/' || c == '*') {
            if (!take()) return std::nullopt;
            below = below || c == '/';
        } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
            name.push_back(c);
        } else {
            return std::nullopt;
        }
    }
    if (!take()) return std::nullopt;
    return result;
}

std::string_view name_of(time_basis per) {
    switch (per) {
        case time_basis::none:
            return "none";
        case time_basis::day:
            return "day";
        case time_basis::month:
            return "month";
        case time_basis::bimester:
            return "bimester";
        case time_basis::quarter:
            return "quarter";
        case time_basis::half_year:
            return "half_year";
        case time_basis::year:
            return "year";
    }
    return {};
}

const type* type::find(std::string_view field_name) const noexcept {
    for (const auto& candidate : fields)
        if (candidate.name == field_name) return &candidate.as;
    return nullptr;
}

namespace {

std::string number_text(const type& t) {
    std::string out;
    if (t.zero) return "0";
    const auto currency = t.of.currency();
    if (currency == unit::own_currency)
        out = "money";
    else if (currency == unit::any_currency)
        out = "money of any currency";
    else if (!currency.empty())
        out = "money " + currency;
    else if (t.of.is_plain())
        out = t.ratio ? "ratio" : "number";
    else if (t.whole)
        out = "count of " + t.of.to_text();
    else
        out = "number of " + t.of.to_text();
    if (t.per != time_basis::none) out += " per " + std::string{name_of(t.per)};
    return out;
}

}  // namespace

std::string type::to_text() const {
    std::string out = optional ? "optional " : "";
    switch (is) {
        case kind::unknown:
            return out + "anything";
        case kind::null:
            return "null";
        case kind::number:
            return out + number_text(*this);
        case kind::boolean:
            return out + "boolean";
        case kind::text:
            return out + "text";
        case kind::date:
            return out + "date";
        case kind::days:
            return out + "duration of days";
        case kind::months:
            return out + "duration of months";
        case kind::list:
            return out + "list of " + (element ? element->to_text() : "anything");
        case kind::range:
            return out + "range of " + (element ? element->to_text() : "anything");
        case kind::record:
            break;
    }
    out += "record {";
    for (std::size_t i = 0; i < fields.size(); ++i) out += (i == 0 ? "" : ", ") + fields[i].name;
    return out + "}";
}

type type::of_kind(kind k) {
    type t;
    t.is = k;
    return t;
}

type type::number_of(unit u, time_basis per) {
    type t = of_kind(kind::number);
    t.of = std::move(u);
    t.per = per;
    return t;
}

type type::words(std::vector<std::string> allowed, span listed) {
    type t = of_kind(kind::text);
    t.one_of = std::move(allowed);
    t.listed = std::make_shared<const span>(std::move(listed));
    return t;
}

type type::list_of(type element) {
    type t = of_kind(kind::list);
    t.element = std::make_shared<const type>(std::move(element));
    return t;
}

type type::as_optional() const {
    type t = *this;
    t.optional = true;
    return t;
}

type type::as_present() const {
    type t = *this;
    t.optional = false;
    return t;
}

}  // namespace levy::feel
