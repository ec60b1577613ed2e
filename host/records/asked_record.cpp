#include "records/asked_record.hpp"

namespace buzzout {
namespace {

std::optional<StoredRecord> newest_match(const RecordReader& store, const RecordQuery& query) {
  auto found = store.newest(query, 1);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

std::optional<AskedRecord> asked_record(const RecordReader& store, const std::string& word, const OfSerial& of_serial) {
  if (auto found = of_serial(word)) return AskedRecord{std::move(*found), false};
  if (auto found = store.with_id(word)) return AskedRecord{std::move(*found), true};
  return {};
}

std::optional<StoredRecord> newest_test(const RecordReader& store, const std::string& serial, std::optional<Outcome> outcome) {
  RecordQuery query;
  query.serial = serial;
  query.format = "buzzout.test/1";
  if (outcome) query.outcome = std::string(to_string(*outcome));
  return newest_match(store, query);
}

std::optional<StoredRecord> newest_test_or_note(const RecordReader& store, const std::string& serial) {
  if (auto test = newest_test(store, serial)) return test;
  RecordQuery query;
  query.serial = serial;
  return newest_match(store, query);
}

}  // namespace buzzout
