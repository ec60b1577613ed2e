#include "bench/learning_bench.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "bench/jig_session.hpp"
#include "bench/session_proofs.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

template <class Body>
std::string code_of(ScriptedPerson* person, Body body) {
  std::string code;
  try {
    body();
  } catch (const Error& e) {
    code = e.code;
  }
  if (person != nullptr) CHECK_FALSE(person->prompts.open());
  return code;
}

}  // namespace

LearningBench::LearningBench(const std::vector<std::string>& profiles, std::string name) : fixture(std::move(name)) {
  std::string temporary = (fs::temp_directory_path() / "buzzout-learn-XXXXXX").string();
  if (mkdtemp(temporary.data()) == nullptr) throw std::runtime_error("no folder for the test");
  folder = temporary;
  const fs::path library = folder / "library", shipped = BUZZOUT_SOURCE_DIR;
  fs::create_directories(library / "profiles");
  fs::create_directory_symlink(shipped / "profiles" / "connectors", library / "profiles" / "connectors");
  fs::create_directory_symlink(shipped / "fixtures", library / "fixtures");
  for (const auto& p : profiles) fs::copy_file(shipped / "profiles" / (p + ".yaml"), library / "profiles" / (p + ".yaml"));
  places = {{folder / "data", library}, "", folder / "config.yaml", folder / "data"};
}

LearningBench::~LearningBench() { fs::remove_all(folder); }

void LearningBench::remember(const std::function<void(FixtureEvidence&, const Fixture&)>& what) {
  const Catalog catalog(places.library);
  const JigSession session(catalog, Config{}, {"sim:none", fixture, nullptr, {}});
  const SessionProofs memory(places, session);
  FixtureEvidence proofs = memory.load();
  what(proofs, session.fixture());
  memory.save(proofs);
}

void LearningBench::prove() {
  remember([this](FixtureEvidence& proofs, const Fixture& on) {
    proofs.empty_seen = wall;
    for (const auto& socket : on.sockets)
      for (const auto& [pin, point] : socket.wires) proofs.connected[{socket.name, pin}] = wall;
  });
}

void LearningBench::break_wire(const Contact& contact) {
  remember([&](FixtureEvidence& proofs, const Fixture&) {
    proofs.broken.insert(contact);
    ++proofs.found;
  });
}

LessonRequest LearningBench::lesson(const std::string& cable) const {
  LessonRequest out{"mine", "sim:" + cable, fixture};
  out.person = "Anna";
  return out;
}

LessonResult LearningBench::learn(const LessonRequest& request, ScriptedPerson* person) {
  return learn_cable(places, request, person != nullptr ? &person->prompts : nullptr, *this, [this] { return wall; });
}

ConfirmationResult LearningBench::confirm(const ConfirmationRequest& request, ScriptedPerson* person) {
  return confirm_profile(places, request, person != nullptr ? &person->prompts : nullptr, *this, [this] { return wall; });
}

std::string LearningBench::refusal(const LessonRequest& request, ScriptedPerson* person) {
  const auto before = own_files();
  const std::string code = code_of(person, [&] { learn(request, person); });
  if (!code.empty()) CHECK(own_files() == before);
  return code;
}

std::string LearningBench::refusal(const ConfirmationRequest& request, ScriptedPerson* person) {
  const auto before = own_files();
  const std::string text = own_text("mine");
  const std::string code = code_of(person, [&] { confirm(request, person); });
  CHECK(own_files() == before);
  if (!code.empty()) CHECK(own_text("mine") == text);
  return code;
}

std::vector<std::string> LearningBench::own_files() const {
  std::vector<std::string> out;
  if (fs::exists(places.data / "profiles"))
    for (const auto& entry : fs::directory_iterator(places.data / "profiles")) out.push_back(entry.path().filename());
  std::ranges::sort(out);
  return out;
}

std::string LearningBench::own_text(const std::string& profile) const {
  std::ifstream in(places.data / "profiles" / (profile + ".yaml"), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void LearningBench::write_profile(const std::string& name, const std::string& text) const {
  std::ofstream(folder / "library" / "profiles" / (name + ".yaml")) << text;
}

}  // namespace buzzout
