#include "records/record_export.hpp"

#include <map>
#include <optional>

#include "catalog/archive.hpp"
#include "records/kept_record.hpp"
#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "core/suggest.hpp"
#include "report/csv.hpp"
#include "report/junit.hpp"

namespace buzzout {
namespace {

// Exactly the bytes that were hashed.
class JsonLines : public RecordWriter {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) {}
  bool add(const StoredRecord& kept) override {
    out_ << kept.body << '\n';
    return true;
  }

 private:
  std::ostream& out_;
};

// A golden cable and a red rabbit are no products: whoever counts the rows counts those.
bool is_of_a_product(const TestRecord& r) { return r.purpose != Purpose::golden && r.purpose != Purpose::red_rabbit; }

class Csv : public RecordWriter {
 public:
  explicit Csv(std::ostream& out) : out_(out) { write_csv_header(out); }
  bool add(const StoredRecord& kept) override {
    const TestRecord r = kept_record(kept);
    if (!is_of_a_product(r)) return false;
    write_csv_row(out_, r);
    return true;
  }

 private:
  std::ostream& out_;
};

class Junit : public RecordWriter {
 public:
  Junit(std::ostream& out, const RecordReader& store) : store_(store), report_(out, "buzzout") {}
  bool add(const StoredRecord& kept) override {
    const TestRecord r = kept_record(kept);
    if (!is_of_a_product(r)) return false;
    report_.add(r, profile_of(r));
    return true;
  }
  void finish() override { report_.finish(); }

 private:
  static constexpr std::size_t kMostProfiles = 64;

  // As it was; null if a text of it is not in the store.
  const Profile* profile_of(const TestRecord& r) {
    std::string key = r.profile.name + "\n" + r.profile.sha256;
    for (const auto& [type, hash] : r.profile.connectors) key += "\n" + type + " " + hash;
    auto known = profiles_.find(key);
    if (known == profiles_.end()) {
      if (profiles_.size() >= kMostProfiles) profiles_.clear();
      known = profiles_.emplace(key, load(r)).first;
    }
    return known->second ? &*known->second : nullptr;
  }

  std::optional<Profile> load(const TestRecord& r) const {
    try {
      return archived_profile({r.profile.name, r.profile.sha256, r.profile.connectors},
                              [&](const std::string& hash) { return store_.text(hash); });
    } catch (const Error& e) {
      if (e.code != kTextMissing) throw;
      return {};
    }
  }

  const RecordReader& store_;
  JunitReport report_;
  std::map<std::string, std::optional<Profile>> profiles_;
};

}  // namespace

void check_record_format(const std::string& format) {
  const std::vector<std::string> known = {kJsonLines, "csv", "junit"};
  for (const auto& name : known)
    if (name == format) return;
  const auto best = nearest(format, known);
  throw Error("usage", "there is no format `" + format + "`", "",
              best ? "did you mean `" + *best + "`?" : "one of: jsonl, csv, junit");
}

std::unique_ptr<RecordWriter> record_writer(const std::string& format, std::ostream& out, const RecordReader& store) {
  if (format == "csv") return std::make_unique<Csv>(out);
  if (format == "junit") return std::make_unique<Junit>(out, store);
  return std::make_unique<JsonLines>(out);
}

}  // namespace buzzout
