#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "drawing/picture_of.hpp"
#include "drawing/wiring_art.hpp"
#include "report/sample_files.hpp"

using namespace buzzout;

namespace {

struct Measured {
  explicit Measured(const std::string& name, const std::string& cable)
      : file(file_of(name, cable)), jig(name, uno_bench_for(name)), picture(picture_of(file.profile, jig.map, file.record.verdict)) {}

  // "left.2 left.3": what is marked as faulty.
  std::string marked() const {
    std::string out;
    for (std::size_t e = 0; picture.end(e) != nullptr; ++e)
      for (std::size_t c = 0; c < picture.end(e)->contacts.size(); ++c)
        if (mark(picture, {e, c}, {}) == "✗")
          out += (out.empty() ? "" : " ") + picture.end(e)->name + "." + picture.end(e)->contacts[c].name;
    return out;
  }

  long count(WireState state) const { return std::ranges::count(picture.wires, state, &PictureWire::state); }

  CableFile file;
  BenchJig jig;
  WiringPicture picture;
};

}  // namespace

TEST_CASE("a wire has the colour of its net's place in the profile, whatever else is wrong") {
  for (const char* cable : {"good", "open:amp.T", "open:amp.T,open:amp.R1", "swap:left.T:left.S", "short:amp.T:amp.R1"}) {
    CAPTURE(cable);
    const Measured m("4.4-ts", cable);
    const auto art = art_of_wires(m.picture, {});
    std::set<std::string> seen;
    for (std::size_t w = 0; w < art.size(); ++w)
      if (m.picture.wires[w].state == WireState::good) {
        CHECK(m.file.profile.nets.at(art[w].colour).name == m.picture.wires[w].label);
        seen.insert(m.picture.wires[w].label);
      }
    CHECK(seen.contains("R-"));
  }
}

TEST_CASE("only the contacts that the diagnosis names are marked") {
  CHECK(Measured("xlr-y", "good").marked().empty());
  CHECK(Measured("xlr-y", "swap:left.2:left.3").marked() == "left.2 left.3");
  CHECK(Measured("4.4-ts", "swap:amp.T:amp.R2").marked() == "amp.T amp.R2");
}

TEST_CASE("a fault is marked somewhere, whatever it is") {
  for (const char* cable : {"open:right.S", "short:amp.R1:amp.R3", "open:amp.T,short:amp.R2:amp.R3", "swap:left.T:left.S,open:right.T"}) {
    CAPTURE(cable);
    const Measured m("4.4-ts", cable);
    for (const auto& wire : m.picture.wires)
      if (wire.state != WireState::good)
        CHECK(std::ranges::any_of(wire.contacts, [&](const ContactRef& ref) { return mark(m.picture, ref, {}) == "✗"; }));
  }
}

TEST_CASE("an exchange is drawn as miswired, whatever else is wrong") {
  const Measured alone("midi", "swap:out.4:out.5");
  CHECK(alone.count(WireState::miswired) == 2);
  CHECK(alone.count(WireState::missing) == 0);
  const Measured with_open("midi", "swap:out.4:out.5,open:in.2");
  CHECK(with_open.count(WireState::miswired) == 2);
  CHECK(with_open.count(WireState::extra) == 0);
  CHECK(with_open.count(WireState::missing) == 1);
  const Measured with_short("4.4-ts", "swap:left.T:left.S,short:right.T:right.S");
  CHECK(with_short.count(WireState::miswired) == 2);
  CHECK(with_short.count(WireState::extra) == 1);
  CHECK(with_short.count(WireState::missing) == 0);
}
