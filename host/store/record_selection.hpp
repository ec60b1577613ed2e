#pragma once

#include <string>

#include "store/database.hpp"
#include "store/record_query.hpp"

namespace buzzout {

// A query as SQL with bound values. Rows come by their number, straight from the tables: nothing is sorted or
// gathered first. Must outlive the statements that use it, and stay where it is.
class Selection {
 public:
  explicit Selection(RecordQuery);
  Selection(const Selection&) = delete;
  Selection& operator=(const Selection&) = delete;

  // "SELECT columns FROM record … "; `joins` and `rest` go behind the tables and the conditions.
  std::string sql(const std::string& columns, const std::string& joins, const std::string& rest) const;
  void bind(soci::statement&) const;

 private:
  RecordQuery query_;
  std::string until_;
};

}  // namespace buzzout
