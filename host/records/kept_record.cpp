#include "records/kept_record.hpp"

#include <nlohmann/json.hpp>

#include "catalog/archive.hpp"
#include "core/tell_headphones.hpp"
#include "report/record_reader.hpp"

namespace buzzout {

TestRecord kept_record(const StoredRecord& kept) {
  TestRecord r = test_record_of(document_of(kept.body));
  r.chain = kept.chain;
  return r;
}

KeptTest kept_test(const StoredRecord& kept, const RecordReader& store) {
  TestRecord r = kept_record(kept);
  const TextByHash text = [&](const std::string& hash) { return store.text(hash); };
  Profile profile = archived_profile({r.profile.name, r.profile.sha256, r.profile.connectors}, text);
  Fixture fixture = archived_fixture({r.fixture.name, r.fixture.sha256, r.fixture.connectors}, text);
  FixtureMap map(profile, fixture, r.sockets);
  r.profile.title = profile.title;
  r.profile.note = profile.note;
  r.profile.source = profile.source;
  r.profile.trust = profile.trust;
  r.balance = answers_of(profile, r.verdict);
  return {std::move(r), std::move(profile), std::move(fixture), std::move(map)};
}

}  // namespace buzzout
