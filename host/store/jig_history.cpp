#include "store/jig_history.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/fixture_content.hpp"
#include "digest/sha256.hpp"

namespace buzzout {
namespace {

using nlohmann::json;

constexpr const char* kFormat = "buzzout.proofs/2";
constexpr const char* kBytesFormat = "buzzout.proofs/1";  // knew a fixture by the bytes of its file
constexpr std::pair<DefectKind, const char*> kKinds[] = {{DefectKind::bridged, "bridged"},
                                                         {DefectKind::broken, "broken"},
                                                         {DefectKind::misrouted, "misrouted"},
                                                         {DefectKind::failed, "failed"}};

void require(bool condition, const std::string& what) {
  if (!condition) throw json::other_error::create(600, what, nullptr);
}

Contact contact_of(const std::string& text) {
  const auto dot = text.rfind('.');
  require(dot != std::string::npos, "no contact: " + text);
  return {text.substr(0, dot), text.substr(dot + 1)};
}

std::int64_t time_of(const json& j) {
  require(j.is_number_integer(), "no time: " + j.dump());
  return j.get<std::int64_t>();
}

std::map<Contact, std::int64_t> connected_of(const json& j) {
  require(j.is_object(), "no contacts: " + j.dump());
  std::map<Contact, std::int64_t> out;
  for (const auto& [name, seen] : j.items()) out[contact_of(name)] = time_of(seen);
  return out;
}

std::set<std::string> texts_of(const json& j) {
  require(j.is_array(), "no list: " + j.dump());
  return j.get<std::set<std::string>>();
}

json to_json(const FixtureEvidence& p) {
  json out = {{"traced", p.traced}, {"found", p.found}, {"connected", json::object()}};
  if (p.empty_seen) out["empty_seen"] = *p.empty_seen;
  for (const auto& [contact, seen] : p.connected) out["connected"][contact.name()] = seen;
  return out;
}

FixtureEvidence proofs_of(const json& j) {
  FixtureEvidence p;
  p.traced = j.at("traced").get<bool>();
  require(j.at("found").is_number_unsigned(), "no number: " + j.at("found").dump());
  p.found = j.at("found").get<std::uint64_t>();
  p.connected = connected_of(j.at("connected"));
  if (j.contains("empty_seen")) p.empty_seen = time_of(j.at("empty_seen"));
  return p;
}

json to_json(const Defect& d) {
  json out = {{"kind", std::ranges::find(kKinds, d.kind, &std::pair<DefectKind, const char*>::first)->second},
              {"found", d.found}, {"lifted", d.lifted}, {"wires", json::object()}};
  if (!d.socket.empty()) out["socket"] = d.socket;
  if (!d.pin.empty()) out["pin"] = d.pin;
  for (const auto& [pin, point] : d.wires) out["wires"][pin] = point_number(point);
  return out;
}

Defect defect_of(const json& j) {
  Defect d;
  const auto kind = std::ranges::find_if(kKinds, [&](const auto& k) { return j.at("kind") == k.second; });
  require(kind != std::end(kKinds), "no kind of defect: " + j.at("kind").dump());
  d.kind = kind->first;
  if (d.kind != DefectKind::bridged) d.socket = j.at("socket").get<std::string>();
  if (d.kind == DefectKind::broken || d.kind == DefectKind::misrouted) d.pin = j.at("pin").get<std::string>();
  require(j.at("wires").is_object(), "no wires: " + j.at("wires").dump());
  for (const auto& [pin, number] : j.at("wires").items()) {
    require(number.is_number_unsigned() && number >= 1 && number <= kMaxPoints, "no point: " + number.dump());
    d.wires[pin] = number.get<Point>() - 1;
  }
  d.found = texts_of(j.at("found"));
  d.lifted = texts_of(j.at("lifted"));
  require(!std::ranges::includes(d.lifted, d.found), "a defect of nowhere");
  return d;
}

JigHistory history_of(const json& j) {
  require(j.at("fixtures").is_object() && j.at("defects").is_array(), "no jig: " + j.dump());
  JigHistory out;
  out.board = j.at("board").get<std::string>();
  for (const auto& d : j.at("defects")) out.journal.defects.push_back(defect_of(d));
  for (const auto& [hash, p] : j.at("fixtures").items()) out.proofs[hash] = proofs_of(p);
  return out;
}

// --- buzzout.proofs/1: "<number>/<hash of the file>[+<connector>:<16 digits of its hash>]…[+<defects of a simulated jig>]" → proofs

struct BytesKey {
  std::string jig, file;  // `file` with the connectors
};

bool is_connector(const std::string& part) {
  const auto colon = part.rfind(':');
  constexpr std::size_t kDigits = 16;
  return colon != std::string::npos && part.size() - colon - 1 == kDigits &&
         part.find_first_not_of("0123456789abcdef", colon + 1) == std::string::npos;
}

BytesKey bytes_key_of(const std::string& key) {
  const auto slash = key.find('/');
  require(slash != std::string::npos, "no jig and fixture: " + key);
  BytesKey out{key.substr(0, slash), ""};
  std::string defects, rest = key.substr(slash + 1);
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t end = std::min(rest.find('+', begin), rest.size());
    const std::string part = rest.substr(begin, end - begin);
    if (begin == 0 || is_connector(part))
      out.file += (begin == 0 ? "" : "+") + part;
    else
      defects += (defects.empty() ? "" : "+") + part;
    begin = end + 1;
  }
  if (out.jig == "0") out.jig = "sim:" + defects;
  return out;
}

std::string bytes_name_of(const Fixture& fixture) {
  std::string out = fixture.sha256;
  for (const auto& [type, sha256] : fixture.connector_hashes()) out += "+" + type + ":" + sha256.substr(0, 16);
  return out;
}

// A list that older files lack.
std::set<std::string> later_texts(const json& j, const char* key) {
  return j.contains(key) ? texts_of(j.at(key)) : std::set<std::string>{};
}

FixtureEvidence bytes_proofs_of(const json& j) {
  FixtureEvidence p;
  p.bridged = j.at("bridged").get<bool>();
  p.traced = j.at("traced").get<bool>();
  p.connected = connected_of(j.at("connected"));
  if (j.contains("empty_seen")) p.empty_seen = time_of(j.at("empty_seen"));
  for (const auto& name : texts_of(j.at("broken"))) p.broken.insert(contact_of(name));
  for (const auto& name : later_texts(j, "misrouted")) p.misrouted.insert(contact_of(name));
  p.failed = later_texts(j, "failed");
  return p;
}

void take_over(const json& fixtures, const std::vector<Fixture>& known, JigHistories& into) {
  require(fixtures.is_object(), "no fixtures");
  for (const auto& [key, entry] : fixtures.items()) {
    const BytesKey parts = bytes_key_of(key);
    const FixtureEvidence p = bytes_proofs_of(entry);
    JigHistory& jig = into[parts.jig];
    const auto same = std::ranges::find(known, parts.file, bytes_name_of);
    if (same == known.end()) {
      // Of its sockets only the names are known, and by these their defects are found again.
      jig.journal.add({}, "file " + parts.file, p);
      continue;
    }
    const std::string content = content_hash(*same);
    jig.board = same->board;
    jig.journal.add(*same, content, p);
    FixtureEvidence& proved = jig.proofs[content];
    proved.empty_seen = p.empty_seen;
    proved.connected = p.connected;
    proved.traced = p.traced;
  }
}

}  // namespace

std::string content_hash(const Fixture& fixture) { return sha256_hex(fixture_content(fixture)); }

json to_json(const JigHistories& histories) {
  json jigs = json::object();
  for (const auto& [name, h] : histories) {
    json defects = json::array(), fixtures = json::object();
    for (const auto& d : h.journal.defects) defects.push_back(to_json(d));
    for (const auto& [hash, p] : h.proofs) fixtures[hash] = to_json(p);
    jigs[name] = {{"board", h.board}, {"defects", defects}, {"fixtures", fixtures}};
  }
  return {{"format", kFormat}, {"jigs", jigs}};
}

JigHistories histories_of(const json& j, const std::function<std::vector<Fixture>()>& known) {
  JigHistories out;
  if (j.at("format") == kBytesFormat) {
    take_over(j.at("fixtures"), known ? known() : std::vector<Fixture>{}, out);
    return out;
  }
  require(j.at("format") == kFormat && j.at("jigs").is_object(), "unknown format");
  for (const auto& [name, jig] : j.at("jigs").items()) out[name] = history_of(jig);
  return out;
}

}  // namespace buzzout
