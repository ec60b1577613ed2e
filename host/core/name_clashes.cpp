#include "core/name_clashes.hpp"

#include <algorithm>

namespace buzzout {
namespace {

class Clashes {
 public:
  void add(NotTestedCode code, const char* kind, const std::string& name, const Namesakes& namesakes) {
    NameClash clash{code, in_words(kind, name, namesakes)};
    if (clash.text.empty() || std::ranges::find(all_, clash.text, &NameClash::text) != all_.end()) return;
    all_.push_back(std::move(clash));
  }
  void add(const ConnectorType& type) { add(NotTestedCode::connector_hides_another, "connector", type.name, type.namesakes); }
  void add(const Profile& p) {
    add(NotTestedCode::profile_hides_another, "profile", p.name, p.namesakes);
    for (const auto& end : p.ends) add(end.type);
  }
  void add(const Fixture& f) {
    add(NotTestedCode::fixture_hides_another, "fixture", f.name, f.namesakes);
    for (const auto& socket : f.sockets) {
      add(socket.type);
      for (const auto& accepted : socket.accepts) add(accepted.plug);
    }
  }
  std::vector<NameClash> take() { return std::move(all_); }

 private:
  std::vector<NameClash> all_;
};

}  // namespace

std::vector<NameClash> name_clashes(const ConnectorType& type) {
  Clashes out;
  out.add(type);
  return out.take();
}

std::vector<NameClash> name_clashes(const LabelTemplate& label) {
  Clashes out;
  out.add(NotTestedCode::label_hides_another, "label", label.name, label.namesakes);
  return out.take();
}

std::vector<NameClash> name_clashes(const Profile& p) {
  Clashes out;
  out.add(p);
  return out.take();
}

std::vector<NameClash> name_clashes(const Fixture& f) {
  Clashes out;
  out.add(f);
  return out.take();
}

std::vector<NameClash> name_clashes(const Profile& p, const Fixture& f) {
  Clashes out;
  out.add(p);
  out.add(f);
  return out.take();
}

}  // namespace buzzout
