#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "bench/jig_session.hpp"
#include "cli/views/name_warnings.hpp"
#include "store/stamp.hpp"
#include "core/suggest.hpp"
#include "report/json_text.hpp"
#include "report/record_reader.hpp"
#include "store/record_store.hpp"

namespace buzzout {

int run_fixtures_renew(const Options& options, Environment& env) {
  const Catalog catalog(env.places.library);
  JigSession session(catalog, load_config(env.places.config_file),
                     {options.port.value_or(""), options.fixture.value_or(""), nullptr, {}});
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

}  // namespace buzzout
