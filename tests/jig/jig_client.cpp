#include "jig/jig_client.hpp"

#include <random>
#include <set>
#include <utility>

#include "jig/patience.hpp"
#include "refusals.hpp"
#include "scripted_channel.hpp"

using namespace buzzout;
using namespace std::chrono_literals;

namespace {

std::string healthy(const HeardRequest& r, int) { return r.reply(healthy_text(r.command)); }

struct Conversation {
  explicit Conversation(ScriptedChannel::Script script, std::uint32_t first_sequence = 100)
      : channel(clock, std::move(script)), client(channel, clock, first_sequence) {}
  std::string refusal_code(std::function<void(JigClient&)> action) {
    return refusal([&] { action(client); }).code;
  }
  ManualClock clock;
  ScriptedChannel channel;
  JigClient client;
};

// A jig that is healthy until it is connected, and then answers so.
struct Connected : Conversation {
  explicit Connected(ScriptedChannel::Script then)
      : Conversation([this, then](const HeardRequest& r, int nth) {
          return ready ? then(r, nth - before) : healthy(r, nth);
        }) {
    client.connect();
    before = static_cast<int>(channel.heard.size());
    ready = true;
    started = clock.now();
  }
  Duration waited() { return clock.now() - started; }
  int before = 0;
  bool ready = false;
  Duration started{};
};

std::string flipped(std::string line, std::size_t bit) {
  line[bit / 8] = static_cast<char>(line[bit / 8] ^ (1 << (bit % 8)));
  return line;
}

}  // namespace

TEST_CASE("the jig says who it is") {
  Conversation c(healthy);
  const JigIdentity id = c.client.connect();
  CHECK(id.board == "uno");
  CHECK(id.number == 4711);
  CHECK(id.firmware == "0.1.0");
  CHECK(id.protocol == 1);
  CHECK(id.points == 4);
  CHECK(id.ohms == OhmMethod::none);
  CHECK_FALSE(id.simulated);
  CHECK(c.channel.baud == protocol::fast_baud);
}

TEST_CASE("every request, a retry too, has a sequence number of its own") {
  Connected c([](const HeardRequest& r, int nth) { return nth % 3 == 2 ? healthy(r, nth) : std::string(); });
  for (int i = 0; i < 10; ++i) c.client.scan();
  std::set<std::string> sequences;
  for (const auto& r : c.channel.heard) sequences.insert(r.sequence);
  CHECK(sequences.size() == c.channel.heard.size());
}

TEST_CASE("a sequence that runs over the end of 32 bits goes on at 0") {
  Conversation c(healthy, 0xFFFFFFFEU);
  c.client.connect();
  c.client.scan();
  CHECK(c.channel.heard[0].sequence == "4294967294");
  CHECK(c.channel.heard[2].sequence == "0");
}

TEST_CASE("no reply with one or two bits flipped is taken for an answer") {
  const SealedRequest request = seal(7, "SCAN?");
  const HeardRequest heard{request.line, "7", "SCAN?"};
  std::string line = heard.reply(healthy_text("SCAN?"));
  line.resize(line.size() - 2);
  REQUIRE(open_reply(request, line) == healthy_text("SCAN?"));
  unsigned accepted = 0, tried = 0;
  for (std::size_t a = 0; a < line.size() * 8; ++a) {
    const std::string one = flipped(line, a);
    accepted += open_reply(request, one).has_value();
    for (std::size_t b = a + 1; b < line.size() * 8; ++b, ++tried)
      accepted += open_reply(request, flipped(one, b)).has_value();
  }
  CHECK(accepted == 0);
  CHECK(tried > 40'000);
}

TEST_CASE("a reply fits one request only: the same number with other words is another request") {
  const SealedRequest asked = seal(7, "SCAN?");
  const auto accepts = [&](const SealedRequest& other) {
    std::string sequence = std::to_string(other.sequence);
    std::string line = HeardRequest{other.line, sequence, ""}.reply("00B7,00000001,0,0,1,2,4,8");
    line.resize(line.size() - 2);
    return open_reply(asked, line).has_value();
  };
  CHECK(accepts(asked));
  CHECK_FALSE(accepts(seal(8, "SCAN?")));
  CHECK_FALSE(accepts(seal(70, "SCAN?")));
  CHECK_FALSE(accepts(seal(7, "LEAR?")));
  CHECK_FALSE(accepts(seal(7, "scan?")));
  for (const char* line : {"", "@7", "@7 ", "@7 *12345678", "@7  *00000000", "SCAN?", "@07 OK *00000000"})
    CHECK_FALSE(open_reply(asked, line));
  CHECK_FALSE(open_reply(asked, asked.line));  // an echo
}

TEST_CASE("damaged replies are asked for again, and given up after seven tries") {
  for (int good_at = 0; good_at < 7; ++good_at) {
    Connected c([&](const HeardRequest& r, int nth) {
      return nth < good_at ? flipped(healthy(r, nth), 40 + static_cast<std::size_t>(nth)) : healthy(r, nth);
    });
    CHECK(c.client.scan().matrix.rows == std::vector<PointSet>{1, 2, 4, 8});
    CHECK(c.channel.heard.size() == static_cast<std::size_t>(c.before + good_at + 1));
  }
  Connected never([](const HeardRequest& r, int nth) { return flipped(healthy(r, nth), 40); });
  CHECK(never.refusal_code([](JigClient& j) { j.scan(); }) == "jig-no-answer");
  CHECK(never.channel.heard.size() == static_cast<std::size_t>(never.before + 7));
}

TEST_CASE("a late reply is not taken for the retry's") {
  HeardRequest first;
  Connected c([&](const HeardRequest& r, int nth) {
    if (nth == 0) {
      first = r;
      return std::string();
    }
    return first.reply("00B7,00000001,0,0,F,F,F,F") + r.reply("00B7,00000002,0,0,1,2,4,8");
  });
  const Scan s = c.client.scan();
  CHECK(s.count == 2);
  CHECK(s.matrix.rows[0] == 1);
}

TEST_CASE("replies of another session, sent twice or left over do not fit") {
  // Another program's session used the same numbers for other commands.
  Conversation c([](const HeardRequest& r, int nth) {
    const SealedRequest other = seal(static_cast<std::uint32_t>(std::stoul(r.sequence)), "LEAR?");
    const std::string stale = HeardRequest{other.line, r.sequence, "LEAR?"}.reply("00B7,00000001,0,0,F,F,F,F");
    const std::string good = r.reply(nth < 3 ? healthy_text(r.command)
                                             : "00B7,0000000" + std::to_string(nth) + ",0,0,1,2,4,8");
    return stale + good + good + stale;
  });
  c.client.connect();
  std::uint32_t last = 0;
  for (int i = 0; i < 5; ++i) {
    const Scan s = c.client.scan();
    CHECK(s.count > last);  // never the duplicate of the scan before
    last = s.count;
  }
}

TEST_CASE("a reply cut short anywhere is asked for again") {
  const std::string whole = HeardRequest{seal(1, "x").line, "1", "x"}.reply(healthy_text("SCAN?"));
  for (std::size_t n = 0; n + 2 < whole.size(); ++n) {
    CAPTURE(n);
    Connected c([&](const HeardRequest& r, int nth) {
      const std::string reply = healthy(r, nth);
      return nth == 0 ? reply.substr(0, n) : "\r\n" + reply;
    });
    CHECK(c.client.scan().matrix.rows.size() == 4);
    CHECK(c.channel.heard.size() == static_cast<std::size_t>(c.before + 2));
  }
}

TEST_CASE("half a line of noise before a reply costs one try") {
  Connected c([](const HeardRequest& r, int nth) { return (nth == 0 ? "half a li" : "") + healthy(r, nth); });
  CHECK(c.client.scan().matrix.rows.size() == 4);
}

TEST_CASE("silence is waited for within bounds") {
  Conversation nobody([](const HeardRequest&, int) { return std::string(); });
  const Error e = refusal([&] { nobody.client.connect(); });
  CHECK(e.code == "jig-no-answer");
  CHECK(e.where == "/dev/ttyTEST");
  CHECK(nobody.clock.now() >= 2200ms);  // a bootloader takes two seconds
  CHECK(nobody.clock.now() <= 5s);

  Connected dies([](const HeardRequest&, int) { return std::string(); });
  CHECK(dies.refusal_code([](JigClient& j) { j.scan(); }) == "jig-no-answer");
  CHECK(dies.waited() == 7 * 350ms);  // seven tries of a reply wait and the scan's own time
  Connected holds([](const HeardRequest&, int) { return std::string(); });
  CHECK(holds.refusal_code([](JigClient& j) { j.hold(1, 100); }) == "jig-no-answer");
  CHECK(holds.waited() <= 4s);
}

TEST_CASE("noise that never stops is given up like silence, with or without line ends") {
  for (const std::string noise : {"x", "\n", "@1 OK *00000000\r\n", "\xFF\xFE", "#BUZZOUT uno 0.1.0\r\n"}) {
    CAPTURE(noise);
    Conversation c([](const HeardRequest&, int) { return std::string(); });
    std::string flood;
    while (flood.size() < 10'000) flood += noise;
    c.channel.endless = [=] { return flood; };
    const std::string code = c.refusal_code([](JigClient& j) { j.connect(); });
    const bool known = code == "jig-no-answer" || code == "jig-wrong-firmware";
    CHECK(known);
    CHECK(c.clock.now() <= 6s);
  }
}

TEST_CASE("a board that is booting is waited for until its hello") {
  bool booted = false;
  Conversation slow([&](const HeardRequest& r, int nth) {
    booted = slow.clock.now() >= slow.channel.later_at;
    return booted ? healthy(r, nth) : std::string();
  });
  slow.channel.later = "#BUZZOUT uno 0.1.0\r\n";
  slow.channel.later_at = 1800ms;
  CHECK(slow.client.connect().number == 4711);
  CHECK(booted);
  CHECK(slow.clock.now() < 1900ms);
  CHECK(slow.channel.baud == protocol::fast_baud);
}

TEST_CASE("a hello that comes while the jig is asked is a hello too") {
  int ignored = 0;
  Conversation c([&](const HeardRequest& r, int nth) {
    if (nth == 0) {
      ++ignored;
      return std::string("#BUZZOUT uno 0.1.0\r\n");
    }
    return healthy(r, nth);
  });
  CHECK(c.client.connect().number == 4711);
  CHECK(ignored == 1);
  CHECK(c.clock.now() < 600ms);
}

TEST_CASE("a jig that restarts in the middle shows another boot") {
  bool restarted = false;
  Connected c([&](const HeardRequest& r, int nth) {
    if (nth == 1) {
      restarted = true;
      return std::string("#BUZZOUT uno 0.1.0\r\n");
    }
    if (r.command == "*IDN?") return healthy(r, nth);
    return r.reply((restarted ? "00B8,0000000" : "00B7,0000000") + std::to_string(nth + 1) + ",0,0,1,2,4,8");
  });
  const Scan before = c.client.scan(), after = c.client.scan();
  CHECK(before.boot == 0xB7);
  CHECK(after.boot == 0xB8);
}

TEST_CASE("a jig that answers one try in seven is connected to, or given up, within the bound") {
  for (int good_at = 0; good_at < 7; ++good_at) {
    CAPTURE(good_at);
    int tries = 0;
    Conversation c([&](const HeardRequest& r, int nth) {
      return tries++ % 7 == good_at ? healthy(r, nth) : std::string();
    });
    CHECK(c.client.connect().number == 4711);
    CHECK(c.clock.now() <= Patience::whole_connect());
    CHECK(c.clock.now() >= good_at * Patience::reply);
  }
  Conversation one([&](const HeardRequest& r, int nth) { return nth == 6 ? healthy(r, nth) : std::string(); });
  CHECK(one.refusal_code([](JigClient& j) { j.connect(); }) == "jig-no-answer");
  CHECK(one.clock.now() <= Patience::whole_connect());
  CHECK(Patience::whole_connect() < 6s);
}

TEST_CASE("a jig that hears only the slower speed is found there") {
  Conversation c(healthy);
  c.channel.deaf_above_baud = protocol::slow_baud;
  CHECK(c.client.connect().number == 4711);
  CHECK(c.channel.baud == protocol::slow_baud);
}

TEST_CASE("something that is no jig is told from nothing") {
  Conversation grbl([](const HeardRequest&, int) { return std::string("error:2\r\n"); });
  const Error e = refusal([&] { grbl.client.connect(); });
  CHECK(e.code == "jig-wrong-firmware");
  CHECK(e.action == Action{ActionCode::flash, {{"port", e.where}}});

  Conversation echo([](const HeardRequest& r, int) { return r.line + "\r\n"; });
  CHECK(echo.refusal_code([](JigClient& j) { j.connect(); }) == "jig-wrong-firmware");
}

TEST_CASE("a jig whose answers arrive damaged or too late is not taken for another firmware") {
  Conversation damaged([](const HeardRequest& r, int nth) {
    std::string reply = healthy(r, nth);
    reply[reply.size() - 3] = '-';
    return reply;
  });
  const Error e = refusal([&] { damaged.client.connect(); });
  CHECK(e.code == "jig-no-answer");
  CHECK(e.message == "a jig is there, and its answers arrive damaged or too late");
  CHECK(e.remedy.find("cable") != std::string::npos);

  std::string late;
  Conversation slow([&](const HeardRequest& r, int nth) { return std::exchange(late, healthy(r, nth)); });
  CHECK(slow.refusal_code([](JigClient& j) { j.connect(); }) == "jig-no-answer");
}

TEST_CASE("another protocol, and nonsense about itself, are refused") {
  const auto with = [](const std::string& command, const std::string& text) {
    Conversation c([=](const HeardRequest& r, int) {
      return r.reply(r.command == command ? text : healthy_text(r.command));
    });
    return c.refusal_code([](JigClient& j) { j.connect(); });
  };
  CHECK(with("*OPT?", "PROTOCOL=2,POINTS=4,OHMS=0") == "jig-protocol");
  CHECK(with("*OPT?", "POINTS=4,OHMS=0") == "jig-protocol");
  CHECK(with("*OPT?", "PROTOCOL=1,POINTS=65") == "jig-bad-reply");
  CHECK(with("*OPT?", "PROTOCOL=1,POINTS=1") == "jig-bad-reply");
  CHECK(with("*OPT?", "PROTOCOL=1") == "jig-bad-reply");
  CHECK(with("*OPT?", "PROTOCOL=1,POINTS=-4") == "jig-bad-reply");
  CHECK(with("*OPT?", "PROTOCOL=1,POINTS") == "jig-bad-reply");
  CHECK(with("*OPT?", "") == "jig-bad-reply");
  CHECK(with("*IDN?", "Other,uno,1,0.1.0") == "jig-bad-reply");
  CHECK(with("*IDN?", "Buzzout,uno,1") == "jig-bad-reply");
  CHECK(with("*IDN?", "Buzzout,uno,one,0.1.0") == "jig-bad-reply");
  CHECK(with("*IDN?", "Buzzout,uno,4294967296,0.1.0") == "jig-bad-reply");
}

TEST_CASE("a measurement that is not whole is refused, however well it is sealed") {
  const auto answers = [](const std::string& text, std::function<void(JigClient&)> action) {
    Connected c([=](const HeardRequest& r, int) { return r.reply(text); });
    return c.refusal_code(std::move(action));
  };
  const auto scan = [](JigClient& j) { j.scan(); };
  for (const char* text : {"", "OK", "00B7", "00B7,1,0,0", "00B7,1,0,0,1,2,4", "00B7,1,0,0,1,2,4,8,0", "00B7,1,0,0,1,2,4,G",
                           "00B7,1,0,0,1,2,4,08", "00B7,1,0,0,1,2,4,", "00B7,1,1,0,1,2,4,8", "00B7,,0,0,1,2,4,8",
                           "x,1,0,0,1,2,4,8", "00B7,1,00,0,1,2,4,8", "00B7,1,-,0,1,2,4,8", "00B7, 1,0,0,1,2,4,8",
                           "100000000,1,0,0,1,2,4,8"}) {
    CAPTURE(std::string(text));
    CHECK(answers(text, scan) == "jig-bad-reply");
  }
  const auto hold = [](JigClient& j) { j.hold(1, 20); };
  for (const char* text : {"", "OK", "00B7,1,0,0", "00B7,1,0,0,1", "00B7,1,0,0,1,1,1", "00B7,1,0,1,1,1", "00B7,1,0,0,1,X"}) {
    CAPTURE(std::string(text));
    CHECK(answers(text, hold) == "jig-bad-reply");
  }
  const auto learn = [](JigClient& j) { j.learn(); };
  for (const char* text : {"", "OK", "00B7,1,0,0,00,01,02", "00B7,1,0,0,00,01,02,04", "00B7,1,0,0,00,01,02,xx"}) {
    CAPTURE(std::string(text));
    CHECK(answers(text, learn) == "jig-bad-reply");
  }
  CHECK(answers("4", [](JigClient& j) { j.self_test(); }) == "jig-bad-reply");
  CHECK(answers("-1", [](JigClient& j) { j.self_test(); }) == "jig-bad-reply");
  CHECK(answers("many", [](JigClient& j) { j.button_presses(); }) == "jig-bad-reply");
}

TEST_CASE("a jig that is not clean has no rows") {
  Connected c([](const HeardRequest& r, int) { return r.reply("00B7,00000001,2,4"); });
  const Scan s = c.client.scan();
  CHECK(s.held_high == 2);
  CHECK(s.held_low == 4);
  CHECK_FALSE(s.clean());
  CHECK(s.matrix.rows.empty());
  CHECK(c.client.learn().empty());
}

TEST_CASE("a refusal is told with the jig's reason") {
  const auto reason = [](const std::string& text) {
    Connected c([=](const HeardRequest& r, int) { return r.reply(text); });
    const Error e = refusal([&] { c.client.give_number(5); });
    return "[" + e.code + "] " + e.message;
  };
  CHECK(reason("!-221") == "[jig-refused] the jig refused `SYST:NUMB 5`: -221 (Settings conflict)");
  CHECK(reason("!102") == "[jig-refused] the jig refused `SYST:NUMB 5`: 102 (Envelope required)");
  CHECK(reason("!103") == "[jig-refused] the jig refused `SYST:NUMB 5`: 103 (Restarted by watchdog)");
  CHECK(reason("!-999") == "[jig-refused] the jig refused `SYST:NUMB 5`: -999 (Unknown error)");
  CHECK(reason("!no").starts_with("[jig-bad-reply]"));
}

TEST_CASE("a jig that is unplugged in the middle of a scan ends the conversation at once") {
  Connected c([](const HeardRequest&, int) -> std::string {
    throw JigError("jig-unplugged", "the jig is gone", "/dev/ttyTEST");
  });
  CHECK(c.refusal_code([](JigClient& j) { j.scan(); }) == "jig-unplugged");
  CHECK(c.channel.heard.size() == static_cast<std::size_t>(c.before + 1));
}

TEST_CASE("whatever a bad line does, an answer is the jig's own to this very request, or none") {
  std::mt19937 random(17);
  std::vector<std::string> past;
  unsigned answered = 0, given_up = 0;
  Connected c([&](const HeardRequest& r, int nth) {
    const std::string good = r.reply("answer " + r.sequence + " " + std::to_string(nth));
    std::string out;
    for (unsigned n = 0; n < 1 + random() % 4; ++n) {
      std::string piece = random() % 2 == 0 || past.empty() ? good : past[random() % past.size()];
      switch (random() % 6) {
        case 0: piece = flipped(piece, random() % (piece.size() * 8)); break;
        case 1: piece.resize(random() % piece.size()); break;
        case 2: piece.erase(random() % piece.size(), 1 + random() % 5); break;
        case 3: piece.insert(random() % piece.size(), 1, static_cast<char>(random())); break;
        case 4: piece.clear(); break;
        default: break;
      }
      out += piece;
    }
    past.push_back(good);
    if (past.size() > 50) past.erase(past.begin());
    return out;
  });
  for (int i = 0; i < 3000; ++i) {
    try {
      const std::string answer = c.client.ask("SCAN?");
      const auto& last = c.channel.heard.back();
      REQUIRE(answer == "answer " + last.sequence + " " +
                            std::to_string(static_cast<int>(c.channel.heard.size()) - 1 - c.before));
      ++answered;
    } catch (const Error& e) {
      REQUIRE(e.code == "jig-no-answer");
      ++given_up;
    }
  }
  MESSAGE(answered, " answered, ", given_up, " given up");
  CHECK(answered > 1000);
}

TEST_CASE("another jig behind the open port is noticed, by its number, its board or its firmware") {
  for (const char* other : {"Buzzout,uno,4712,0.1.0", "Buzzout,mega,4711,0.1.0", "Buzzout,uno,4711,0.1.1"}) {
    CAPTURE(other);
    Connected c([&](const HeardRequest& r, int) { return r.reply(r.command == "*IDN?" ? other : healthy_text(r.command)); });
    CHECK(c.refusal_code([](JigClient& j) { j.require_same_jig(); }) == "jig-exchanged");
  }
  Connected same(healthy);
  CHECK_NOTHROW(same.client.require_same_jig());
}

TEST_CASE("whatever measures notices another boot, asks who that is, and knows a boot that comes back") {
  const std::pair<const char*, std::function<void(JigClient&)>> measurements[] = {
      {"SCAN?", [](JigClient& j) { j.scan(); }},
      {"SCAN:HOLD?", [](JigClient& j) { j.hold(1, 20); }},
      {"LEAR?", [](JigClient& j) { j.learn(); }}};
  for (const auto& [command, measure] : measurements) {
    CAPTURE(std::string(command));
    std::string boot = "00B7", identity = "Buzzout,uno,4711,0.1.0";
    int asked = 0;
    Connected c([&](const HeardRequest& r, int) {
      asked += r.command == "*IDN?";
      if (r.command == "*IDN?") return r.reply(identity);
      std::string text = healthy_text(r.command);
      return r.reply(text.replace(0, 4, boot));
    });
    measure(c.client);
    measure(c.client);
    CHECK(asked == 0);
    boot = "00B8";  // it restarted
    measure(c.client);
    CHECK(asked == 1);
    boot = "00B9";  // another one
    identity = "Buzzout,uno,4712,0.1.0";
    CHECK(c.refusal_code(measure) == "jig-exchanged");
    identity = "Buzzout,uno,4711,0.1.0";
    boot = "00B7";  // no jig goes back to a boot of its past
    CHECK(c.refusal_code(measure) == "jig-number-twice");
  }
}

TEST_CASE("a lamp is asked for with a time where the jig knows that, and as before where it does not") {
  const auto heard = [](const std::string& options, unsigned seconds) {
    Conversation c([&](const HeardRequest& r, int) { return r.reply(r.command == "*OPT?" ? options : healthy_text(r.command)); });
    c.client.connect();
    c.client.show_for(protocol::Lamp::pass, seconds);
    return c.channel.heard.back().command;
  };
  const std::string old = "PROTOCOL=1,POINTS=4,OHMS=0,LINE=80,HOLD=100";
  CHECK(heard(old, 3) == "DISP:LAMP PASS");
  CHECK(heard(old + ",LAMP=60", 3) == "DISP:LAMP PASS,3");
  CHECK(heard(old + ",LAMP=2", 3) == "DISP:LAMP PASS,2");
}

namespace {

// A jig of 64 points whose scans can be had in parts of five rows; of a whole one only a part arrives.
struct LongJig {
  std::string operator()(const HeardRequest& r, int nth) {
    if (r.command == "*OPT?") return r.reply("PROTOCOL=1,POINTS=64,OHMS=0,LINE=80,HOLD=100,LAMP=60,ROWS=5");
    if (r.command == "SCAN:KEEP?") return r.reply(head(++count));
    if (r.command.starts_with("SCAN:ROWS? ")) {
      if (on_rows)
        if (const auto other = on_rows(r)) return *other;
      return r.reply(rows(r.command));
    }
    if (r.command == "SCAN?") {
      std::string text = head(++count);
      for (unsigned p = 0; p < 64; ++p) text += "," + row(p);
      return r.reply(text).erase(300, 100);
    }
    return healthy(r, nth);
  }
  std::string stamp(unsigned n) const {
    char text[14];
    std::snprintf(text, sizeof text, "00B7,%08X", n);
    return text;
  }
  std::string head(unsigned n) const { return stamp(n) + "," + std::string(16, '0') + "," + std::string(16, '0'); }
  static std::string row(unsigned p) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llX", 1ULL << p);
    return text;
  }
  std::string rows(const std::string& command) const {
    const unsigned first = static_cast<unsigned>(std::stoul(command.substr(20))) - 1;
    std::string text = stamp(static_cast<unsigned>(std::stoul(command.substr(11, 8), nullptr, 16)));
    for (unsigned p = first; p < std::min(64U, first + 5); ++p) text += "," + row(p);
    return text;
  }
  std::function<std::optional<std::string>(const HeardRequest&)> on_rows;
  unsigned count = 0;
};

void check_diagonal(const Scan& scan) {
  REQUIRE(scan.matrix.rows.size() == 64);
  for (Point p = 0; p < 64; ++p) CHECK(scan.matrix.rows[p] == only(p));
}

}  // namespace

TEST_CASE("once a long reply was damaged, scans are asked for in parts, each of one measurement") {
  LongJig jig;
  Conversation c(std::ref(jig));
  c.client.connect();
  const std::size_t before = c.channel.heard.size();
  check_diagonal(c.client.scan());
  CHECK(c.channel.heard.size() == before + 1 + 14);
  CHECK(c.client.line().in_parts);
  CHECK(c.client.line().damaged == 1);
  const Scan second = c.client.scan(), third = c.client.scan();
  check_diagonal(second);
  CHECK(third.count == second.count + 1);
  CHECK(c.channel.heard.size() == before + 1 + 3 * 14);
  CHECK_FALSE(c.client.line().slowed);
  CHECK(c.channel.baud == protocol::fast_baud);
}

TEST_CASE("rows that belong to another measurement or another boot are never put beside the first ones") {
  using Other = std::function<std::string(const LongJig&, const HeardRequest&)>;
  const Other refused = [](const LongJig&, const HeardRequest& r) { return r.reply("!-221"); };
  const Other count = [](const LongJig& j, const HeardRequest& r) {
    std::string text = j.rows(r.command);
    return r.reply(text.replace(5, 8, "0000FFFF"));
  };
  const Other boot = [](const LongJig& j, const HeardRequest& r) {
    std::string text = j.rows(r.command);
    return r.reply(text.replace(0, 4, "00B8"));
  };
  for (const auto& other : {refused, count, boot})
    for (const int times : {1, 2, 3}) {
      LongJig jig;
      int left = times;
      jig.on_rows = [&](const HeardRequest& r) -> std::optional<std::string> {
        if (left == 0 || !r.command.ends_with(",31")) return {};
        --left;
        return other(jig, r);
      };
      Conversation c(std::ref(jig));
      c.client.connect();
      if (times == 3) {
        CHECK(c.refusal_code([](JigClient& j) { j.scan(); }) == "jig-no-answer");
      } else {
        const Scan scan = c.client.scan();
        check_diagonal(scan);
        CHECK(scan.count == 2U + static_cast<unsigned>(times));  // whole, then anew each time
      }
    }
  LongJig short_of_one;  // well sealed, and a row is missing
  short_of_one.on_rows = [&](const HeardRequest& r) -> std::optional<std::string> {
    std::string text = short_of_one.rows(r.command);
    return r.reply(text.substr(0, text.rfind(',')));
  };
  Conversation c(std::ref(short_of_one));
  c.client.connect();
  CHECK(c.refusal_code([](JigClient& j) { j.scan(); }) == "jig-bad-reply");
}

TEST_CASE("two damaged replies within a minute send both ends to the slower rate, for good; two further apart do not") {
  for (const bool soon : {true, false}) {
    int bad = 0;
    Connected c([&](const HeardRequest& r, int nth) { return bad-- > 0 ? flipped(healthy(r, nth), 40) : healthy(r, nth); });
    CHECK(c.client.line().baud == protocol::fast_baud);
    bad = 1;
    c.client.scan();
    CHECK(c.channel.baud == protocol::fast_baud);
    c.clock.sleep(soon ? Duration(50s) : Duration(61s));
    bad = 1;
    c.client.hold(1, 20);
    CHECK(c.client.line().damaged == 2);
    CHECK(c.client.line().slowed == soon);
    CHECK(c.channel.baud == (soon ? protocol::slow_baud : protocol::fast_baud));
    c.clock.sleep(3600s);
    c.client.scan();
    CHECK(c.channel.baud == (soon ? protocol::slow_baud : protocol::fast_baud));
  }
}

TEST_CASE("silence, a hello, a late reply and replies to nobody's request are not damage") {
  std::string late;
  Connected c([&](const HeardRequest& r, int nth) {
    if (nth % 4 == 0) return std::string();
    if (nth % 4 == 1) return std::string("#BUZZOUT uno 0.1.0\r\n");
    if (nth % 4 == 2) {
      late = healthy(r, nth);
      return std::string();
    }
    return std::exchange(late, "") + healthy(r, nth);
  });
  for (int i = 0; i < 5; ++i) c.client.scan();
  CHECK(c.client.line().damaged == 0);
  CHECK(c.channel.baud == protocol::fast_baud);
}

TEST_CASE("a jig that was slowed down is sent back to the faster rate when its client goes") {
  ManualClock clock;
  int bad = 0;
  ScriptedChannel channel(clock, [&](const HeardRequest& r, int nth) { return bad-- > 0 ? flipped(healthy(r, nth), 40) : healthy(r, nth); });
  {
    JigClient client(channel, clock, 1);
    client.connect();
    bad = 2;
    client.scan();
    CHECK(channel.baud == protocol::slow_baud);
  }
  CHECK(channel.baud == protocol::fast_baud);
}

TEST_CASE("a rate that is fixed is kept, whatever is damaged, and the only one that is tried") {
  for (const unsigned baud : {protocol::fast_baud, protocol::slow_baud}) {
    int bad = 0;
    Conversation c([&](const HeardRequest& r, int nth) { return bad-- > 0 ? flipped(healthy(r, nth), 40) : healthy(r, nth); });
    c.client.fix_baud(baud);
    c.client.connect();
    CHECK(c.channel.baud == baud);
    bad = 5;
    c.client.scan();
    CHECK(c.client.line().damaged == 5);
    CHECK_FALSE(c.client.line().slowed);
    CHECK(c.channel.baud == baud);

    Conversation silent([](const HeardRequest&, int) { return std::string(); });
    silent.client.fix_baud(baud);
    CHECK(silent.refusal_code([](JigClient& j) { j.connect(); }) == "jig-no-answer");
    CHECK(silent.channel.baud == baud);
    CHECK(silent.clock.now() <= Patience::whole_connect());
  }
  Conversation c(healthy);
  c.channel.deaf_above_baud = protocol::slow_baud;
  c.client.fix_baud(protocol::fast_baud);
  CHECK(c.refusal_code([](JigClient& j) { j.connect(); }) == "jig-no-answer");
}
