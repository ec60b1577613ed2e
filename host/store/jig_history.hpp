#pragma once

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/defect_journal.hpp"
#include "core/fixture.hpp"
#include "core/fixture_evidence.hpp"

namespace buzzout {

// What is remembered about one jig.
struct JigHistory {
  std::string board;                     // that it was last seen to be; empty: nobody knows
  DefectJournal journal;
  std::map<std::string, FixtureEvidence> proofs;  // by the hash of the fixture's content; without defects
};

// By the name of the jig: its number, or "sim:" and the defects of a simulated one.
using JigHistories = std::map<std::string, JigHistory>;

// The hash by which a fixture is known.
std::string content_hash(const Fixture&);

// The document of the ledger, and back. Throws nlohmann::json::exception for what is no ledger. `known` is asked for the fixtures whose files
// can be read now, to understand "buzzout.proofs/1".
nlohmann::json to_json(const JigHistories&);
JigHistories histories_of(const nlohmann::json&, const std::function<std::vector<Fixture>()>& known);

}  // namespace buzzout
