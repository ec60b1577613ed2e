#pragma once

#include <string>

#include "store/record_store.hpp"

namespace buzzout {

// What a run of forwarding did, and what is there now.
struct Forwarded {
  std::int64_t records = 0, texts = 0;  // copied by this run
  std::int64_t there = 0;               // of this store's stations, in the database
};

// Copies what a PostgreSQL database does not have yet of the records and the texts that they name: tables
// buzzout_record and buzzout_text, which it makes where they are missing. `connection` is libpq's ("host=db
// dbname=tests"). What the database has said it keeps is not sent again; whatever happens, the store stays as it is.
// Throws Error "forward-failed" (no server, or it went away: what is there stays, and the next run goes on behind it)
// or "forward-differs" (the database has another record in a place of the chain).
Forwarded forward(const RecordStore&, const std::string& connection, const Progress& = {});

}  // namespace buzzout
