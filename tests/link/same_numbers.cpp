#include <map>

#include "link/far_jig.hpp"
#include "link/setting.hpp"

using namespace buzzout;

// Every session begins at a random sequence number, so that the replies of another one do not fit. Here the
// same number came up twice, which is one case in four thousand million: the boot id and the counter of the
// scans still tell a reply of the other session, when a cable comes loose in mid-test and the other
// session's last scan arrives in the place of this one's.

namespace {

// Keeps what the jig replied to each request; the replies of an earlier session come first where they are
// wanted.
class TwinChannel : public ByteChannel {
 public:
  explicit TwinChannel(QuickJig& jig) : jig_(jig) {}

  void write(std::string_view bytes) override {
    const std::string request(bytes);
    if (request.find(" SCAN? ") != std::string::npos && ++scans == loose_at) {
      jig_.plug(loose);
      waiting_ += earlier_.at(request);
    }
    const std::string reply = jig_.hear(bytes, protocol::fast_baud, {}).bytes;
    replies_[request] = reply;
    waiting_ += reply;
  }
  std::size_t read(char* into, std::size_t most, Duration) override {
    const std::size_t n = std::min(most, waiting_.size());
    std::copy_n(waiting_.begin(), n, into);
    waiting_.erase(0, n);
    return n;
  }
  std::string name() const override { return "twin"; }

  void next_session() {
    earlier_ = std::exchange(replies_, {});
    waiting_.clear();
    scans = 0;
  }

  int scans = 0, loose_at = 0;  // the scan before which the cable comes loose; 0: none
  Links loose;

 private:
  QuickJig& jig_;
  std::map<std::string, std::string> replies_, earlier_;
  std::string waiting_;
};

}  // namespace

TEST_CASE("the last scan of a session with the same numbers does not vouch for a cable that came loose") {
  for (const bool restarted : {false, true}) {
    CAPTURE(restarted);
    const Setting s("4.4-ts");
    QuickJig jig;
    jig.plug(s.good_links());
    TwinChannel channel(jig);
    ManualClock clock;
    const auto test = [&] {
      JigClient client(channel, clock, 500);
      client.connect();
      return test_cable(client, s.job, FixtureEvidence{}, kNow);
    };
    if (restarted)  // so that the first session's counter is the higher one
      for (int n = 0; n < 20; ++n) jig.hear("SCAN?\n", protocol::fast_baud, {});
    REQUIRE(test().outcome == Outcome::pass);
    REQUIRE(channel.scans == 2);

    channel.next_session();
    if (restarted) jig.restart(0x0002);
    channel.loose_at = 2;
    channel.loose = s.good_links();
    channel.loose.quick[0] = channel.loose.held[0] = 1;
    const Verdict v = test();
    INFO(in_words(v));
    REQUIRE(v.problem);
    CHECK(v.problem->code == "jig-restarted");
    CHECK(jig.lamp() == protocol::Lamp::busy);
  }
}
