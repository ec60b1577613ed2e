#pragma once

#include <istream>

#include "store/chain_check.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// Looks at everything that is in the store: the file's own structure, every document and its place in its chain, what
// it is found by, and the texts that it names. `head`: the hash of a document that must be there,
// or its beginning.
Verification verify(const RecordStore&, const std::optional<std::string>& head = {}, const Progress& = {});

// The same of an export: a document a line. It has no texts.
Verification verify_lines(std::istream&, const std::optional<std::string>& head = {}, const Progress& = {});

}  // namespace buzzout
