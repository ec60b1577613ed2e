#pragma once

#include <map>
#include <ostream>
#include <string>

#include "core/record.hpp"
#include "report/lot_cables.hpp"
#include "report/lot_summary.hpp"
#include "report/sheet.hpp"

namespace buzzout {

// A lot's report as one HTML page: its numbers first, then a row a test, written as they come.
class LotReport {
 public:
  // `heads`: the newest link of each station's chain; `cable`: what the lot is of, no shapes: no picture. The
  // references outlive the report.
  LotReport(std::ostream&, const std::string& lot, const LotSummary&, const LotCables&,
            const std::map<std::string, ChainLink>& heads, const Figure& cable = {});

  // In the order in which they were written down; golden cables and red rabbits are passed over.
  void add(const TestRecord&);
  void finish();

 private:
  std::ostream& out_;
  Sheet sheet_;
};

// What stands above the table of the tests.
Sheet lot_sheet(const std::string& lot, const LotSummary&, const LotCables&,
                const std::map<std::string, ChainLink>& heads, const Figure& cable);

}  // namespace buzzout
