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

  // "SELECT columns FROM record … ORDER BY …"; `joins` goes behind the tables.
  enum class Order { none, oldest_first, newest_first };
  std::string sql(const std::string& columns, const std::string& joins, Order) const;
  void bind(soci::statement&) const;

 private:
  RecordQuery query_;
  std::string until_;
};

}  // namespace buzzout
