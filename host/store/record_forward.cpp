#include "store/record_forward.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/error_codes.hpp"
#include "store/database.hpp"
#include "store/far_database.hpp"
#include "store/record_keys.hpp"

namespace buzzout {
namespace {

using soci::into;
using soci::use;

constexpr std::size_t kAtOnce = 200;  // records a transaction

// What PostgreSQL takes as text: it has no NUL.
std::string storable(std::string text) {
  for (char& c : text)
    if (c == '\0') c = '?';
  return text;
}

std::string hex_of(const std::string& bytes) {
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    out += "0123456789abcdef"[c >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

Error not_taken(std::string said) {
  std::ranges::replace(said, '\n', ' ');
  said.erase(said.find_last_not_of(' ') + 1);
  return {"forward-failed", "the database did not take the records: " + said, "",
          "nothing is lost: run it again when the database is there, and it goes on where it stopped"};
}

// A record on its way: it owns what a thread that was left behind may still use.
struct Parcel {
  std::string station;  // as the database has it
  long long number = 0;
  std::string hash, body;
  RecordKeys keys;
  std::map<std::string, std::string> texts;  // by their hashes
};

void insert(soci::session& sql, const Parcel& p) {
  for (const auto& [hash, hex] : p.texts)
    sql << "INSERT INTO buzzout_text VALUES(:hash, decode(:hex, 'hex')) ON CONFLICT DO NOTHING", use(hash, "hash"),
        use(hex, "hex");
  const RecordKeys& k = p.keys;
  const int simulated = k.simulated ? 1 : 0;
  const long long attempt = k.attempt;
  sql << "INSERT INTO buzzout_record VALUES(:station, :number, :id, :format, :purpose, :simulated <> 0, :outcome, "
         ":serial, :lot, :attempt, :profile, :started, :hash, :body) ON CONFLICT DO NOTHING",
      use(p.station, "station"), use(p.number, "number"), use(k.id, "id"), use(k.format, "format"),
      use(k.purpose, "purpose"), use(simulated, "simulated"), use(k.outcome, "outcome"), use(k.serial, "serial"),
      use(k.lot, "lot"), use(attempt, "attempt"), use(k.profile, "profile"), use(k.started, "started"),
      use(p.hash, "hash"), use(p.body, "body");
}

using Hashes = std::map<long long, std::string>;  // by the number in the chain

// Of the records from `first` to `last` those that the database has, whole.
Hashes kept_there(soci::session& sql, const std::string& station, long long first, long long last) {
  Hashes out;
  long long number = 0;
  std::string hash;
  soci::statement rows =
      (sql.prepare << "SELECT number, hash FROM buzzout_record WHERE station = :station AND number >= :first AND "
                      "number <= :last AND hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')",
       use(station, "station"), use(first, "first"), use(last, "last"), into(number), into(hash));
  rows.execute();
  while (rows.fetch()) out[number] = hash;
  return out;
}

class Forwarding {
 public:
  Forwarding(const RecordStore& store, const std::string& connection, const Progress& progress, ForwardPatience patience)
      : store_(store), progress_(progress), patience_(patience), remote_([this] { return !progress_ || progress_(done_, all_); }) {
    ask([connection](soci::session& sql) { sql.open("postgresql", connection); }, patience_.to_connect);
  }

  Forwarded run() {
    ask(make_tables);
    const auto heads = store_.heads();
    for (const auto& [station, head] : heads) all_ += head.number;
    for (const auto& [station, head] : heads) forward_station(station, head);
    out_.there = all_;
    return out_;
  }

 private:
  // What the database says, told apart from what the store says.
  void ask(FarDatabase::Work work, std::chrono::milliseconds patience) {
    try {
      remote_.run(std::move(work), patience);
    } catch (const soci::soci_error& e) {
      throw not_taken(e.get_error_message());
    } catch (const Error& e) {
      if (e.code == kDatabaseSilent) throw not_taken(e.message);
      throw;
    }
  }
  void ask(FarDatabase::Work work) { ask(std::move(work), patience_.to_answer); }

  static void make_tables(soci::session& sql) {
    sql << "SET client_min_messages = error";  // libpq would print what is less
    sql << "SET client_encoding = 'UTF8'";
    sql << "CREATE TABLE IF NOT EXISTS buzzout_record(station text, number bigint, id text NOT NULL, "
           "format text NOT NULL, purpose text NOT NULL, simulated boolean NOT NULL, outcome text NOT NULL, "
           "serial text NOT NULL, lot text NOT NULL, attempt bigint NOT NULL, profile text NOT NULL, "
           "started text NOT NULL, hash text NOT NULL, body text NOT NULL, PRIMARY KEY(station, number))";
    sql << "CREATE TABLE IF NOT EXISTS buzzout_text(sha256 text PRIMARY KEY, bytes bytea NOT NULL)";
  }

  // The last number that the database has; it must be of the same record here.
  std::int64_t last_there(const std::string& name, const std::string& station) {
    struct Link {
      long long number = 0;
      std::string hash;
    };
    const auto last = std::make_shared<Link>();
    ask([last, name](soci::session& sql) {
      sql << "SELECT number, hash FROM buzzout_record WHERE station = :station ORDER BY number DESC LIMIT 1",
          use(name, "station"), into(last->number), into(last->hash);
    });
    if (last->number == 0) return 0;
    if (hash_here(station, last->number) != last->hash) throw differs(last->number, station);
    return last->number;
  }

  Error differs(std::int64_t number, const std::string& station) const {
    return {"forward-differs",
            "the database has another record " + std::to_string(number) +
                (station.empty() ? std::string(" of the station without a name") : " of station " + station),
            store_.file().string(), "give each station a name of its own, or forward to another database"};
  }

  std::string hash_here(const std::string& station, long long number) {
    return store_.database().run([&] {
      std::string hash;
      store_.database().sql() << "SELECT hash FROM record WHERE station = :station AND number = :number",
          use(station, "station"), use(number, "number"), into(hash);
      return hash;
    });
  }

  void forward_station(const std::string& station, const ChainLink& head) {
    const std::string name = storable(station);
    const std::int64_t last = last_there(name, station);
    done_ += last;
    if (last >= head.number) return;
    RecordQuery query;
    query.station = station;
    Hashes sent;
    begin();
    store_.each(query, [&](const StoredRecord& kept) {
      if (kept.chain.number <= last) return true;
      send(kept, name);
      sent[kept.chain.number] = kept.chain.hash;
      ++done_;
      ++out_.records;
      if (sent.size() == kAtOnce) {
        commit(name, station, std::exchange(sent, {}));
        begin();
      }
      if (progress_ && !progress_(done_, all_)) throw InterruptedError();
      return kept.chain.number < head.number;
    });
    if (!sent.empty()) commit(name, station, sent);
  }

  void begin() {
    ask([](soci::session& sql) { sql.begin(); });
  }

  // Nothing of what was sent counts until the database, asked for it, has it.
  void commit(const std::string& name, const std::string& station, const Hashes& sent) {
    const auto there = std::make_shared<Hashes>();
    const long long first = sent.begin()->first, last = sent.rbegin()->first;
    ask([there, name, first, last](soci::session& sql) { *there = kept_there(sql, name, first, last); });
    for (const auto& [number, hash] : sent)
      if (const auto kept = there->find(number); kept == there->end() || kept->second != hash) throw differs(number, station);
    ask([](soci::session& sql) { sql.commit(); });
  }

  void send(const StoredRecord& kept, const std::string& station) {
    const auto parcel = std::make_shared<Parcel>(
        Parcel{station, kept.chain.number, kept.chain.hash, kept.body, record_keys(nlohmann::ordered_json::parse(kept.body)), {}});
    RecordKeys& k = parcel->keys;
    for (const auto& hash : k.sources) add_text(hash, parcel->texts);
    for (auto* text : {&k.id, &k.serial, &k.lot, &k.profile, &k.started, &k.outcome, &k.purpose, &k.format})
      *text = storable(std::move(*text));
    ask([parcel](soci::session& sql) { insert(sql, *parcel); });
  }

  // Once a run, and only if the database does not have it.
  void add_text(const std::string& hash, std::map<std::string, std::string>& texts) {
    if (!sent_.insert(hash).second) return;
    const auto there = std::make_shared<int>(0);
    ask([there, hash](soci::session& sql) {
      sql << "SELECT 1 FROM buzzout_text WHERE sha256 = :hash", use(hash, "hash"), into(*there);
    });
    if (*there != 0) return;
    const auto bytes = store_.text(hash);
    if (!bytes) return;  // `records verify` tells
    texts.emplace(hash, hex_of(*bytes));
    ++out_.texts;
  }

  const RecordStore& store_;
  const Progress& progress_;
  const ForwardPatience patience_;
  std::set<std::string> sent_;  // texts, by this run
  std::int64_t done_ = 0, all_ = 0;
  Forwarded out_;
  FarDatabase remote_;
};

}  // namespace

Forwarded forward(const RecordStore& store, const std::string& connection, const Progress& progress,
                  ForwardPatience patience) {
  return Forwarding(store, connection, progress, patience).run();
}

}  // namespace buzzout
