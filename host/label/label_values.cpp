#include "label/label_values.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/ohm_words.hpp"
#include "text/plain_text.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kLongestValue = 1000;    // bytes
constexpr std::size_t kShortHash = 12;

[[noreturn]] void refuse(LabelField field, const std::string& why, const std::string& remedy) {
  throw Error("label-value", why, "{" + std::string(to_string(field)) + "}", remedy);
}

const ChainLink& chain_of(LabelField field, const TestRecord& record) {
  if (!record.chain || record.chain->hash.empty())
    refuse(field, "the test was not written down: it has no number and no hash", "save the test, or leave this out");
  return *record.chain;
}

std::string title_of(LabelField field, const TestRecord& record) {
  if (record.profile.title.empty())
    refuse(field, "the text of its profile is not kept", "use {profile}, which is its name");
  return record.profile.title;
}

std::string highest_ohms(LabelField field, const TestRecord& record) {
  const auto& all = record.verdict.resistances;
  if (all.empty())
    refuse(field, "nothing was measured in ohms", "test the cable on a jig that measures resistance, or leave this out");
  const auto& highest = *std::ranges::max_element(all, {}, &Resistance::ohm);
  return short_ohms(highest.ohm, highest.uncertainty);
}

std::string raw_value(LabelField field, const TestRecord& r) {
  switch (field) {
    case LabelField::serial: return r.serial;
    case LabelField::lot: return r.lot;
    case LabelField::profile: return r.profile.name;
    case LabelField::title: return title_of(field, r);
    case LabelField::revision: return std::to_string(r.profile.revision);
    case LabelField::outcome: return std::string(to_string(r.verdict.outcome));
    case LabelField::date: return r.started.substr(0, r.started.find('T'));
    case LabelField::time: return r.started.size() >= 16 ? r.started.substr(11, 5) : "";
    case LabelField::operator_name: return r.operator_name;
    case LabelField::station: return r.station;
    case LabelField::attempt: return std::to_string(r.attempt);
    case LabelField::number: return std::to_string(chain_of(field, r).number);
    case LabelField::hash: return chain_of(field, r).hash.substr(0, kShortHash);
    case LabelField::hash_full: return chain_of(field, r).hash;
    case LabelField::wiring: return std::string(to_string(r.verdict.wiring.measured));
    case LabelField::ohms: return highest_ohms(field, r);
  }
  return "";
}

}  // namespace

std::string label_value(LabelField field, const TestRecord& record) {
  const std::string value = raw_value(field, record);
  if (value.size() > kLongestValue)
    refuse(field, "it is longer than any label: " + value.substr(0, 20) + "…", "give the cable a shorter one");
  if (!is_plain_text(value))
    refuse(field, "it has characters that cannot be seen on a label", "give the cable one of letters and digits");
  return value;
}

std::string label_text(const LabelPhrase& phrase, const TestRecord& record) {
  std::string out;
  for (const auto& piece : phrase) out += piece.field ? label_value(*piece.field, record) : piece.text;
  return out;
}

}  // namespace buzzout
