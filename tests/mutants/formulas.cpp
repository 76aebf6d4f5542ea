// SPDX-License-Identifier: Apache-2.0
#include <levy/feel/parse.hpp>
#include <levy/feel/walk.hpp>

#include "mutant.hpp"

namespace levy::mutants {

namespace {

class dropper {
public:
    dropper(bool one_day, collector& into) : into_{into}, one_day_{one_day} {}

    void walk(const feel::expr& e) {
        if (const auto* b = std::get_if<feel::binary>(&e.is)) {
            if (b->by == feel::operation::conjunction || b->by == feel::operation::disjunction)
                only(e, {b->left.get(), b->right.get()});
        } else if (const auto* c = std::get_if<feel::choose>(&e.is)) {
            only(e, {c->then.get(), c->otherwise.get()});
        } else if (const auto* f = std::get_if<feel::filter>(&e.is)) {
            if (!std::holds_alternative<feel::literal>(f->predicate->is)) only(e, {f->of.get()});
        } else if (const auto* call = std::get_if<feel::call>(&e.is)) {
            of_call(e, *call);
        } else if (const auto* p = std::get_if<feel::path>(&e.is)) {
            of_path(*p);
        }
        feel::for_each_child(e, [&](const feel::expr& child) { walk(child); });
    }

private:
    std::string written(const feel::expr& e) const {
        return into_.text().substr(e.where.begin, e.where.end - e.where.begin);
    }
    /// Each of the parts in place of the whole.
    void only(const feel::expr& whole, std::initializer_list<const feel::expr*> parts) {
        for (const auto* part : parts)
            into_.change(whole.where.begin, whole.where.end, "(" + written(*part) + ")");
    }
    void of_call(const feel::expr& e, const feel::call& call) {
        if (call.function == "not" && call.arguments.size() == 1)
            return only(e, {call.arguments.front().is.get()});
        if ((call.function != "min" && call.function != "max") || call.arguments.size() < 2) return;
        for (std::size_t left_out = 0; left_out < call.arguments.size(); ++left_out) {
            std::string kept;
            for (std::size_t i = 0; i < call.arguments.size(); ++i) {
                if (i == left_out) continue;
                if (!kept.empty()) kept += ", ";
                kept += written(*call.arguments[i].is);
            }
            const bool one = call.arguments.size() == 2;
            into_.change(e.where.begin, e.where.end,
                         (one ? "(" : call.function + "(") + kept + ")");
        }
    }
    void of_path(const feel::path& p) {
        const auto* of = std::get_if<feel::name>(&p.of->is);
        if (!of || of->id != "period") return;
        if (p.field == "end" && !one_day_)
            into_.change(p.field_where.begin, p.field_where.end, "start");
        if ((p.field == "start" && !one_day_) || p.field == "next")
            into_.change(p.field_where.begin, p.field_where.end, "end");
    }

    collector& into_;
    bool one_day_;
};

}  // namespace

void of_formula(const node& scalar, bool one_day, collector& into) {
    diagnostics ignored;
    if (const auto formula = feel::parse(scalar, ignored)) dropper{one_day, into}.walk(*formula);
}

}  // namespace levy::mutants
