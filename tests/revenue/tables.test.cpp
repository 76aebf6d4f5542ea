// SPDX-License-Identifier: Apache-2.0
// What is wrong with a table of figures, at row, column and cell.

#include <catch2/catch.hpp>

#include <levy/revenue/figure.hpp>

#include "../own_folder.hpp"

using namespace levy;

namespace {

using lines = std::vector<std::string>;

const std::map<std::string, std::string> good{
    {"platforms.csv",
     "subject,metric,scope,period,value,unit,currency,source,licence,confidence,note\n"
     "meta,revenue,APAC,2020,19.8,billion,USD,\"Form 10-K, \"\"Revenue\"\"\",fact,verified,\n"
     "meta,users,APAC,2020,1000,million,,Form 10-K,fact,verified,\n"},
    {"countries.csv",
     "country,subject,metric,scope,period,value,unit,currency,source,licence,confidence\n"},
    {"exchange-rates.csv",
     "series,currency,period,per_usd,source,licence,confidence\n"
     "annual_average,EUR,2020,0.877,bank,open,verified\n"},
    {"receipts.csv",
     "country,tax,taxpayer,period_start,period_end,value,unit,currency,kind,source,licence,"
     "confidence,note\n"},
    {"assumptions.csv",
     "name,distribution,centre,spread,about,source\nshare,normal,1,0.1,a share,a test\n"},
    {"regions.csv", "region,member,role,within\napac,VN,member,WB\n"},
};

/// Each problem as `row:column [what the caret marks] message`, of tables with one part changed.
lines problems_with(const std::string& file, const std::string& from, const std::string& to) {
    const levy::tests::own_folder folder;
    for (auto [name, text] : good) {
        if (name == file) {
            const auto at = text.find(from);
            INFO(from);
            REQUIRE(at != std::string::npos);
            text.replace(at, from.size(), to);
        }
        folder.write(name, text);
    }
    const auto opened = revenue::figures::open(folder.text());
    lines all;
    for (const auto& p : opened.problems()) {
        CHECK_FALSE(p.help.empty());
        const auto place = to_text(p.primary.where);
        all.push_back(place.substr(place.find(".csv:") + 5) + " [" +
                      std::string{p.primary.where.text()} + "] " + p.message);
    }
    return all;
}

}  // namespace

TEST_CASE("a problem of a cell points at the cell", "[revenue]") {
    CHECK(problems_with("platforms.csv", "19.8", "19.8").empty());
    CHECK(problems_with("platforms.csv", "19.8", "19,8") ==
          lines{"2:80 [] platforms.csv, row 2, 12 cells stand here, and the first line names 11 "
                "columns"});
    CHECK(problems_with("platforms.csv", "19.8", "l9.8") ==
          lines{"2:24 [l9.8] platforms.csv, row 2, column value: 'l9.8' is no number"});
    CHECK(problems_with("platforms.csv", "19.8", "  \"19,8\" ") ==
          lines{"2:26 [\"19,8\"] platforms.csv, row 2, column value: '19,8' is no number"});
    CHECK(problems_with("exchange-rates.csv", "0.877", "") ==
          lines{"2:25 [] exchange-rates.csv, row 2, column per_usd: '' is no number"});
    CHECK(problems_with("assumptions.csv", "0.1", "x") ==
          lines{"2:16 [x] assumptions.csv, row 2, column spread: 'x' is no number"});
}

TEST_CASE("columns are counted in letters, after quoted commas and quotes", "[revenue]") {
    CHECK(problems_with("platforms.csv", "fact,verified,", "\"được, trích\",sure,") ==
          lines{"2:80 [sure] platforms.csv, row 2, column confidence: 'sure' says not how sure the "
                "figure is"});
    CHECK(problems_with("platforms.csv", "\"Form 10-K, \"\"Revenue\"\"\",fact", "\"\",\"\"") ==
          lines{"2:41 [\"\"] platforms.csv, row 2, column source is empty",
                "2:44 [\"\"] platforms.csv, row 2, column licence is empty"});
}

TEST_CASE("all problems of all rows and tables come out in one run", "[revenue]") {
    CHECK(problems_with("platforms.csv", "19.8,billion", "x,bilion").size() == 2);
    const auto rows = problems_with("platforms.csv", "meta,revenue", "meta,\nmeta,\"revenue");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] ==
          "2:6 [] platforms.csv, row 2, 2 cells stand here, and the first line names "
          "11 columns");
    CHECK(rows[1].find("row 3, a quoted cell never ends") != std::string::npos);
    CHECK(problems_with("platforms.csv", "0,million", "x,millon") ==
          lines{"3:22 [100x] platforms.csv, row 3, column value: '100x' is no number",
                "3:27 [millon] platforms.csv, row 3, column unit: 'millon' is no unit that is "
                "known here"});
}

TEST_CASE("a misspelt, missing or doubled column is refused at its place", "[revenue]") {
    CHECK(problems_with("platforms.csv", "confidence", "confidense") ==
          lines{"1:64 [confidense] platforms.csv: there is no column 'confidense' in this table"});
    CHECK(problems_with("platforms.csv", ",note", ",noet") ==
          lines{"1:75 [noet] platforms.csv: there is no column 'noet' in this table"});
    CHECK(problems_with("regions.csv", "region,member,role", "region,role,role").size() == 2);
    CHECK(problems_with("regions.csv", ",within", "") ==
          lines{"1:1 [region,member,role] regions.csv: the column 'within' is missing"});
    CHECK(problems_with("regions.csv", "region,", "\xEF\xBB\xBFregion,").empty());
    CHECK(problems_with("regions.csv", "region,", "\xEF\xBB\xBFregoin,") ==
          lines{"1:1 [regoin] regions.csv: there is no column 'regoin' in this table"});
    CHECK(problems_with("regions.csv", "within\napac", "within\r\n\r\napac").size() == 1);
    CHECK(problems_with("regions.csv", "apac",
                        "ap\xE4"
                        "c")
              .front()
              .find("is not UTF-8") != std::string::npos);
}
