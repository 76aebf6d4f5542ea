// SPDX-License-Identifier: Apache-2.0
// Names that a rule declares and that nothing in it reads.
#include <optional>
#include <set>

#include <levy/feel/walk.hpp>
#include <levy/rule/unread.hpp>

#include "reader.hpp"

namespace levy::rule {

namespace {

using slot_kind = instrument::slot::kind;

/// Every name that a formula asks for: a loop's own may be taken for another, which only finds
/// less.
class readers {
public:
    explicit readers(const instrument& of) {
        for (const auto& d : of.definitions) add(d.is);
        for (const auto& o : of.outputs) add(o);
        if (of.liable) add(*of.liable);
        for (const auto& c : of.applies) add(c.when);
        for (const auto& c : of.checks) add(c);
        if (of.dated_by) add(*of.dated_by);
        for (const auto& c : of.carry) {
            add(c.start);
            add(c.next);
        }
        for (const auto& [party, terms] : of.filing)
            for (const auto& entry : terms.entries()) add(entry.is.is);
        for (const auto& p : of.parameters)
            for (const auto& test : p.within) add(test);
        for (const auto& t : of.tables) add(t);
    }

    [[nodiscard]] bool read(std::string_view name) const { return read_.find(name) != read_.end(); }

private:
    void add(std::string_view name) { read_.insert(std::string{name}); }
    void add(const feel::expr& e) {
        if (const auto* n = std::get_if<feel::name>(&e.is)) add(n->id);
        if (const auto* c = std::get_if<feel::call>(&e.is)) add(c->function);
        feel::for_each_child(e, [&](const feel::expr& child) { add(child); });
    }
    void add(const formula& f) {
        for (const auto& entry : f.values.entries()) add(entry.is.is);
        for (const auto& x : f.exceptions) {
            add(x.when);
            add(x.then);
        }
    }
    void add(const output& o) {
        add(o.is);
        if (o.round) add(o.round->by);
        if (o.shares) add(o.shares->by);
    }
    void add(const filing_terms& t) {
        for (const auto* due : {&t.register_by, &t.return_by, &t.pay_by})
            if (*due && !(*due)->unknown) add((*due)->day);
        for (const auto& i : t.instalments) {
            if (!i.pay.unknown) add(i.pay.day);
            add(i.amount);
        }
        for (const auto& x : t.exceptions) {
            add(x.when);
            add(x.replaced);
        }
    }
    void add(const table& t) {
        for (const auto& entry : t.rows.entries())
            for (const auto& row : entry.is.is)
                for (const auto& cell : row.when)
                    for (const auto& test : cell) add(test);
    }

    std::set<std::string, std::less<>> read_;
};

void refuse(const instrument& of, const instrument::slot& slot, std::string_view what,
            diagnostics& sink) {
    sink.refuse(code::unread, where_of(of, slot),
                "nothing reads the " + std::string{what} + " '" + slot.name + "'",
                "read it in a formula, or take it out; what only wants to be recorded goes under "
                "`notes`");
}

}  // namespace

void check_unread(const instrument& of, diagnostics& sink) {
    const readers by{of};
    for (const auto& slot : of.slots) {
        const std::string_view what = slot.is == slot_kind::parameter ? "parameter"
                                      : slot.is == slot_kind::table   ? "table"
                                      : slot.is == slot_kind::input   ? "input"
                                      : slot.is == slot_kind::reading ? "reading"
                                                                      : "";
        if (!what.empty() && !by.read(slot.name)) refuse(of, slot, what, sink);
    }
}

void check_unread(const jurisdiction& in, diagnostics& sink) {
    const readers by_flow{*in.frame};
    const auto by_group = in.group_frame ? std::optional<readers>{*in.group_frame} : std::nullopt;
    for (const auto& slot : in.frame->slots) {
        const std::string_view what = slot.is == slot_kind::parameter ? "parameter"
                                      : slot.is == slot_kind::table   ? "table"
                                                                      : "";
        if (what.empty() || by_flow.read(slot.name)) continue;
        if (!by_group || !by_group->read(slot.name)) refuse(*in.frame, slot, what, sink);
    }
}

}  // namespace levy::rule
