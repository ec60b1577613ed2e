#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/name_warnings.hpp"
#include "store/stamp.hpp"
#include "core/suggest.hpp"
#include "report/json_text.hpp"
#include "report/record_reader.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

int run_fixtures_renew(const JigOptions& options, Environment& env) {
  const Catalog catalog(env.places.library);
  JigSession session(catalog, load_config(env.places.config_file),
                     jig_request(options));
  const Fixture& fixture = session.fixture();
  warn_of_clashes(name_clashes(fixture), env);
  const std::string& socket = options.words[0];
  if (fixture.socket(socket) == nullptr) {
    std::vector<std::string> known;
    for (const auto& s : fixture.sockets) known.push_back(s.name);
    const auto best = nearest(socket, known);
    throw Error("unknown-socket", "there is no socket `" + socket + "`", "fixture " + fixture.name,
                best ? "did you mean `" + *best + "`?" : "see `buzzout fixtures show " + fixture.name + "`");
  }
  RecordStore store(env.places.records(), Access::write, read_back);
  const std::uint32_t jig = session.jig().identity().number;
  const auto counts = store.insertions(jig, fixture.name);
  const auto count = counts.contains(socket) ? counts.at(socket).count : 0;
  store.socket_replaced(jig, fixture.name, socket, local_time(std::time(nullptr)));
  if (options.json)
    env.out << json_text(nlohmann::ordered_json{{"socket", socket}, {"fixture", fixture.name}, {"jig", jig}, {"insertions", count}}, 2)
            << "\n";
  else
    env.out << "  Socket " << socket << " is new: it counts from 0. The old one had " << count << " insertions.\n";
  return kExitDone;
}

}  // namespace

constinit const Command fixtures_renew_command = {
    "fixtures renew", "SOCKET", 1, 1, "a socket was replaced: its insertions count from 0",
    "Production runs count how often a plug goes into each socket, and say when a socket has outlived the\n"
    "`life` that its fixture gives it.\n"
    "\n"
    "  buzzout fixtures renew amp-4.4",
    action<JigOptions, run_fixtures_renew>()};

}  // namespace buzzout
