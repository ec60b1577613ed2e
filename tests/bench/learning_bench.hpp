#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "bench/confirmation.hpp"
#include "bench/lesson.hpp"
#include "bench/scripted_person.hpp"
#include "catalog/catalog.hpp"

namespace buzzout {

// Where cables are learned: a folder of its own, a library of a few profiles, and simulated jigs.
class LearningBench : public LibraryWarnings {
 public:
  // These files of the shipped library, and no others.
  explicit LearningBench(const std::vector<std::string>& profiles, std::string fixture = "headphone-bench-uno");
  ~LearningBench() override;

  // The fixture was proved, but not traced; without it nothing is learned.
  void prove();
  // A self-test found this wire of the fixture broken.
  void break_wire(const Contact& socket_contact);

  LessonRequest lesson(const std::string& cable) const;
  // Both as a whole use case from port to file. Nobody to ask: without a person.
  LessonResult learn(const LessonRequest&, ScriptedPerson* person = nullptr);
  ConfirmationResult confirm(const ConfirmationRequest&, ScriptedPerson* person = nullptr);
  // The code of the Error that is thrown; empty: none is. No prompt may be left open, and no file half written.
  std::string refusal(const LessonRequest&, ScriptedPerson* person = nullptr);
  std::string refusal(const ConfirmationRequest&, ScriptedPerson* person = nullptr);

  std::vector<std::string> own_files() const;  // below the user's profiles
  std::string own_text(const std::string& profile) const;
  void write_profile(const std::string& name, const std::string& text) const;

  void skipped(const std::vector<Error>& files) override { skipped_files += static_cast<int>(files.size()); }
  void clashes(const std::vector<NameClash>&) override {}

  std::filesystem::path folder;
  std::string fixture;
  Places places;
  std::int64_t wall = 1'900'000'000;
  int skipped_files = 0;

 private:
  void remember(const std::function<void(FixtureEvidence&, const Fixture&)>& what);
};

}  // namespace buzzout
