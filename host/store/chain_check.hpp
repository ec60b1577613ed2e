#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record.hpp"

namespace buzzout {

enum class FlawCode { changed, missing, out_of_order, wrong_key, text_missing, text_changed, damaged };
std::string_view to_string(FlawCode);  // "changed", "missing", "out-of-order", …

// Something that is not as it was written down.
struct Flaw {
  FlawCode code = FlawCode::damaged;
  std::string station;
  std::int64_t number = 0;  // in the station's chain; 0: no record in particular
  std::string id;
  std::string text;  // for a person
};

// What was looked at, and what was found.
struct Verification {
  std::int64_t records = 0, texts = 0;
  std::map<std::string, ChainLink> heads;  // by station: the last link that was seen
  std::vector<Flaw> flaws;
  std::int64_t further = 0;  // flaws that are not listed: there are too many
  bool head_found = true;    // the head that was asked for

  void add(Flaw);
  bool sound() const { return flaws.empty() && head_found; }
};

// "record 17 of station bench-2"
std::string record_name(std::int64_t number, const std::string& station);

// Holds the documents of any number of stations, in the order in which they were written, against each other.
class ChainCheck {
 public:
  // `head`: the hash of a document that must be among them, or its beginning.
  ChainCheck(Verification&, std::optional<std::string> head);

  // The document, where it can be read. `place` says where it stands, for those that cannot. `hash`: what it was
  // written down with, where that is known.
  std::optional<nlohmann::ordered_json> add(const std::string& body, const std::string& place,
                                            const std::string& hash = {});

 private:
  struct Station {
    ChainLink last;
    bool told = false;  // of the last one: that it was changed
  };
  void link(Station&, const ChainLink&, const std::string& station, const std::string& id, bool changed);

  Verification& out_;
  std::optional<std::string> head_;
  std::map<std::string, Station> stations_;
};

}  // namespace buzzout
