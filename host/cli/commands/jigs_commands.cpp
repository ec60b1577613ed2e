#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "bench/jig_session.hpp"
#include "cli/terminal/keyboard.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/board.hpp"
#include "core/older_firmware.hpp"
#include "core/suggest.hpp"
#include "core/words.hpp"
#include "jig/avrdude_command.hpp"
#include "jig/port_list.hpp"
#include "jig/serial_channel.hpp"
#include "report/json_text.hpp"
#include "text/printable.hpp"
#include "transport/child_process.hpp"

namespace buzzout {
namespace {

struct PortOptions : Common {
  std::optional<std::string> port;

  void declare(OptionList& list) override { port_option(list, port); }
};

struct FlashOptions : PortOptions {
  std::optional<std::string> board, hex;
  bool dry_run = false;

  void declare(OptionList& list) override {
    PortOptions::declare(list);
    list.text("board", "BOARD", "uno, mega or mega64", board);
    list.text("hex", "FILE", "another HEX file than the built one", hex);
    list.flag("dry-run", "print the command, do nothing", dry_run);
  }
};

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

std::string serial_port(const PortOptions& options, const Environment& env) {
  const std::string port = choose_port(options.port.value_or(""), load_config(env.places.config_file), false);
  if (port.starts_with("sim:"))
    throw Error("usage", "this command needs a real port, not `" + port + "`", "", "name one with -p");
  return port;
}

const char* self_test_words(int result) {
  switch (result) {
    case 0: return "good";
    case 1: return "a point is held high";
    case 2: return "a point is held low";
    default: return "a point is dead";
  }
}

// avrdude waits for ever on some bootloaders when the port is wrong; nothing it does takes this long.
constexpr auto kFlashTime = 90s;

int run_jigs_list(const Common& options, Environment& env) {
  Json all = Json::array();
  const auto ports = list_ports();
  for (const auto& p : ports) {
    all.push_back({{"port", p.path}, {"description", p.description}, {"likely_jig", p.likely_jig},
                   {"usb_vid", p.usb_vid}, {"usb_pid", p.usb_pid}, {"usb_serial", p.usb_serial}});
    if (!options.json)
      env.out << to_ansi({{p.likely_jig ? (env.theme.unicode ? "  ● " : "  * ") : "    ", Ink::good},
                          {p.path, Ink::bold}, {"  " + p.description, Ink::plain}}, env.theme) << "\n";
  }
  if (options.json)
    env.out << json_text(all, 2) << "\n";
  else if (ports.empty())
    env.out << "  No serial ports. Plug the jig in, or try a simulated one: buzzout test 4.4-ts -p sim:good\n";
  return kExitDone;
}

int run_jigs_info(const PortOptions& options, Environment& env) {
  const BareJig bare = open_serial_jig(serial_port(options, env), load_config(env.places.config_file));
  const JigIdentity& id = bare.client->identity();
  const int test = bare.client->self_test();
  if (options.json) {
    env.out << json_text(Json({{"port", bare.channel->name()}, {"board", id.board}, {"number", id.number},
                     {"firmware", id.firmware}, {"protocol", id.protocol}, {"points", id.points},
                     {"ohms", id.ohms != OhmMethod::none}, {"lamp_seconds", id.lamp_seconds}, {"lacks", lacks_of(id)},
                     {"baud", bare.client->line().baud}, {"self_test", test}}), 2) << "\n";
  } else {
    env.out << "  board      " << printable(id.board) << "\n  number     " << id.number
            << (id.number == 0 ? " (none yet: the first test writes one)" : "") << "\n  firmware   "
            << printable(id.firmware) << ", protocol " << id.protocol << "\n  points     " << id.points
            << "\n  measures   " << (id.ohms != OhmMethod::none ? "continuity and resistance" : "continuity")
            << (id.addon != 0 ? ", with the milliohm add-on" : "") << "\n  line       "
            << (bare.client->line().baud == protocol::fast_baud ? "1,000,000" : "115,200") << " baud\n  self-test  "
            << self_test_words(test) << "\n";
    if (const auto lacks = lacks_of(id); !lacks.empty()) {
      auto lines = wrapped("this firmware is older than the program: " + list_of(lacks, "; ") + ".", Ink::warn, 13, env.theme,
                           {"  older      ", Ink::plain});
      lines.push_back({{"             flash the one that came with it: buzzout jigs flash", Ink::plain}});
      print(env.out, lines, env.theme);
    }
  }
  return test == 0 ? kExitDone : kExitError;
}

int run_jigs_console(const PortOptions& options, Environment& env) {
  SerialChannel channel(serial_port(options, env));
  channel.set_baud(load_config(env.places.config_file).baud().value_or(protocol::fast_baud));
  if (env.interactive) env.out << "  Type SCPI commands; Ctrl-C or Ctrl-D ends.\n" << std::flush;
  Keyboard keyboard;
  std::string line;
  auto show_replies = [&](Duration wait) {
    char bytes[256];
    while (const std::size_t n = channel.read(bytes, sizeof bytes, wait))
      for (std::size_t i = 0; i < n; ++i) {
        if (bytes[i] == '\n') {
          if (line.ends_with('\r')) line.pop_back();
          env.out << printable(line) << "\n" << std::flush;
          line.clear();
        } else if (line.size() < 4096) {
          line += bytes[i];
        }
      }
  };
  while (!keyboard.ended() && !Keyboard::interrupted()) {
    if (const auto typed = keyboard.line(50ms)) {
      channel.write(*typed + "\n");
      show_replies(150ms);
    }
    show_replies(0ms);
  }
  return Keyboard::interrupted() ? kExitInterrupted : kExitDone;
}

int run_jigs_flash(const FlashOptions& options, Environment& env) {
  std::vector<std::string> known;
  std::string list;
  for (const auto& b : boards()) {
    known.emplace_back(b.name);
    list += (list.empty() ? "" : ", ") + known.back();
  }
  if (!options.board) throw Error("usage", "which board?", "", "name it with --board: " + list);
  const Board* board = find_board(*options.board);
  if (board == nullptr) {
    const auto best = nearest(*options.board, known);
    throw Error("unknown-board", "there is no board `" + *options.board + "`", "--board " + *options.board,
                best ? "did you mean `" + *best + "`?" : "known: " + list);
  }
  const std::string hex =
      options.hex.value_or((env.places.firmware / ("buzzout-" + std::string(board->name) + ".hex")).string());
  if (!std::filesystem::is_regular_file(hex))
    throw Error("no-firmware", "there is no firmware to write", hex,
                "build it with avr-gcc installed (cmake says how), or name a file with --hex");
  const std::string port = serial_port(options, env);
  const auto command = avrdude_command(*board, port, hex);
  if (options.dry_run) {
    env.out << shell_line(command) << "\n";
    return kExitDone;
  }
  { SerialChannel probe(port); }  // says what is wrong with a port before avrdude waits on it for ever
  env.out << shell_line(command) << "\n" << std::flush;
  const CommandEnd end = run_program(command, kFlashTime);
  const int status = end.how == CommandEnd::How::exited ? end.number : 128;
  if (status == 127) throw Error("no-avrdude", "avrdude is not installed", "", "sudo apt-get install avrdude");
  if (status != 0)
    throw Error("flash-failed", "avrdude ended with status " + std::to_string(status), port,
                "check the board and the port; a fresh Nano copy may need its old bootloader's baud rate");
  env.out << "  Done. buzzout jigs info -p " << port << "\n";
  return kExitDone;
}

}  // namespace

constinit const Command jigs_list_command = {
    "jigs list", "", 0, 0, "serial ports, and which of them look like a jig", "",
    action<Common, run_jigs_list>()};

constinit const Command jigs_info_command = {
    "jigs info", "", 0, 0, "board, number, firmware and self-test of a jig", "",
    action<PortOptions, run_jigs_info>()};

constinit const Command jigs_console_command = {
    "jigs console", "", 0, 0, "talk SCPI to a jig by hand",
    "Each line you type goes to the jig as it is; try *IDN? or SCAN? or SYST:ERR?.",
    action<PortOptions, run_jigs_console>()};

constinit const Command jigs_flash_command = {
    "jigs flash", "", 0, 0, "write the firmware into a board (avrdude)",
    "  buzzout jigs flash --board uno -p /dev/ttyACM0\n"
    "  buzzout jigs flash --board mega -p /dev/ttyACM0 --dry-run    print the command only",
    action<FlashOptions, run_jigs_flash>()};

}  // namespace buzzout
