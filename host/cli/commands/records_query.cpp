#include "cli/commands/records_query.hpp"

#include <algorithm>

#include "catalog/catalog.hpp"
#include "cli/commands/shared_options.hpp"
#include "core/diagnosis.hpp"
#include "core/fault.hpp"
#include "core/suggest.hpp"
#include "core/words.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

// As documents have it, whatever case and joint it was typed with.
std::string outcome_of(std::string word) {
  const std::string typed = word;
  for (char& c : word) c = c == '-' || c == ' ' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const std::vector<std::string> known = {"PASS", "FAIL", "ERROR", "NO_CABLE", "ABORTED"};
  if (std::ranges::find(known, word) != known.end()) return word;
  const auto best = nearest(word, known);
  throw Error("usage", "there is no outcome `" + typed + "`", "",
              best ? "did you mean `" + *best + "`?" : "one of: PASS, FAIL, ERROR, NO_CABLE, ABORTED");
}

// A kind of fault or the code of a diagnosis.
std::string fault_of(const std::string& word) {
  std::vector<std::string> known;
  for (const FaultKind kind : fault_kinds()) known.emplace_back(to_string(kind));
  for (const auto& code : diagnosis_codes())
    if (std::ranges::find(known, code.word) == known.end()) known.emplace_back(code.word);
  if (std::ranges::find(known, word) != known.end()) return word;
  const auto best = nearest(word, known);
  throw Error("usage", "there is no fault or diagnosis `" + printable(word) + "`", "",
              best ? "did you mean `" + *best + "`?" : "one of: " + list_of(known, ", "));
}

// Profiles may be named by an alias; one that is no longer in the library is named as records have it.
std::string profile_name(const std::string& typed, const Environment& env) {
  try {
    return Catalog(env.places.library).profile(typed).name;
  } catch (const Error&) {
    return typed;
  }
}

}  // namespace

void RecordFilter::declare(OptionList& list) {
  serial_option(list, serial);
  lot_option(list, lot);
  list.text("from", "DATE", "from this day on: 2026-03-14", from);
  list.text("to", "DATE", "up to and with this day", to);
  list.text("outcome", "OUTCOME", "PASS, FAIL, ERROR, NO_CABLE or ABORTED", outcome);
  list.text("fault", "CODE", "with this fault or diagnosis: open, channels-joined", fault);
  list.text("profile", "PROFILE", "of this kind of cable", profile);
  station_option(list, station);
}

RecordQuery query_of(const RecordFilter& o, const Environment& env) {
  RecordQuery q;
  q.serial = o.serial;
  q.lot = o.lot;
  q.station = o.station;
  if (o.fault) q.fault = fault_of(*o.fault);
  q.from = o.from;
  q.to = o.to;
  if (o.outcome) q.outcome = outcome_of(*o.outcome);
  if (o.profile) q.profile = profile_name(*o.profile, env);
  check_dates(q);
  return q;
}

}  // namespace buzzout
