#include "store/record_verify.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "core/error_codes.hpp"
#include "digest/sha256.hpp"
#include "store/database.hpp"
#include "store/record_keys.hpp"
#include "store/record_schema.hpp"

namespace buzzout {
namespace {

using soci::into;
using soci::use;

// A record with all that is kept beside its document.
struct Row {
  std::int64_t row = 0;
  int simulated = 0;
  RecordKeys keys;
  ChainLink chain;
  std::string body;
  soci::indicator has_body = soci::i_null;
};

class StoreCheck {
 public:
  StoreCheck(Database& db, Verification& out, const std::optional<std::string>& head, const Progress& progress)
      : db_(db), out_(out), chain_(out, head), progress_(progress) {}

  void look_at_everything() {
    if (const std::string part = missing_part(db_); !part.empty())
      out_.add({FlawCode::damaged, "", 0, "", "the file lacks a part that it was made with: " + part});
    look_at_structure();
    look_at_texts();
    look_at_records();
    look_at_heads();
    look_for_leftovers();
  }

 private:
  void ask(std::int64_t done, std::int64_t all) const {
    if (progress_ && !progress_(done, all)) throw InterruptedError();
  }

  void look_at_structure() {
    const Patience patience(db_, [&] { return !progress_ || progress_(0, 0); });
    const soci::rowset<std::string> found = (db_.sql().prepare << "PRAGMA integrity_check(20)");
    for (const auto& line : found)
      if (line != "ok") out_.add({FlawCode::damaged, "", 0, "", "SQLite finds: " + line});
  }

  void look_at_texts() {
    std::string hash, bytes;
    soci::statement rows =
        (db_.sql().prepare << "SELECT sha256, bytes FROM source ORDER BY rowid", into(hash), into(bytes));
    rows.execute();
    while (rows.fetch()) {
      ++out_.texts;
      texts_.insert(hash);
      if (sha256_hex(bytes) != hash)
        out_.add({FlawCode::text_changed, "", 0, "", "the text " + hash + " is not what was written down"});
    }
  }

  void look_at_records() {
    const auto all = static_cast<std::int64_t>(db_.number_of("SELECT count(*) FROM record"));
    Row r;
    soci::statement rows =
        (db_.sql().prepare
             << "SELECT record.row, id, format, purpose, simulated, outcome, serial, lot, attempt, profile, started, "
                "station, number, previous, hash, body FROM record LEFT JOIN document ON document.row = record.row "
                "ORDER BY record.row",
         into(r.row), into(r.keys.id), into(r.keys.format), into(r.keys.purpose), into(r.simulated),
         into(r.keys.outcome), into(r.keys.serial), into(r.keys.lot), into(r.keys.attempt), into(r.keys.profile),
         into(r.keys.started), into(r.keys.station), into(r.chain.number), into(r.chain.previous),
         into(r.chain.hash), into(r.body, r.has_body));
    std::string code;
    std::int64_t row = 0, known = 0;
    soci::statement finding =
        (db_.sql().prepare << "SELECT count(*) FROM finding WHERE code = :code AND row = :row", use(code, "code"),
         use(row, "row"), into(known));
    rows.execute();
    std::int64_t findings = 0;
    while (rows.fetch()) {
      if (out_.records % 256 == 0) ask(out_.records, all);
      r.keys.simulated = r.simulated != 0;
      const auto keys = look_at(r);
      if (!keys) continue;
      row = r.row;
      for (const auto& word : keys->findings) {
        code = word;
        finding.execute(true);
        if (known == 1) ++findings;
        else wrong_key(r, "its finding `" + word + "`");
      }
    }
    if (db_.number_of("SELECT count(*) FROM finding") != findings)
      out_.add({FlawCode::wrong_key, "", 0, "", "there are findings that no record has"});
    ask(all, all);
  }

  // What the document is found by, where it can be read.
  std::optional<RecordKeys> look_at(const Row& r) {
    const std::string name = record_name(r.chain.number, r.keys.station);
    if (r.has_body != soci::i_ok) {
      out_.add({FlawCode::missing, r.keys.station, r.chain.number, r.keys.id, "the document of " + name + " is missing"});
      return {};
    }
    const auto document = chain_.add(r.body, name, r.chain.hash);
    if (!document) return {};
    try {
      RecordKeys keys = record_keys(*document);
      for (const auto& hash : keys.sources)
        if (!texts_.contains(hash))
          out_.add({FlawCode::text_missing, keys.station, r.chain.number, keys.id, name + " names the text " + hash +
                                                                             ", which is not there"});
      RecordKeys beside = r.keys;
      beside.findings = keys.findings;
      beside.sources = keys.sources;
      const auto& chain = document->at("chain");
      if (beside != keys || chain.at("number") != r.chain.number || chain.at("previous") != r.chain.previous)
        wrong_key(r, "something else than its document says");
      return keys;
    } catch (const Error& e) {
      out_.add({FlawCode::damaged, r.keys.station, r.chain.number, r.keys.id, name + ": " + e.message});
      return {};
    }
  }

  void wrong_key(const Row& r, const std::string& what) {
    out_.add({FlawCode::wrong_key, r.keys.station, r.chain.number, r.keys.id,
              record_name(r.chain.number, r.keys.station) + " is not found by what it is, but by " + what});
  }

  void look_at_heads() {
    std::string station;
    ChainLink kept;
    std::set<std::string> named;
    soci::statement rows = (db_.sql().prepare << "SELECT station, number, hash FROM head", into(station),
                            into(kept.number), into(kept.hash));
    rows.execute();
    while (rows.fetch()) {
      named.insert(station);
      const auto seen = out_.heads.find(station);
      const ChainLink last = seen == out_.heads.end() ? ChainLink{} : seen->second;
      if (last.number < kept.number)
        out_.add({FlawCode::missing, station, kept.number, "", record_name(kept.number, station) + ", the last one, is missing"});
      else if (last.number > kept.number || (last.hash != kept.hash && !is_told(station, last.number)))
        out_.add({FlawCode::changed, station, last.number, "",
                  record_name(last.number, station) + ", the last one, is not what was written down"});
    }
    for (const auto& [name, last] : out_.heads)
      if (!named.contains(name))
        out_.add({FlawCode::missing, name, 0, "", "the end of the chain of station " + name + " is not known"});
  }

  bool is_told(const std::string& station, std::int64_t number) const {
    for (const auto& f : out_.flaws)
      if (f.code == FlawCode::changed && f.station == station && f.number == number) return true;
    return false;
  }

  void look_for_leftovers() {
    if (db_.number_of("SELECT count(*) FROM document WHERE row NOT IN (SELECT row FROM record)") != 0)
      out_.add({FlawCode::damaged, "", 0, "", "there are documents that no record has"});
  }

  Database& db_;
  Verification& out_;
  ChainCheck chain_;
  const Progress& progress_;
  std::set<std::string> texts_;
};

}  // namespace

Verification verify(const RecordStore& store, const std::optional<std::string>& head, const Progress& progress) {
  Verification out;
  Database& db = store.database();
  db.run([&] {
    try {
      StoreCheck(db, out, head, progress).look_at_everything();
    } catch (const soci::soci_error& e) {
      const Error told = db.error_of(e);
      if (told.code != kStoreCorrupt) throw;
      out.add({FlawCode::damaged, "", 0, "", told.message});
    }
  });
  return out;
}

Verification verify_lines(std::istream& in, const std::optional<std::string>& head, const Progress& progress) {
  Verification out;
  ChainCheck chain(out, head);
  std::string line;
  std::int64_t bytes = 0;
  while (std::getline(in, line)) {
    bytes += static_cast<std::int64_t>(line.size()) + 1;
    if (out.records % 256 == 0 && progress && !progress(bytes, 0)) throw InterruptedError();
    if (in.eof()) out.add({FlawCode::damaged, "", 0, "", "the last line has no end: the file was cut short"});
    chain.add(line, "line " + std::to_string(out.records + 1));
  }
  return out;
}

}  // namespace buzzout
