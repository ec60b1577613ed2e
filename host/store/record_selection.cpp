#include "store/record_selection.hpp"

namespace buzzout {

Selection::Selection(RecordQuery query) : query_(std::move(query)) {
  check_dates(query_);
  if (query_.to) until_ = *query_.to + "~";  // behind all that begins with it
}

std::string Selection::sql(const std::string& columns, const std::string& joins, Order order) const {
  const std::string row = query_.fault ? "finding.row" : "record.row";
  std::string out = "SELECT " + columns + " FROM ";
  if (query_.fault) out += "finding CROSS JOIN record ON record.row = finding.row";
  else out += "record";
  out += " " + joins + " WHERE " + row + " > :after";
  const auto also = [&](const auto& value, const char* condition) {
    if (value) out += std::string(" AND ") + condition;
  };
  also(query_.fault, "finding.code = :fault");
  also(query_.id, "record.id = :id");
  also(query_.serial, "record.serial = :serial");
  also(query_.lot, "record.lot = :lot");
  also(query_.outcome, "record.outcome = :outcome");
  also(query_.profile, "record.profile = :profile");
  also(query_.station, "+record.station = :station");  // its index is in the order of numbers, not of rows
  also(query_.format, "record.format = :format");
  also(query_.purpose, "record.purpose = :purpose");
  also(query_.from, "record.started >= :from");
  also(query_.to, "record.started < :until");
  if (!query_.simulated) out += " AND record.simulated = 0";
  if (order != Order::none) out += " ORDER BY " + row + (order == Order::newest_first ? " DESC" : "");
  return out;
}

void Selection::bind(soci::statement& statement) const {
  statement.exchange(soci::use(query_.after_row, "after"));
  const auto value = [&](const std::optional<std::string>& text, const char* name) {
    if (text) statement.exchange(soci::use(*text, name));
  };
  value(query_.fault, "fault");
  value(query_.id, "id");
  value(query_.serial, "serial");
  value(query_.lot, "lot");
  value(query_.outcome, "outcome");
  value(query_.profile, "profile");
  value(query_.station, "station");
  value(query_.format, "format");
  value(query_.purpose, "purpose");
  value(query_.from, "from");
  if (query_.to) statement.exchange(soci::use(until_, "until"));
}

}  // namespace buzzout
