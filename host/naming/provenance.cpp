#include "naming/provenance.hpp"

#include <string_view>

namespace buzzout {
namespace {

constexpr std::string_view kLearnedOn = "learned on ", kBy = " by ", kFrom = " from one cable on ";
constexpr std::string_view kSimulated = "a SIMULATED jig";
constexpr std::size_t kDateLength = 10;

std::string place(const Occasion& o) {
  return (o.jig.simulated ? std::string(kSimulated) : "jig " + std::to_string(o.jig.number)) + " (" + o.jig.board +
         "), fixture " + o.fixture;
}

std::string plainly(const std::string& name) {
  std::string out;
  for (char c : name)
    if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

std::string learned_text(const Occasion& o) {
  return std::string(kLearnedOn) + o.date + std::string(kBy) + o.person + std::string(kFrom) + place(o);
}

std::string confirmed_text(const std::string& learned, const Occasion& o, const std::string& cable) {
  const auto learner = learner_of(learned);
  const bool another = !learner || !same_person(learner->person, o.person);
  return learned + "; confirmed on " + o.date + std::string(kBy) + o.person +
         (another ? ", another person," : ", the same person,") +
         (cable.empty() ? "" : " with another cable (" + cable + ")") + " on " + place(o);
}

std::optional<Learner> learner_of(const std::string& text) {
  if (!text.starts_with(kLearnedOn)) return std::nullopt;
  const std::string_view rest = std::string_view(text).substr(kLearnedOn.size());
  if (rest.size() < kDateLength || !rest.substr(kDateLength).starts_with(kBy)) return std::nullopt;
  const std::string_view person = rest.substr(kDateLength + kBy.size());
  const auto end = person.find(kFrom);
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  return Learner{std::string(person.substr(0, end)), person.substr(end + kFrom.size()).starts_with(kSimulated)};
}

bool may_be_person(const std::string& name) {
  return name.find_first_not_of(' ') != std::string::npos && (name + std::string(kFrom)).find(kFrom) == name.size();
}

bool same_person(const std::string& a, const std::string& b) { return plainly(a) == plainly(b); }

}  // namespace buzzout
