// A jig whose reference or supply is not what it is taken for measures every resistance wrong at once.
#include <functional>

#include "bench/bench_jig.hpp"

using namespace buzzout;

namespace {

// Between host and jig: something happens to the jig before it hears a request.
class Meddling : public ByteChannel {
 public:
  using Meddle = std::function<void(std::string_view request)>;
  Meddling(ByteChannel& to, Meddle meddle) : to_(to), meddle_(std::move(meddle)) {}

  void write(std::string_view bytes) override {
    meddle_(bytes);
    to_.write(bytes);
  }
  std::size_t read(char* into, std::size_t most, Duration wait) override { return to_.read(into, most, wait); }
  std::string name() const override { return to_.name(); }
  bool simulated() const override { return true; }
  void discard_input() override { to_.discard_input(); }

 private:
  ByteChannel& to_;
  Meddle meddle_;
};

bool asks(std::string_view request, std::string_view words) { return request.find(words) != std::string_view::npos; }

struct Meddled : BenchJig {
  Meddled() : BenchJig("4.4-ts", "headphone-bench") {}

  Verdict test_meddled(const std::string& cable, Meddling::Meddle meddle) {
    plug(cable);
    Meddling between(channel, std::move(meddle));
    JigClient client(between, clock, 5000);
    client.connect();
    return test_cable(client, job, proofs, kNow, {}, ohm_task(client.identity(), job));
  }
  void set_bandgap(double volt) {
    ConverterTraits traits;
    traits.bandgap_volt = volt;
    bench.set_converter(traits, 1);
  }
};

void check_reference_error(const Verdict& v) {
  CAPTURE(in_words(v));
  CHECK(v.outcome == Outcome::error);
  REQUIRE(v.problem);
  CHECK(v.problem->code == "jig-reference");
  CHECK(v.coverage == Coverage::continuity);
}

const char* const kBadCable = "ohms:left.S:4.7";

}  // namespace

TEST_CASE("a reference that is dead is told, whatever the cable is") {
  for (const char* cable : {"good", kBadCable})
    for (const double volt : {0.0, 0.3, 0.7, 1.6, 2.5}) {
      CAPTURE(cable);
      CAPTURE(volt);
      Meddled jig;
      jig.set_bandgap(volt);
      check_reference_error(jig.test_meddled(cable, [](std::string_view) {}));
    }
}

TEST_CASE("a reference that stands elsewhere while resistances are read than when the supply was is told") {
  for (const double volt : {0.55, 0.9, 1.04, 1.16, 1.3, 5.0}) {
    CAPTURE(volt);
    Meddled jig;
    const Verdict v = jig.test_meddled(kBadCable, [&](std::string_view request) {
      if (asks(request, "MEAS:RAW? 1")) jig.set_bandgap(volt);
      if (asks(request, "MEAS:RAW? 0") || asks(request, "MEAS:RAW:SUPP")) jig.set_bandgap(1.1);
    });
    // A reading at the end of the scale is repeated against the supply, where all is well.
    if (v.outcome == Outcome::fail) CHECK(in_words(v).find("high-resistance L-") != std::string::npos);
    else check_reference_error(v);
    CHECK(v.outcome != Outcome::pass);
  }
}

TEST_CASE("a reference or a supply that drifts during the measurement is told") {
  for (const bool supply : {false, true})
    for (const double factor : {0.9, 0.95, 1.05, 1.1}) {
      CAPTURE(supply);
      CAPTURE(factor);
      Meddled jig;
      int heard = 0;
      const Verdict v = jig.test_meddled("good", [&](std::string_view request) {
        if (!asks(request, "MEAS:RAW?") || ++heard != 3) return;
        if (supply)
          jig.bench.converter().set_supply(5 * factor, jig.bench.now());
        else
          jig.set_bandgap(1.1 * factor);
      });
      check_reference_error(v);
    }
}

TEST_CASE("a contact that is powered while resistances are measured gives an error and no ohms") {
  Meddled jig;
  bool done = false;
  const Verdict v = jig.test_meddled("good", [&](std::string_view request) {
    if (done || !asks(request, "MEAS:RAW?")) return;
    done = true;
    jig.bench.plug(parse_cable_edits("good"), {LivePart{0, {}, 5, {}}});
  });
  CAPTURE(in_words(v));
  CHECK(v.outcome == Outcome::error);
  CHECK(v.resistances.empty());
}

TEST_CASE("a cable that is pulled or exchanged between its scans and its ohms does not pass") {
  for (const char* then : {"none", "open:left.S", "swap:left.T:left.S", "ohms:left.S:1e6"}) {
    CAPTURE(then);
    Meddled jig;
    bool done = false;
    const Verdict v = jig.test_meddled("good", [&](std::string_view request) {
      if (done || !asks(request, "MEAS:RAW?")) return;
      done = true;
      jig.plug(then);
    });
    CAPTURE(in_words(v));
    CHECK(v.outcome != Outcome::pass);
  }
}

TEST_CASE("a jig that does not measure ohms says so, as before") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const Verdict v = jig.test("good");
  CHECK(v.outcome == Outcome::pass);
  CHECK(v.coverage == Coverage::continuity);
  CHECK(v.decision == Decision::simple);
  CHECK(v.resistances.empty());
  CHECK(std::ranges::count(v.not_tested, NotTestedCode::resistance, [](const NotTested& n) { return *n.code.known(); }) == 1);
}

TEST_CASE("a dead reference does not hide what was seen to let go before") {
  Meddled jig;
  jig.set_bandgap(0.3);
  jig.plug("good");
  Upset loose;
  loose.net = "L-";
  loose.contacts = {{"amp", "R1"}, {"left", "S"}};
  loose.times = 1;
  const Verdict v = test_cable(jig.jig, jig.job, jig.proofs, kNow, {loose}, ohm_task(jig.jig.identity(), jig.job));
  CAPTURE(in_words(v));
  CHECK(v.outcome == Outcome::fail);
  CHECK(v.resistances.empty());
}
