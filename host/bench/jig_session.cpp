#include "bench/jig_session.hpp"

#include <algorithm>
#include <random>

#include "bench/choose_fixture.hpp"
#include "core/suggest.hpp"
#include "jig/port_list.hpp"
#include "jig/serial_channel.hpp"
#include "simulation/simulated_channel.hpp"

namespace buzzout {
namespace {

constexpr std::string_view kSimulated = "sim:";

std::uint32_t random_number() {
  std::random_device source;
  return source();
}

// A simulated jig that is nearly spelt as one is not looked for among the serial ports.
std::string checked_port(const std::string& port) {
  std::string beginning = port.substr(0, kSimulated.size());
  std::ranges::transform(beginning, beginning.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool bare = beginning == "sim" && port.size() == beginning.size();
  if (!bare && (beginning != kSimulated || port.starts_with(kSimulated))) return port;
  throw Error("jig-no-port", "there is no port `" + port + "`", "",
              "did you mean `" + std::string(kSimulated) + (bare ? "good" : port.substr(kSimulated.size())) + "`?");
}

}  // namespace

std::string choose_port(const std::string& asked, const Config& config, bool simulated) {
  if (!asked.empty()) return checked_port(asked);
  if (const std::string configured = config.value("port"); !configured.empty()) return checked_port(configured);
  std::vector<std::string> likely;
  for (const auto& p : list_ports())
    if (p.likely_jig) likely.push_back(p.path);
  if (likely.size() == 1) return likely.front();
  if (likely.empty())
    throw Error("no-jig", "no jig is connected", "",
                simulated ? "plug one in, name its port, or try a simulated one with a cable in it" : "plug one in, or name its port",
                simulated ? Action{ActionCode::simulate, {{"cable", "4.4-ts"}}} : Action{ActionCode::give_port});
  std::string list;
  for (const auto& path : likely) list += (list.empty() ? "" : ", ") + path;
  throw Error("ambiguous-port", "several boards are connected: " + list, "", "choose one", Action{ActionCode::give_port, {{"port", likely.front()}}});
}

BareJig open_serial_jig(const std::string& port, const Config& config) {
  BareJig out;
  out.clock = std::make_unique<SteadyClock>();
  out.channel = std::make_unique<SerialChannel>(port);
  out.client = std::make_unique<JigClient>(*out.channel, *out.clock, random_number());
  if (const auto baud = config.baud()) out.client->fix_baud(*baud);
  out.client->connect();
  return out;
}

JigSession::JigSession(const Catalog& catalog, const Config& config, const Request& request) {
  const std::string port = choose_port(request.port, config, true);
  FixtureWish wish{request.fixture, request.profile, request.at};
  if (port.starts_with(kSimulated)) {
    wish.of_several = kSimulatedFixture;
    wish.on_any_board = true;
    fixture_ = std::make_unique<Fixture>(choose_fixture(catalog, config, wish, kSimulatedBoard));
    open_simulated(catalog, request, port);
  } else {
    BareJig bare = open_serial_jig(port, config);
    clock_ = std::move(bare.clock);
    channel_ = std::move(bare.channel);
    client_ = std::move(bare.client);
    client_->set_lamp(protocol::Lamp::off);
    fixture_ = std::make_unique<Fixture>(
        choose_fixture(catalog, config, wish, client_->identity().board));
    if (client_->identity().number == 0) client_->give_number(random_number() / 2 + 1);
  }
  if (fixture_->board != client_->identity().board)
    throw Error("wrong-board", "fixture " + fixture_->name + " is for a " + fixture_->board +
                " and the jig is a " + client_->identity().board, port,
                "choose a fixture for this board", Action{ActionCode::list_files, {{"kind", "fixture"}}});
  client_->fold_senses(*fixture_);
}

JigSession::~JigSession() = default;

std::optional<Error> JigSession::take_line_trouble() {
  if (told_of_line_ || !client_->line().slowed) return {};
  told_of_line_ = true;
  return JigError("jig-slowed", "two answers of the jig arrived damaged: it is asked at 115,200 baud now, which takes longer", channel_->name(),
                  "try another USB cable or port; with `baud: 115200` in config.yaml no answer is waited for in vain");
}

bool JigSession::plug(const std::string& cable) {
  if (bench_ == nullptr || !plugs_itself_) return false;
  bench_->plug(parse_cable_edits(cable));
  return true;
}

std::string JigSession::jig_name() const {
  return bench_ != nullptr ? "sim:" + defects_ : std::to_string(client_->identity().number);
}

void JigSession::open_simulated(const Catalog& catalog, const Request& request, const std::string& port) {
  auto clock = std::make_unique<ManualClock>();
  const Board& board = *find_board(fixture_->board);
  bench_ = std::make_unique<Workbench>(
      board, *fixture_, request.profile, request.at,
      [&catalog](const std::string& name) { return catalog.profile(name); });
  cable_ = port.substr(kSimulated.size());
  const CableEdits spec = parse_cable_edits(cable_);
  bench_->plug(spec);
  defects_ = spec.defects();
  auto channel = std::make_unique<SimulatedChannel>(port, board, *bench_, *clock);
  client_ = std::make_unique<JigClient>(*channel, *clock, random_number());
  clock_ = std::move(clock);
  channel_ = std::move(channel);
  client_->connect();
}

}  // namespace buzzout
