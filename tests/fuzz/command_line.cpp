// Lines as the words of a command line: taken, or refused with a remedy.
#include <algorithm>
#include <cstdint>

#include "cli/options.hpp"
#include "fuzz/property.hpp"

using namespace buzzout;

namespace {

void check(const Options& o) {
  MUST(!help_text(o.command).empty());
  if (o.command == nullptr) {
    MUST(o.help || o.version);
    return;
  }
  MUST(std::ranges::any_of(command_specs(), [&](const CommandSpec& s) { return &s == o.command; }));
  if (!o.help) MUST(o.words.size() >= o.command->least_words && o.words.size() <= o.command->most_words);
  const auto takes = [&](Flag f) { return std::ranges::count(o.command->flags, f) != 0; };
  MUST(!o.port || takes(Flag::port));
  MUST(!o.fixture || takes(Flag::fixture));
  MUST(o.at.empty() || takes(Flag::at));
  MUST(!o.serial || takes(Flag::serial));
  MUST(!o.svg || (takes(Flag::svg) && !o.loop && !(o.svg == "-" && o.json)));
  MUST(!o.board || takes(Flag::board));
  MUST(!o.hex || takes(Flag::hex));
  MUST(!o.spare || takes(Flag::spare));
  for (const auto& [text, flag] : {std::pair(&o.confirm, Flag::confirm), {&o.from, Flag::from}, {&o.title, Flag::title},
                                   {&o.use, Flag::use}, {&o.person, Flag::person}, {&o.cable, Flag::cable},
                                   {&o.unlike, Flag::unlike}, {&o.out, Flag::out}, {&o.lot, Flag::lot},
                                   {&o.station, Flag::station}, {&o.serials, Flag::serials}, {&o.events, Flag::events},
                                   {&o.on_pass, Flag::on_pass}, {&o.on_fail, Flag::on_fail}, {&o.label, Flag::label},
                                   {&o.label_to, Flag::label_to}, {&o.outcome, Flag::outcome}, {&o.fault, Flag::fault},
                                   {&o.profile, Flag::of_profile}, {&o.head, Flag::head}, {&o.did, Flag::did},
                                   {&o.connector, Flag::connector}, {&o.wiring, Flag::wiring}, {&o.trust, Flag::trust},
                                   {&o.takes, Flag::takes}})
    MUST(!*text || (takes(flag) && !(*text)->empty()));
  for (const auto& [number, flag] : {std::pair(&o.count, Flag::count), {&o.settle_ms, Flag::settle}, {&o.limit, Flag::limit},
                                     {&o.stop_after, Flag::stop_after}, {&o.attempts, Flag::attempts}})
    MUST(!*number || (takes(flag) && **number <= 1'000'000));
  for (const auto& [given, flag] : {std::pair(o.retest, Flag::retest), {o.no_gate, Flag::no_gate}, {o.resume, Flag::resume},
                                    {o.button, Flag::button}, {o.save, Flag::save}, {o.preview, Flag::preview}})
    MUST(!given || takes(flag));
  MUST(o.roles.empty() || takes(Flag::role));
  MUST(!o.loop || takes(Flag::loop));
  MUST(!o.dry_run || takes(Flag::dry_run));
  for (const auto* text : {&o.port, &o.fixture, &o.serial, &o.board, &o.hex, &o.library})
    MUST(!*text || !(*text)->empty());
  for (const auto& [end, socket] : o.at) MUST(!end.empty() && !socket.empty());
  if (o.serial) MUST(fuzz::is_printable(*o.serial) && o.serial->find_first_of(" \n") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> words;
  if (size > 0) words.emplace_back();
  for (std::size_t i = 0; i < size; ++i)
    if (data[i] == '\n')
      words.emplace_back();
    else if (data[i] != 0)  // no word can hold it
      words.back() += static_cast<char>(data[i]);
  try {
    check(parse_options(words));
  } catch (const Error& e) {
    MUST((e.code == "usage" || e.code == "bad-serial") && !e.message.empty() && !e.remedy.empty());
  }
  return 0;
}
