#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

class Database;
enum class Access;

// Marks the file as a store of records, in SQLite's header ("BUZZ").
inline constexpr std::uint32_t kStoreApplication = 0x42555A5A;

// How a store becomes one of the next version: statements, each one statement.
using SchemaStep = std::vector<std::string_view>;

// Steps to the schema of today: the first makes version 1 of an empty file.
std::span<const SchemaStep> schema_steps();

// A new store, whole or not at all: made beside its place and then moved there. Does nothing if there is a file
// meanwhile. Throws Error.
void create_store(const std::filesystem::path&);

// Throws Error "store-not-ours" or "store-corrupt" unless the first bytes are those of a store. Opens nothing
// but the file itself, and changes nothing.
void check_header(const std::filesystem::path&);

// Brings an older store up to date in one transaction, after a copy beside it ("records.sqlite.version-1"). Throws
// Error "store-newer" naming both versions, "store-older" (who does not write), or "store-corrupt".
void settle_version(Database&, Access, std::span<const SchemaStep> = schema_steps());

// A table, index or trigger that is missing or not what it was made as; empty if there is none.
std::string missing_part(Database&, std::span<const SchemaStep> = schema_steps());

}  // namespace buzzout
