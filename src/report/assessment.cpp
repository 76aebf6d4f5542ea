// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <levy/report/assessment.hpp>
#include <levy/rule/explain.hpp>
#include <levy/value/number_text.hpp>

#include "assessment_json.hpp"
#include "filing_text.hpp"
#include "receipt_json.hpp"

namespace levy::report {

namespace {

using json = nlohmann::ordered_json;

std::string date_text(const std::optional<day>& d, bool unknown) {
    return unknown ? "not known" : d ? levy::to_text(*d) : "none";
}

std::string moves_text(const rule::due_dates& due) {
    std::set<std::string> told;
    std::string text;
    for (const auto& m : due.moves)
        if (told.insert(levy::to_text(m.nominal)).second)
            text += (text.empty() ? "" : "; ") + levy::to_text(m.nominal) + " is off: " + m.because;
    return text.empty() ? text : " (" + text + ")";
}

}  // namespace

json filing_json(const rule::due_dates& due) {
    json f;
    f["every"] = due.every;
    const auto date = [&](const char* key, const std::optional<day>& d, bool unknown) {
        if (unknown)
            f[key] = "unknown";
        else if (d)
            f[key] = levy::to_text(*d);
    };
    date("register", due.register_by, false);
    date("return", due.return_by, due.return_unknown);
    date("pay", due.pay_by, due.pay_unknown);
    for (const auto& i : due.instalments)
        f["instalments"].push_back(
            {{"pay", i.pay ? levy::to_text(*i.pay) : "unknown"}, {"amount", levy::to_text(i.sum)}});
    for (const auto& m : due.moves)
        f["moved"].push_back({{"from", levy::to_text(m.nominal)},
                              {"to", levy::to_text(m.to)},
                              {"because", m.because}});
    if (due.refused) f["not_certain"] = due.refused->message;
    return f;
}

std::string filing_text(const rule::assessment& made) {
    if (!made.filing) return {};
    const auto& f = *made.filing;
    auto out = fmt::format("  filed every {}, return by {}, pay by {}{}\n", f.every,
                           date_text(f.return_by, f.return_unknown),
                           date_text(f.pay_by, f.pay_unknown), moves_text(f));
    const auto as =
        feel::type::number_of(made.currency.empty() ? feel::unit{} : feel::unit{made.currency});
    for (const auto& i : f.instalments)
        out += fmt::format("  instalment of {}, pay by {}\n", shown_value(feel::value{i.sum}, as),
                           date_text(i.pay, !i.pay));
    if (f.refused)
        out += fmt::format("  note[{}]: {}\n", levy::to_text(f.refused->id), f.refused->message);
    return out;
}

json value_json(const feel::value& v) {
    if (const auto* n = v.get_if<number>()) return levy::to_text(*n);
    if (const auto* b = v.get_if<bool>()) return *b;
    if (const auto* text = v.get_if<std::string>()) return *text;
    if (const auto* d = v.get_if<day>()) return levy::to_text(*d);
    if (v.is_null()) return nullptr;
    if (v.is<feel::list_value>()) {
        auto all = json::array();
        for (const auto& item : v.items()) all.push_back(value_json(item));
        return all;
    }
    if (const auto* r = v.get_if<feel::record_value>()) {
        auto all = json::object();
        for (const auto& field : **r) all[field.name] = value_json(field.is);
        return all;
    }
    return feel::to_text(v);
}

json result_json(const rule::result& r) {
    json one;
    if (r.refused)
        one["refused"] = {{"code", levy::to_text(r.refused->id)}, {"message", r.refused->message}};
    else
        one["value"] = value_json(r.is);
    if (!r.charges.empty()) one["charges"] = r.charges;
    if (!r.reason.empty()) one["reason"] = r.reason;
    return one;
}

/// Where a charge is refused nobody knows what is charged in all, nor what is left to pay.
json account_json(const rule::account& of) {
    if (!of.refused.empty()) return {{"refused", of.refused}, {"paid", levy::to_text(of.paid)}};
    return {{"charged", levy::to_text(of.charged)},
            {"paid", levy::to_text(of.paid)},
            {"balance", levy::to_text(of.balance)}};
}

json outputs_json(const rule::assessment& made) {
    auto all = json::object();
    for (const auto& r : made.results)
        if (r.is_output) all[r.name] = result_json(r);
    return all;
}

json receipt_json(const rule::assessment& made, const std::map<std::string, std::string>& hashes) {
    auto receipt = receipt_json(hashes);
    receipt["in_force"] = levy::to_text(made.dated);
    if (made.known) receipt["known"] = levy::to_text(*made.known);
    return receipt;
}

std::string to_text(const rule::assessment& made) {
    std::string out = fmt::format("{}, {}{}\n", made.by->id, shown_period(made),
                                  made.currency.empty() ? "" : ", in " + made.currency);
    std::size_t name_width = 0;
    std::size_t value_width = 0;
    for (const auto& r : made.results) {
        if (!r.is_output) continue;
        name_width = std::max(name_width, r.name.size());
        if (!r.refused) value_width = std::max(value_width, shown_value(r.is, r.as).size());
    }
    for (const auto& r : made.results) {
        if (!r.is_output) continue;
        const auto value = r.refused ? "refused" : shown_value(r.is, r.as);
        auto line = fmt::format("  {:<{}}  {:>{}}  {}", r.name, name_width, value, value_width,
                                r.refused ? r.refused->message : r.reason);
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    if (!made.liable.empty()) out += fmt::format("  liable: {}\n", made.liable);
    out += filing_text(made);
    return out;
}

std::string to_json(const rule::assessment& made, const std::map<std::string, std::string>& hashes,
                    bool one_line) {
    json out;
    out["schema"] = "levy.assessment/2";
    out["rule"] = made.by->id;
    out["period"] = levy::to_text(made.over);
    if (const auto per = made.by->assessed_on(made.dated, made.known))
        out["assessed_per"] = name_of(*per);
    if (!made.currency.empty()) out["currency"] = made.currency;
    out["outputs"] = outputs_json(made);
    if (!made.reason.empty()) out["does_not_apply"] = made.reason;
    if (!made.liable.empty()) out["liable"] = made.liable;
    if (made.filing) out["filing"] = filing_json(*made.filing);
    out["account"] = account_json(made.of_period);
    for (const auto& used : made.readings) {
        json one{{"name", used.of->name}, {"chosen", used.chosen}, {"open", used.open}};
        if (!used.of->doubt.empty()) one["doubt"] = used.of->doubt;
        out["readings"].push_back(std::move(one));
    }
    if (!made.problems.empty()) out["problems"] = json::parse(levy::to_json(made.problems));
    out["receipt"] = receipt_json(made, hashes);
    return out.dump(one_line ? -1 : 2, ' ', false, json::error_handler_t::replace);
}

}  // namespace levy::report
