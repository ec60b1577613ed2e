#include "store/record_forward.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <set>

#include "store/database.hpp"
#include "store/record_keys.hpp"

namespace buzzout {
namespace {

using soci::into;
using soci::use;

constexpr int kAtOnce = 200;  // records a transaction

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

// What the database says, told apart from what the store says.
template <typename Work>
void told_apart(Work&& work) {
  try {
    work();
  } catch (const soci::soci_error& e) {
    std::string said = e.get_error_message();
    std::ranges::replace(said, '\n', ' ');
    said.erase(said.find_last_not_of(' ') + 1);
    throw Error("forward-failed", "the database did not take the records: " + said, "--to",
                "nothing is lost: run it again when the database is there, and it goes on where it stopped");
  }
}

class Forwarding {
 public:
  Forwarding(const RecordStore& store, const std::string& connection, const Progress& progress)
      : store_(store), progress_(progress), remote_("postgresql", connection) {}

  Forwarded run() {
    make_tables();
    const auto heads = store_.heads();
    for (const auto& [station, head] : heads) all_ += head.number;
    for (const auto& [station, head] : heads) forward_station(station, head);
    out_.there = all_;
    return out_;
  }

 private:
  void make_tables() {
    remote_ << "SET client_min_messages = error";  // libpq would print what is less
    remote_ << "CREATE TABLE IF NOT EXISTS buzzout_record(station text, number bigint, id text NOT NULL, "
               "format text NOT NULL, purpose text NOT NULL, simulated boolean NOT NULL, outcome text NOT NULL, "
               "serial text NOT NULL, lot text NOT NULL, attempt bigint NOT NULL, profile text NOT NULL, "
               "started text NOT NULL, hash text NOT NULL, body text NOT NULL, PRIMARY KEY(station, number))";
    remote_ << "CREATE TABLE IF NOT EXISTS buzzout_text(sha256 text PRIMARY KEY, bytes bytea NOT NULL)";
  }

  // The last number that the database has; it must be of the same record here.
  std::int64_t last_there(const std::string& name, const std::string& station) {
    long long last = 0;
    std::string hash;
    remote_ << "SELECT number, hash FROM buzzout_record WHERE station = :station ORDER BY number DESC LIMIT 1",
        use(name, "station"), into(last), into(hash);
    if (!remote_.got_data()) return 0;
    const auto here = hash_here(station, last);
    if (here != hash)
      throw Error("forward-differs",
                  "the database has another record " + std::to_string(last) +
                      (station.empty() ? std::string(" of the station without a name") : " of station " + station),
                  store_.file().string(), "give each station a name of its own, or forward to another database");
    return last;
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
    auto whole = std::make_unique<soci::transaction>(remote_);
    int pending = 0;
    store_.each(query, [&](const Kept& kept) {
      if (kept.chain.number <= last) return true;
      told_apart([&] {
        send(kept, name);
        if (++pending < kAtOnce) return;
        whole->commit();
        whole = std::make_unique<soci::transaction>(remote_);
        pending = 0;
      });
      ++out_.records;
      if (progress_ && !progress_(++done_, all_)) throw Error("interrupted", "interrupted");
      return kept.chain.number < head.number;
    });
    whole->commit();
  }

  void send(const Kept& kept, const std::string& station) {
    RecordKeys k = record_keys(nlohmann::ordered_json::parse(kept.body));
    for (const auto& hash : k.sources) send_text(hash);
    for (auto* text : {&k.id, &k.serial, &k.lot, &k.profile, &k.started, &k.outcome, &k.purpose, &k.format})
      *text = storable(std::move(*text));
    const int simulated = k.simulated ? 1 : 0;
    const long long number = kept.chain.number, attempt = k.attempt;
    remote_ << "INSERT INTO buzzout_record VALUES(:station, :number, :id, :format, :purpose, :simulated <> 0, :outcome, "
               ":serial, :lot, :attempt, :profile, :started, :hash, :body) ON CONFLICT DO NOTHING",
        use(station, "station"), use(number, "number"), use(k.id, "id"), use(k.format, "format"),
        use(k.purpose, "purpose"), use(simulated, "simulated"), use(k.outcome, "outcome"), use(k.serial, "serial"),
        use(k.lot, "lot"), use(attempt, "attempt"), use(k.profile, "profile"), use(k.started, "started"),
        use(kept.chain.hash, "hash"), use(kept.body, "body");
  }

  void send_text(const std::string& hash) {
    if (!sent_.insert(hash).second) return;
    const auto bytes = store_.text(hash);
    if (!bytes) return;  // `records verify` tells
    int there = 0;
    remote_ << "SELECT 1 FROM buzzout_text WHERE sha256 = :hash", use(hash, "hash"), into(there);
    if (remote_.got_data()) return;
    const std::string hex = hex_of(*bytes);
    remote_ << "INSERT INTO buzzout_text VALUES(:hash, decode(:hex, 'hex')) ON CONFLICT DO NOTHING", use(hash, "hash"),
        use(hex, "hex");
    ++out_.texts;
  }

  const RecordStore& store_;
  const Progress& progress_;
  soci::session remote_;
  std::set<std::string> sent_;  // texts, by this run
  std::int64_t done_ = 0, all_ = 0;
  Forwarded out_;
};

}  // namespace

Forwarded forward(const RecordStore& store, const std::string& connection, const Progress& progress) {
  Forwarded out;
  told_apart([&] { out = Forwarding(store, connection, progress).run(); });
  return out;
}

}  // namespace buzzout
