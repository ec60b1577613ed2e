#include "catalog/archive.hpp"

#include "catalog/fixture_yaml.hpp"
#include "catalog/profile_yaml.hpp"
#include "text/printable.hpp"
#include "core/attached_headphones.hpp"
#include "core/error.hpp"
#include "core/error_codes.hpp"

namespace buzzout {
namespace {

SourceText text_of(const std::string& what, const std::string& sha256, const TextByHash& text) {
  const std::string where = what + ", SHA-256 " + printable(sha256, 64);
  auto bytes = text(sha256);
  if (!bytes)
    throw Error(kTextMissing, "the text of " + what + " was not kept", where,
                "take the records from the store that the test was kept in");
  SourceText out(what, *std::move(bytes));
  if (out.sha256() != sha256)
    throw Error("text-changed", "the kept text of " + what + " is not the one that was tested by", where,
                "it was changed since: take the store from a backup");
  return out;
}

[[noreturn]] void refuse_name(const std::string& what, const std::string& found) {
  throw Error("text-mismatch", "the kept text of " + what + " is of " + in_quotes(found), what,
              "the record names another file than it was made with: take the store from a backup");
}

ConnectorLibrary library_of(const ArchivedName& wanted, const TextByHash& text) {
  return {[&wanted, &text](const std::string& type) -> std::optional<ConnectorType> {
            const auto known = wanted.connectors.find(type);
            if (known == wanted.connectors.end()) return std::nullopt;
            const std::string what = "connector " + in_quotes(type);
            ConnectorType out = load_connector(text_of(what, known->second, text));
            if (out.name != type) refuse_name(what, out.name);
            return out;
          },
          [&wanted] {
            std::vector<std::string> out;
            for (const auto& [type, hash] : wanted.connectors) out.push_back(type);
            return out;
          }};
}

}  // namespace

Profile archived_profile(const ArchivedName& wanted, const TextByHash& text) {
  const std::string what = "profile " + in_quotes(wanted.name);
  const std::string name = without_headphones(wanted.name);
  const auto colon = name.find(':');
  const std::string variant = colon == std::string::npos ? "" : name.substr(colon + 1);
  Profile out = load_profile(text_of(what, wanted.sha256, text), library_of(wanted, text), variant);
  if (name != wanted.name) out = with_headphones(out);
  if (out.name != wanted.name) refuse_name(what, out.name);
  return out;
}

Fixture archived_fixture(const ArchivedName& wanted, const TextByHash& text) {
  const std::string what = "fixture " + in_quotes(wanted.name);
  Fixture out = load_fixture(text_of(what, wanted.sha256, text), library_of(wanted, text));
  if (out.name != wanted.name) refuse_name(what, out.name);
  return out;
}

}  // namespace buzzout
