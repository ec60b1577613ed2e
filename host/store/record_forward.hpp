#pragma once

#include <chrono>
#include <string>

#include "store/record_store.hpp"

namespace buzzout {

// What a run of forwarding did, and what is there now.
struct Forwarded {
  std::int64_t records = 0, texts = 0;  // copied by this run
  std::int64_t there = 0;               // of this store's stations, in the database
};

// How long a server may be silent.
struct ForwardPatience {
  std::chrono::milliseconds to_connect{15'000}, to_answer{60'000};
};

// Copies what a PostgreSQL database does not have yet of the records and the texts that they name: tables
// buzzout_record and buzzout_text, which it makes where they are missing. `connection` is libpq's ("host=db
// dbname=tests"). A record counts as copied when the database was asked for it and has its bytes; then it is not sent
// again. Whatever happens, the store stays as it is. `progress` is asked about ten times a second even while the server
// is silent. Throws Error "forward-failed" (no server, it went away or is silent: what is there stays, and the next run
// goes on behind it), "forward-differs" (the database has another record in a place of the chain). Throws InterruptedError.
Forwarded forward(const RecordStore&, const std::string& connection, const Progress& = {}, ForwardPatience = {});

}  // namespace buzzout
