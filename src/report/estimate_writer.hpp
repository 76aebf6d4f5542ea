// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <levy/scenario/estimate.hpp>

namespace levy::report {

/// Writes an answer for a terminal. Formats, never reckons: every sum stands in the answer.
class estimate_writer {
public:
    estimate_writer(const scenario::answer& made, std::size_t width);
    std::string write();

private:
    using quantiles = scenario::quantiles;

    // estimate_text.cpp: sums and lines
    [[nodiscard]] std::string unit() const;
    [[nodiscard]] std::string sum(const number& n) const;
    [[nodiscard]] std::string money(const number& n) const;
    [[nodiscard]] std::string dollars(const number& n) const;
    [[nodiscard]] static std::string period_text(const period& over);
    void paragraph(const std::string& text, const std::string& indent = "",
                   const std::string& first = "");
    void heading(const std::string& text);
    void item(const std::string& text);
    void line(std::string text);
    void columns(const std::string& title, const std::vector<std::string>& names,
                 const std::string& tail);
    void row(const std::string& name, const quantiles& q, const std::string& tail);
    void cells(const std::string& name, const std::vector<std::string>& sums,
               const std::string& tail);
    void headline();
    void recalled();

    // estimate_tables.cpp
    void revenue();
    void years();
    void pieces();
    void customers();
    void tax();
    void instruments();
    void debtors();
    void paid();
    void budget();
    void readings();
    void late();
    void alternatives();
    void parts();

    // estimate_notes.cpp
    void steps();
    void cross_checks();
    void assumptions();
    void not_known();
    void law();
    void figures();

    const scenario::answer& made_;
    std::size_t width_;
    std::size_t name_width_ = 0;
    std::string out_;
};

}  // namespace levy::report
