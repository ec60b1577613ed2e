#include "store/chain_check.hpp"

#include <nlohmann/json.hpp>

#include "core/code.hpp"
#include "digest/sha256.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostFlaws = 1000;

std::string text_at(const Json& j, const char* key) {
  const auto it = j.find(key);
  return it != j.end() && it->is_string() ? it->get<std::string>() : "";
}

// Nothing unless the document has one.
std::optional<ChainLink> link_in(const Json& document) {
  if (!document.is_object()) return {};
  const auto chain = document.find("chain");
  if (chain == document.end() || !chain->is_object()) return {};
  const auto number = chain->find("number"), previous = chain->find("previous");
  if (number == chain->end() || !number->is_number_integer() || previous == chain->end() || !previous->is_string())
    return {};
  return ChainLink{number->get<std::int64_t>(), previous->get<std::string>(), ""};
}

constexpr CodeWord<FlawCode> kFlawCodes[] = {
    {FlawCode::changed, "changed"},
    {FlawCode::missing, "missing"},
    {FlawCode::out_of_order, "out-of-order"},
    {FlawCode::wrong_key, "wrong-key"},
    {FlawCode::text_missing, "text-missing"},
    {FlawCode::text_changed, "text-changed"},
    {FlawCode::damaged, "damaged"},
};
static_assert(is_whole(kFlawCodes, FlawCode::damaged));

}  // namespace

std::string_view to_string(FlawCode code) { return kFlawCodes[static_cast<std::size_t>(code)].word; }

void Verification::add(Flaw flaw) {
  if (flaws.size() < kMostFlaws) flaws.push_back(std::move(flaw));
  else ++further;
}

std::string record_name(std::int64_t number, const std::string& station) {
  return "record " + std::to_string(number) + (station.empty() ? "" : " of station " + station);
}

ChainCheck::ChainCheck(Verification& out, std::optional<std::string> head) : out_(out), head_(std::move(head)) {
  out_.head_found = !head_;
}

std::optional<Json> ChainCheck::add(const std::string& body, const std::string& place, const std::string& hash) {
  ++out_.records;
  const std::string own = sha256_hex(body);
  if (head_ && own.starts_with(*head_)) out_.head_found = true;
  Json document = Json::parse(body, nullptr, false);
  auto here = link_in(document);
  if (!here) {
    out_.add({FlawCode::damaged, "", 0, "", place + " cannot be read as a record"});
    return {};
  }
  here->hash = own;
  const std::string station = text_at(document, "station"), id = text_at(document, "id");
  const bool changed = !hash.empty() && hash != own;
  if (changed)
    out_.add({FlawCode::changed, station, here->number, id, record_name(here->number, station) + " was changed"});
  link(stations_[station], *here, station, id, changed);
  out_.heads[station] = stations_[station].last;
  return document;
}

void ChainCheck::link(Station& s, const ChainLink& here, const std::string& station, const std::string& id,
                      bool changed) {
  const std::int64_t expected = s.last.number + 1;
  const std::string name = record_name(here.number, station);
  if (here.number < expected) {
    out_.add({FlawCode::out_of_order, station, here.number, id, name + " stands behind record " + std::to_string(s.last.number)});
    return;
  }
  if (here.number > expected) {
    const std::int64_t to = here.number - 1;
    out_.add({FlawCode::missing, station, expected, "",
              record_name(expected, station) +
                  (to == expected ? " is missing" : " is missing, and all up to " + std::to_string(to))});
  } else if (here.previous != s.last.hash && !s.told) {
    if (here.number == 1)
      out_.add({FlawCode::changed, station, 1, id, name + " names one before it"});
    else
      out_.add({FlawCode::changed, station, s.last.number, "",
                record_name(s.last.number, station) + " is not the one that record " + std::to_string(here.number) +
                    " was written behind: one of the two was changed"});
  }
  s.last = here;
  s.told = changed;
}

}  // namespace buzzout
