#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>

#include "catalog/catalog.hpp"
#include "core/fixture_map.hpp"

using namespace buzzout;

namespace {

using Map = std::map<std::string, std::set<std::string>>;

const Catalog kShipped({BUZZOUT_SOURCE_DIR});

Map nets_of(const Profile& profile) {
  Map out;
  for (const auto& net : profile.nets)
    for (const auto& contact : net.contacts) out[net.name].insert(contact.name());
  return out;
}

struct Expected {
  std::string name;
  std::string alias;
  Wiring wiring;
  Map nets;
};

const Map kTrs{{"L+", {"amp.T", "left.T"}},
               {"R+", {"amp.R", "right.T"}},
               {"L-=R-", {"amp.S", "left.S", "right.S"}}};

// A balanced cable to two cups: the amplifier's contacts of L+, L-, R+ and R-.
Map four(const std::array<std::string, 4>& amp, const std::string& plus, const std::string& minus) {
  return {{"L+", {"amp." + amp[0], "left." + plus}},
          {"L-", {"amp." + amp[1], "left." + minus}},
          {"R+", {"amp." + amp[2], "right." + plus}},
          {"R-", {"amp." + amp[3], "right." + minus}}};
}
// From a TRS plug to two cups.
Map three(const std::string& plus, const std::string& minus) {
  return {{"L+", {"amp.T", "left." + plus}},
          {"R+", {"amp.R", "right." + plus}},
          {"L-=R-", {"amp.S", "left." + minus, "right." + minus}}};
}

const std::vector<Expected> kProfiles{
    {"pentaconn-4.4-to-dual-ts-3.5",
     "4.4-ts",
     Wiring::balanced,
     {{"L+", {"amp.T", "left.T"}},
      {"L-", {"amp.R1", "left.S"}},
      {"R+", {"amp.R2", "right.T"}},
      {"R-", {"amp.R3", "right.S"}}}},
    {"xlr-4-to-dual-ts-3.5",
     "xlr4-ts",
     Wiring::balanced,
     {{"L+", {"amp.1", "left.T"}},
      {"L-", {"amp.2", "left.S"}},
      {"R+", {"amp.3", "right.T"}},
      {"R-", {"amp.4", "right.S"}}}},
    {"trrs-2.5-to-dual-ts-3.5",
     "2.5-ts",
     Wiring::balanced,
     {{"R-", {"amp.T", "right.S"}},
      {"R+", {"amp.R1", "right.T"}},
      {"L+", {"amp.R2", "left.T"}},
      {"L-", {"amp.S", "left.S"}}}},
    {"trrs-3.5-hifiman-to-dual-ts-3.5",
     "3.5-trrs-ts",
     Wiring::balanced,
     {{"L+", {"amp.T", "left.T"}},
      {"R+", {"amp.R1", "right.T"}},
      {"L-", {"amp.R2", "left.S"}},
      {"R-", {"amp.S", "right.S"}}}},
    {"trs-3.5-to-pentaconn-4.4",
     "3.5-to-4.4",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R", "phones.R2"}}, {"L-=R-", {"amp.S", "phones.R1", "phones.R3"}}}},
    {"trs-3.5-to-pentaconn-4.4:sleeve-grounded",
     "3.5-to-4.4:sleeve-grounded",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}},
      {"R+", {"amp.R", "phones.R2"}},
      {"L-=R-", {"amp.S", "phones.R1", "phones.R3", "phones.S"}}}},
    {"trs-6.35-to-pentaconn-4.4",
     "6.35-to-4.4",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R", "phones.R2"}}, {"L-=R-", {"amp.S", "phones.R1", "phones.R3"}}}},
    {"xlr-4-to-pentaconn-4.4",
     "xlr4-to-4.4",
     Wiring::balanced,
     {{"L+", {"amp.1", "phones.T"}},
      {"L-", {"amp.2", "phones.R1"}},
      {"R+", {"amp.3", "phones.R2"}},
      {"R-", {"amp.4", "phones.R3"}}}},
    {"trrs-2.5-to-pentaconn-4.4",
     "2.5-to-4.4",
     Wiring::balanced,
     {{"R-", {"amp.T", "phones.R3"}},
      {"R+", {"amp.R1", "phones.R2"}},
      {"L+", {"amp.R2", "phones.T"}},
      {"L-", {"amp.S", "phones.R1"}}}},
    {"trrs-2.5-to-trrs-3.5",
     "2.5-to-3.5-trrs",
     Wiring::balanced,
     {{"R-", {"amp.T", "phones.S"}},
      {"R+", {"amp.R1", "phones.R1"}},
      {"L+", {"amp.R2", "phones.T"}},
      {"L-", {"amp.S", "phones.R2"}}}},
    {"trrs-2.5-to-trrs-3.5-straight",
     "2.5-to-3.5-straight",
     Wiring::other,
     {{"tip", {"amp.T", "phones.T"}},
      {"ring-1", {"amp.R1", "phones.R1"}},
      {"ring-2", {"amp.R2", "phones.R2"}},
      {"sleeve", {"amp.S", "phones.S"}}}},
    {"pentaconn-4.4-to-trs-3.5",
     "4.4-to-3.5",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R2", "phones.R"}}, {"L-=R-", {"amp.R1", "amp.R3", "phones.S"}}}},
    {"trrs-2.5-to-trs-3.5",
     "2.5-to-3.5",
     Wiring::single_ended,
     {{"L+", {"amp.R2", "phones.T"}}, {"R+", {"amp.R1", "phones.R"}}, {"L-=R-", {"amp.S", "amp.T", "phones.S"}}}},
    {"xlr-4-to-trs-3.5",
     "xlr4-to-3.5",
     Wiring::single_ended,
     {{"L+", {"amp.1", "phones.T"}}, {"R+", {"amp.3", "phones.R"}}, {"L-=R-", {"amp.2", "amp.4", "phones.S"}}}},
    {"trrs-3.5-ctia-extension",
     "ctia-extension",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}},
      {"R+", {"amp.R1", "phones.R1"}},
      {"L-=R-", {"amp.R2", "phones.R2"}},
      {"mic", {"amp.S", "phones.S"}}}},
    {"trrs-3.5-ctia-to-omtp",
     "ctia-to-omtp",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}},
      {"R+", {"amp.R1", "phones.R1"}},
      {"L-=R-", {"amp.R2", "phones.S"}},
      {"mic", {"amp.S", "phones.R2"}}}},
    {"trs-3.5-to-dual-ts-3.5", "3.5-ts", Wiring::single_ended, kTrs},
    {"trs-6.35-to-dual-ts-3.5", "6.35-ts", Wiring::single_ended, kTrs},
    {"xlr-3-mic",
     "xlr-mic",
     Wiring::other,
     {{"shield", {"in.1", "out.1"}}, {"hot", {"in.2", "out.2"}}, {"cold", {"in.3", "out.3"}}}},
    {"xlr-3-mic:shell-bonded",
     "xlr-mic:shell-bonded",
     Wiring::other,
     {{"shield", {"in.1", "out.1", "in.shell", "out.shell"}},
      {"hot", {"in.2", "out.2"}},
      {"cold", {"in.3", "out.3"}}}},
    {"trs-6.35-patch",
     "trs-patch",
     Wiring::other,
     {{"hot", {"in.T", "out.T"}}, {"cold", {"in.R", "out.R"}}, {"shield", {"in.S", "out.S"}}}},
    // Headphone cables: the amplifier's plug and the cup's in the facts' order.
    {"trs-6.35-to-dual-ts-2.5", "6.35-ts25", Wiring::single_ended, kTrs},
    {"xlr-4-to-dual-ts-2.5", "xlr4-ts25", Wiring::balanced, four({"1", "2", "3", "4"}, "T", "S")},
    {"pentaconn-4.4-to-dual-trs-2.5", "4.4-hifiman-2.5", Wiring::balanced, four({"T", "R1", "R2", "R3"}, "T", "S")},
    {"pentaconn-4.4-to-dual-trs-3.5", "4.4-hifiman", Wiring::balanced, four({"T", "R1", "R2", "R3"}, "T", "S")},
    {"pentaconn-4.4-to-dual-trs-3.5:ring-on-sleeve",
     "4.4-hifiman:ring-on-sleeve",
     Wiring::balanced,
     {{"L+", {"amp.T", "left.T"}},
      {"L-", {"amp.R1", "left.S", "left.R"}},
      {"R+", {"amp.R2", "right.T"}},
      {"R-", {"amp.R3", "right.S", "right.R"}}}},
    {"trs-3.5-to-dual-mmcx", "3.5-mmcx", Wiring::single_ended, three("centre", "outer")},
    {"pentaconn-4.4-to-dual-mmcx", "4.4-mmcx", Wiring::balanced, four({"T", "R1", "R2", "R3"}, "centre", "outer")},
    {"trrs-2.5-to-dual-mmcx", "2.5-mmcx", Wiring::balanced, four({"R2", "S", "R1", "T"}, "centre", "outer")},
    {"dual-xlr-3-to-dual-ts-3.5",
     "2xlr3-ts",
     Wiring::balanced,
     {{"L+", {"amp-left.2", "left.T"}},
      {"L-", {"amp-left.3", "left.S"}},
      {"R+", {"amp-right.2", "right.T"}},
      {"R-", {"amp-right.3", "right.S"}}}},
    {"dual-trs-3.5-to-dual-ts-3.5",
     "2x3.5-ts",
     Wiring::balanced,
     {{"L+", {"amp-left.T", "left.T"}},
      {"L-", {"amp-left.R", "left.S"}},
      {"R+", {"amp-right.T", "right.T"}},
      {"R-", {"amp-right.R", "right.S"}}}},
    {"trs-3.5-to-trs-3.5",
     "3.5-single-entry",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R", "phones.R"}}, {"L-=R-", {"amp.S", "phones.S"}}}},
    // Templates: of the cup only that it has so many contacts in use.
    {"trs-3.5-to-dual-two-pin-0.78", "3.5-2pin", Wiring::single_ended, three("1", "2")},
    {"pentaconn-4.4-to-dual-two-pin-0.78", "4.4-2pin", Wiring::balanced, four({"T", "R1", "R2", "R3"}, "1", "2")},
    {"xlr-4-to-dual-mini-xlr-4", "xlr4-minixlr4", Wiring::balanced, four({"1", "2", "3", "4"}, "1", "2")},
    {"xlr-4-to-dual-mini-xlr-4:paired",
     "xlr4-minixlr4:paired",
     Wiring::balanced,
     {{"L+", {"amp.1", "left.1", "left.3"}},
      {"L-", {"amp.2", "left.2", "left.4"}},
      {"R+", {"amp.3", "right.1", "right.3"}},
      {"R-", {"amp.4", "right.2", "right.4"}}}},
    {"trs-6.35-to-dual-mini-xlr-4", "6.35-minixlr4", Wiring::single_ended, three("1", "2")},
    {"trs-6.35-to-dual-mini-xlr-4:paired",
     "6.35-minixlr4:paired",
     Wiring::single_ended,
     {{"L+", {"amp.T", "left.1", "left.3"}},
      {"R+", {"amp.R", "right.1", "right.3"}},
      {"L-=R-", {"amp.S", "left.2", "left.4", "right.2", "right.4"}}}},
    {"trs-6.35-to-dual-two-pin-hd6xx", "6.35-hd6xx", Wiring::single_ended, three("thin", "thick")},
    {"trs-6.35-to-mini-xlr-3",
     "6.35-minixlr3",
     Wiring::single_ended,
     {{"L+", {"amp.T", "cup.3"}}, {"R+", {"amp.R", "cup.2"}}, {"L-=R-", {"amp.S", "cup.1"}}}},
    {"trs-6.35-to-mini-xlr-3:pin-2-right",
     "6.35-minixlr3:pin-2-right",
     Wiring::single_ended,
     {{"L+", {"amp.T", "cup.3"}}, {"R+", {"amp.R", "cup.2"}}, {"L-=R-", {"amp.S", "cup.1"}}}},
    {"trs-6.35-to-mini-xlr-3:pin-2-left",
     "6.35-minixlr3:pin-2-left",
     Wiring::single_ended,
     {{"L+", {"amp.T", "cup.2"}}, {"R+", {"amp.R", "cup.3"}}, {"L-=R-", {"amp.S", "cup.1"}}}},
    // Extensions and adapters.
    {"xlr-4-extension",
     "xlr4-extension",
     Wiring::balanced,
     {{"L+", {"amp.1", "phones.1"}},
      {"L-", {"amp.2", "phones.2"}},
      {"R+", {"amp.3", "phones.3"}},
      {"R-", {"amp.4", "phones.4"}}}},
    {"pentaconn-4.4-extension",
     "4.4-extension",
     Wiring::balanced,
     {{"L+", {"amp.T", "phones.T"}},
      {"L-", {"amp.R1", "phones.R1"}},
      {"R+", {"amp.R2", "phones.R2"}},
      {"R-", {"amp.R3", "phones.R3"}}}},
    {"pentaconn-4.4-extension:sleeve-joined",
     "4.4-extension:sleeve-joined",
     Wiring::balanced,
     {{"L+", {"amp.T", "phones.T"}},
      {"L-", {"amp.R1", "phones.R1"}},
      {"R+", {"amp.R2", "phones.R2"}},
      {"R-", {"amp.R3", "phones.R3"}},
      {"ground", {"amp.S", "phones.S"}}}},
    {"trs-6.35-extension",
     "6.35-extension",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R", "phones.R"}}, {"L-=R-", {"amp.S", "phones.S"}}}},
    {"pentaconn-4.4-to-xlr-4",
     "4.4-to-xlr4",
     Wiring::balanced,
     {{"L+", {"amp.T", "phones.1"}},
      {"L-", {"amp.R1", "phones.2"}},
      {"R+", {"amp.R2", "phones.3"}},
      {"R-", {"amp.R3", "phones.4"}}}},
    {"pentaconn-4.4-to-trrs-2.5",
     "4.4-to-2.5",
     Wiring::balanced,
     {{"R-", {"phones.T", "amp.R3"}},
      {"R+", {"phones.R1", "amp.R2"}},
      {"L+", {"phones.R2", "amp.T"}},
      {"L-", {"phones.S", "amp.R1"}}}},
    {"trs-6.35-to-xlr-4",
     "6.35-to-xlr4",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.1"}}, {"R+", {"amp.R", "phones.3"}}, {"L-=R-", {"amp.S", "phones.2", "phones.4"}}}},
    {"xlr-4-to-trs-6.35",
     "xlr4-to-6.35",
     Wiring::single_ended,
     {{"L+", {"amp.1", "phones.T"}}, {"R+", {"amp.3", "phones.R"}}, {"L-=R-", {"amp.2", "amp.4", "phones.S"}}}},
    // Professional audio.
    {"xlr-3-to-trs-6.35",
     "xlr-trs",
     Wiring::other,
     {{"shield", {"in.1", "out.S"}}, {"hot", {"in.2", "out.T"}}, {"cold", {"in.3", "out.R"}}}},
    {"xlr-3-to-ts-6.35", "xlr-ts", Wiring::other, {{"hot", {"in.2", "out.T"}}, {"ground", {"in.1", "in.3", "out.S"}}}},
    {"xlr-3-to-rca",
     "xlr-rca",
     Wiring::other,
     {{"hot", {"in.2", "out.tip"}}, {"ground", {"in.1", "in.3", "out.sleeve"}}}},
    {"ts-6.35-patch", "ts-patch", Wiring::other, {{"signal", {"in.T", "out.T"}}, {"ground", {"in.S", "out.S"}}}},
    {"rca-patch", "rca", Wiring::other, {{"signal", {"in.tip", "out.tip"}}, {"ground", {"in.sleeve", "out.sleeve"}}}},
    {"trs-6.35-insert",
     "insert-cable",
     Wiring::other,
     {{"send", {"console.T", "send.T"}},
      {"return", {"console.R", "return.T"}},
      {"ground", {"console.S", "send.S", "return.S"}}}},
    {"trs-6.35-insert:return-on-tip",
     "insert-cable:return-on-tip",
     Wiring::other,
     {{"return", {"console.T", "return.T"}},
      {"send", {"console.R", "send.T"}},
      {"ground", {"console.S", "send.S", "return.S"}}}},
    {"xlr-3-y",
     "xlr-y",
     Wiring::other,
     {{"shield", {"in.1", "left.1", "right.1"}},
      {"hot", {"in.2", "left.2", "right.2"}},
      {"cold", {"in.3", "left.3", "right.3"}}}},
    {"xlr-3-y:shell-bonded",
     "xlr-y:shell-bonded",
     Wiring::other,
     {{"shield", {"in.1", "left.1", "right.1", "in.shell", "left.shell", "right.shell"}},
      {"hot", {"in.2", "left.2", "right.2"}},
      {"cold", {"in.3", "left.3", "right.3"}}}},
    {"trs-3.5-to-dual-rca",
     "3.5-rca",
     Wiring::single_ended,
     {{"L+", {"in.T", "left.tip"}}, {"R+", {"in.R", "right.tip"}}, {"L-=R-", {"in.S", "left.sleeve", "right.sleeve"}}}},
    {"trs-3.5-to-dual-xlr-3",
     "3.5-2xlr",
     Wiring::single_ended,
     {{"L+", {"in.T", "left.2"}},
      {"R+", {"in.R", "right.2"}},
      {"L-=R-", {"in.S", "left.1", "left.3", "right.1", "right.3"}}}},
    {"xlr-5-to-dual-xlr-3",
     "xlr5-2xlr",
     Wiring::other,
     {{"shield", {"in.1", "left.1", "right.1"}},
      {"left-hot", {"in.2", "left.2"}},
      {"left-cold", {"in.3", "left.3"}},
      {"right-hot", {"in.4", "right.2"}},
      {"right-cold", {"in.5", "right.3"}}}},
    {"xlr-5-dmx",
     "dmx5",
     Wiring::other,
     {{"common", {"in.1", "out.1"}},
      {"D1-", {"in.2", "out.2"}},
      {"D1+", {"in.3", "out.3"}},
      {"D2-", {"in.4", "out.4"}},
      {"D2+", {"in.5", "out.5"}}}},
    {"din-5-midi",
     "midi",
     Wiring::other,
     {{"source", {"in.4", "out.4"}}, {"sink", {"in.5", "out.5"}}, {"ground", {"in.2", "out.2"}}}},
    {"din-5-midi:shell-bonded",
     "midi:shell-bonded",
     Wiring::other,
     {{"source", {"in.4", "out.4"}},
      {"sink", {"in.5", "out.5"}},
      {"ground", {"in.2", "out.2", "in.shell", "out.shell"}}}},
    {"trs-3.5-midi-a-to-din-5",
     "midi-trs-a",
     Wiring::other,
     {{"sink", {"trs.T", "din.5"}}, {"source", {"trs.R", "din.4"}}, {"ground", {"trs.S", "din.2"}}}},
    {"trs-3.5-midi-b-to-din-5",
     "midi-trs-b",
     Wiring::other,
     {{"source", {"trs.T", "din.4"}}, {"sink", {"trs.R", "din.5"}}, {"ground", {"trs.S", "din.2"}}}},
    {"speakon-nl4",
     "nl4",
     Wiring::other,
     {{"1+", {"in.1+", "out.1+"}}, {"1-", {"in.1-", "out.1-"}}, {"2+", {"in.2+", "out.2+"}}, {"2-", {"in.2-", "out.2-"}}}},
    {"speakon-nl4:two-wire",
     "nl4:two-wire",
     Wiring::other,
     {{"1+", {"in.1+", "out.1+"}}, {"1-", {"in.1-", "out.1-"}}}},
    {"speakon-nl2", "nl2", Wiring::other, {{"1+", {"in.1+", "out.1+"}}, {"1-", {"in.1-", "out.1-"}}}},
    {"tt-patch",
     "tt",
     Wiring::other,
     {{"hot", {"in.T", "out.T"}}, {"cold", {"in.R", "out.R"}}, {"shield", {"in.S", "out.S"}}}},
};

// AES59 analog as the facts have it: hot, cold and ground of channels 1 to 8.
const int kAes59[8][3] = {{24, 12, 25}, {10, 23, 11}, {21, 9, 22}, {7, 20, 8},
                          {18, 6, 19},  {4, 17, 5},   {15, 3, 16}, {1, 14, 2}};

std::vector<Expected> every_profile() {
  std::vector<Expected> out = kProfiles;
  Map aes59;
  for (int ch = 1; ch <= 8; ++ch) {
    const std::string number = std::to_string(ch), xlr = "ch" + number;
    const auto pin = [&](int which) { return "db25." + std::to_string(kAes59[ch - 1][which]); };
    aes59[number + "-hot"] = {pin(0), xlr + ".2"};
    aes59[number + "-cold"] = {pin(1), xlr + ".3"};
    aes59[number + "-shield"] = {pin(2), xlr + ".1"};
  }
  out.push_back({"d-sub-25-to-8-xlr-3", "db25-xlr", Wiring::other, aes59});
  return out;
}

// Certainty and trust of those that are not sourced with certainty A.
const std::map<std::string, std::pair<char, Trust>> kDoubts{
    // The plug's order has certainty B (4.4 mm), or the cup's has (2.5 mm TS, MMCX, 2.5 mm TRS).
    {"trs-3.5-to-pentaconn-4.4", {'B', Trust::sourced}},
    {"trs-6.35-to-pentaconn-4.4", {'B', Trust::sourced}},
    {"xlr-4-to-pentaconn-4.4", {'B', Trust::sourced}},
    {"trrs-2.5-to-pentaconn-4.4", {'B', Trust::sourced}},
    {"pentaconn-4.4-to-trs-3.5", {'B', Trust::sourced}},
    {"pentaconn-4.4-extension", {'B', Trust::sourced}},
    {"pentaconn-4.4-to-xlr-4", {'B', Trust::sourced}},
    {"pentaconn-4.4-to-trrs-2.5", {'B', Trust::sourced}},
    {"trs-6.35-to-dual-ts-2.5", {'B', Trust::sourced}},
    {"xlr-4-to-dual-ts-2.5", {'B', Trust::sourced}},
    {"pentaconn-4.4-to-dual-trs-2.5", {'B', Trust::sourced}},
    {"trs-3.5-to-dual-mmcx", {'B', Trust::sourced}},
    {"pentaconn-4.4-to-dual-mmcx", {'B', Trust::sourced}},
    {"trrs-2.5-to-dual-mmcx", {'B', Trust::sourced}},
    // Derived, or no maker among the pages, or one page only with plain consistency.
    {"rca-patch", {'B', Trust::sourced}},
    {"speakon-nl2", {'B', Trust::sourced}},
    {"speakon-nl4:two-wire", {'B', Trust::sourced}},
    {"xlr-3-to-trs-6.35", {'B', Trust::sourced}},
    {"ts-6.35-patch", {'B', Trust::sourced}},
    {"trs-3.5-to-dual-rca", {'B', Trust::sourced}},
    {"tt-patch", {'B', Trust::sourced}},
    {"trs-3.5-midi-a-to-din-5", {'B', Trust::sourced}},
    {"trs-3.5-to-dual-xlr-3", {'B', Trust::sourced}},
    {"xlr-5-to-dual-xlr-3", {'B', Trust::sourced}},
    // Trade knowledge.
    {"pentaconn-4.4-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"xlr-4-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"trrs-2.5-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"trrs-3.5-hifiman-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"trs-3.5-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"trs-6.35-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"pentaconn-4.4-to-dual-trs-3.5", {'M', Trust::presumed}},
    {"dual-xlr-3-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"dual-trs-3.5-to-dual-ts-3.5", {'M', Trust::presumed}},
    {"trs-3.5-to-trs-3.5", {'M', Trust::presumed}},
    {"din-5-midi:shell-bonded", {'M', Trust::presumed}},
    {"pentaconn-4.4-extension:sleeve-joined", {'M', Trust::presumed}},
    {"trs-3.5-to-pentaconn-4.4:sleeve-grounded", {'M', Trust::presumed}},
    {"trs-6.35-to-mini-xlr-3:pin-2-left", {'M', Trust::presumed}},
    // One source, or one against another.
    {"xlr-3-mic:shell-bonded", {'C', Trust::presumed}},
    {"xlr-3-y:shell-bonded", {'C', Trust::presumed}},
    {"trs-6.35-insert:return-on-tip", {'C', Trust::presumed}},
    {"trs-6.35-to-mini-xlr-3:pin-2-right", {'C', Trust::presumed}},
    // Nobody knows: nothing passes.
    {"trs-3.5-to-dual-two-pin-0.78", {'M', Trust::template_only}},
    {"pentaconn-4.4-to-dual-two-pin-0.78", {'M', Trust::template_only}},
    {"xlr-4-to-dual-mini-xlr-4", {'M', Trust::template_only}},
    {"trs-6.35-to-dual-mini-xlr-4", {'M', Trust::template_only}},
    {"trs-6.35-to-dual-two-pin-hd6xx", {'M', Trust::template_only}},
    {"trs-6.35-to-mini-xlr-3", {'C', Trust::template_only}},
};

std::pair<char, Trust> doubt_of(const std::string& name) {
  if (const auto own = kDoubts.find(name); own != kDoubts.end()) return own->second;
  const auto file = kDoubts.find(name.substr(0, name.find(':')));
  return file != kDoubts.end() ? file->second : std::pair('A', Trust::sourced);
}

}  // namespace

TEST_CASE("Every shipped profile joins exactly the contacts that its source says") {
  for (const auto& expected : every_profile()) {
    CAPTURE(expected.name);
    const Profile profile = kShipped.profile(expected.name);
    CHECK(profile.name == expected.name);
    CHECK(profile.wiring == expected.wiring);
    CHECK(nets_of(profile) == expected.nets);
    CHECK(profile.ignored.empty());
    CHECK(profile.continuity.ohm == 2);
    CHECK(profile.isolation.ohm == 1'000'000);
    CHECK(profile.sha256.size() == 64);
    CHECK(kShipped.profile(expected.alias).name == expected.name);
  }
}

TEST_CASE("No profile ships without a row in the table above") {
  std::set<std::string> rows;
  for (const auto& expected : every_profile()) rows.insert(expected.name);
  for (const auto& name : kShipped.profile_names()) {
    CAPTURE(name);
    CHECK(rows.contains(name));
    for (const auto& variant : kShipped.profile(name).variants)
      CHECK(rows.contains(name + ":" + variant));
  }
}

TEST_CASE("A profile says how sure it is, and is not called sourced where it rests on trade knowledge or one page") {
  for (const auto& expected : every_profile()) {
    CAPTURE(expected.name);
    const Profile profile = kShipped.profile(expected.name);
    const auto [certainty, trust] = doubt_of(expected.name);
    CHECK(profile.source.certainty == certainty);
    CHECK(profile.trust == trust);
    if (certainty == 'M' && !expected.name.ends_with(":shell-bonded")) CHECK_FALSE(profile.note.empty());
    CHECK(profile.source.text.find("http") != std::string::npos);
  }
}

// What the loader would make of a variant that joins other contacts and says nothing of its own is not what ships.
TEST_CASE("Every variant that ships has a trust and a source of its own") {
  for (const auto& name : kShipped.profile_names()) {
    const Profile base = kShipped.profile(name);
    for (const auto& variant : base.variants) {
      CAPTURE(name);
      CAPTURE(variant);
      const Profile p = kShipped.profile(name + ":" + variant);
      CHECK(p.source.text != base.source.text);
      CHECK_FALSE(p.source.text.starts_with("none of its own"));
    }
  }
}

TEST_CASE("Connectors have their contacts from the tip back or by pin number") {
  const std::map<std::string, std::vector<std::string>> contacts{
      {"trs-3.5", {"T", "R", "S"}},
      {"trs-6.35", {"T", "R", "S"}},
      {"trrs-2.5", {"T", "R1", "R2", "S"}},
      {"trrs-3.5", {"T", "R1", "R2", "S"}},
      {"pentaconn-4.4", {"T", "R1", "R2", "R3", "S"}},
      {"xlr-3", {"1", "2", "3", "shell"}},
      {"xlr-4", {"1", "2", "3", "4", "shell"}},
      {"ts-3.5", {"T", "S"}},
      {"ts-2.5", {"T", "S"}},
      {"ts-6.35", {"T", "S"}},
      {"trs-2.5", {"T", "R", "S"}},
      {"tt", {"T", "R", "S"}},
      {"xlr-5", {"1", "2", "3", "4", "5", "shell"}},
      {"mini-xlr-3", {"1", "2", "3", "shell"}},
      {"mini-xlr-4", {"1", "2", "3", "4", "shell"}},
      {"mmcx", {"centre", "outer"}},
      {"rca", {"tip", "sleeve"}},
      {"two-pin-0.78", {"1", "2"}},
      {"two-pin-hd6xx", {"thin", "thick"}},
      {"din-5", {"1", "2", "3", "4", "5", "shell"}},
      {"speakon-nl2", {"1+", "1-"}},
      {"speakon-nl4", {"1+", "1-", "2+", "2-"}},
      {"d-sub-25", {"1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10", "11", "12", "13",
                    "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "shell"}}};
  // A headphone's XLR-4 has L+ on pin 1, a mini XLR nobody knows what, and a D-sub no pin that is all channels' ground.
  const std::map<std::string, std::string> bonds{{"xlr-3", "1"}, {"xlr-5", "1"}, {"din-5", "2"}};
  CHECK(kShipped.connector_names().size() == contacts.size());
  for (const auto& [name, pins] : contacts) {
    CAPTURE(name);
    const ConnectorType type = kShipped.connector(name);
    CHECK(type.name == name);
    CHECK(type.contacts == pins);
    CHECK((type.shape == Shape::xlr) == name.starts_with("xlr"));
    CHECK((type.shape == Shape::mini_xlr) == name.starts_with("mini-xlr"));
    CHECK((type.shape == Shape::two_pin) == name.starts_with("two-pin"));
    CHECK((type.shape == Shape::speakon) == name.starts_with("speakon"));
    CHECK((type.shape == Shape::coaxial) == (name == "rca" || name == "mmcx"));
    CHECK((type.diameter_mm > 0) == (type.shape == Shape::phone));
    CHECK(type.shell.has_value() == (pins.back() == "shell"));
    CHECK(type.shell_bond == (bonds.contains(name) ? std::optional(bonds.at(name)) : std::nullopt));
  }
}

TEST_CASE("Plugs' known orders are what their sources say") {
  using Roles = std::vector<std::string>;
  const std::map<std::string, std::map<std::string, Roles>> orders{
      {"trrs-2.5",
       {{"Astell&Kern", {"R-", "R+", "L+", "L-"}}, {"a web page that conflicts", {"R+", "R-", "L+", "L-"}},
        {"HiFiMAN's 3.5 mm order", {"L+", "R+", "L-", "R-"}}, {"tip first, as on a 4.4 mm plug", {"L+", "L-", "R+", "R-"}}}},
      {"trrs-3.5",
       {{"CTIA headset", {"L+", "R+", "L-=R-", "mic"}},
        {"OMTP headset", {"L+", "R+", "mic", "L-=R-"}},
        {"HiFiMAN", {"L+", "R+", "L-", "R-"}},
        {"Sony 3.5 mm", {"L+", "R+", "R-", "L-"}},
        {"Astell&Kern's 2.5 mm order", {"R-", "R+", "L+", "L-"}}}},
      {"pentaconn-4.4",
       {{"JEITA RC-8141C", {"L+", "L-", "R+", "R-", ""}}, {"a web page that conflicts", {"L+", "R+", "L-", "R-", ""}}}},
      {"mini-xlr-4", {{"line plug or extension, not a cup", {"L+", "L-", "R+", "R-", ""}}}},
      {"trs-2.5", {{"stereo headphone", {"L+", "R+", "L-=R-"}}}},
      {"trs-3.5", {{"stereo headphone", {"L+", "R+", "L-=R-"}}}},
      {"trs-6.35", {{"stereo headphone", {"L+", "R+", "L-=R-"}}}},
      {"xlr-4", {{"balanced headphone", {"L+", "L-", "R+", "R-", ""}}}}};
  for (const auto& name : kShipped.connector_names()) {
    CAPTURE(name);
    std::map<std::string, Roles> found;
    for (const auto& order : kShipped.connector(name).orders) found[order.name] = order.roles;
    CHECK(found == (orders.contains(name) ? orders.at(name) : std::map<std::string, Roles>{}));
  }
}

TEST_CASE("What is known to be dangerous says why") {
  for (const auto& name : kShipped.profile_names()) {
    CAPTURE(name);
    const Profile profile = kShipped.profile(name);
    CHECK(profile.hazard.empty() == !profile.title.starts_with("Dangerous"));
  }
}

namespace {

using Wires = std::vector<std::pair<std::string, unsigned>>;
using Sockets = std::vector<std::tuple<std::string, std::string, Wires>>;

void check_sockets(const Fixture& fixture, const Sockets& sockets) {
  REQUIRE(fixture.sockets.size() == sockets.size());
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    const auto& [socket, label, wires] = sockets[i];
    CAPTURE(socket);
    CHECK(fixture.sockets[i].name == socket);
    CHECK(fixture.sockets[i].label == label);
    CHECK((fixture.sockets[i].gender == Gender::male) == (socket.starts_with("far-") || socket == "in-xlr3"));
    Wires read;
    for (const auto& [pin, point] : fixture.sockets[i].wires) read.emplace_back(pin, point_number(point));
    CHECK(read == wires);
  }
}

}  // namespace

TEST_CASE("The headphone and adapter benches of both boards have the sockets that they always had") {
  const Sockets amplifier{{"amp-4.4", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"R3", 4}, {"S", 5}}},
                          {"amp-xlr4", "amp", {{"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"shell", 5}}},
                          {"amp-2.5", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"S", 4}}},
                          {"amp-3.5", "amp", {{"T", 1}, {"R", 3}, {"S", 5}}},
                          {"amp-6.35", "amp", {{"T", 1}, {"R", 3}, {"S", 5}}},
                          {"amp-3.5-trrs", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"S", 4}}}};
  Sockets headphones = amplifier, adapters = amplifier;
  headphones.insert(headphones.end(), {{"in-xlr3", "in", {{"1", 1}, {"2", 2}, {"3", 3}, {"shell", 5}}},
                                       {"left", "left", {{"T", 6}, {"S", 7}}},
                                       {"right", "right", {{"T", 8}, {"S", 9}}},
                                       {"out-6.35", "out", {{"T", 10}, {"R", 11}, {"S", 12}}},
                                       {"out-xlr3", "out", {{"1", 13}, {"2", 14}, {"3", 15}, {"shell", 16}}}});
  adapters.insert(adapters.end(), {{"far-4.4", "phones", {{"T", 6}, {"R1", 7}, {"R2", 8}, {"R3", 9}, {"S", 10}}},
                                   {"far-3.5", "phones", {{"T", 11}, {"R1", 12}, {"R2", 13}, {"S", 14}}}});
  for (const std::string suffix : {"", "-uno"}) {
    const Fixture phones = kShipped.fixture("headphone-bench" + suffix), adapter = kShipped.fixture("adapter-bench" + suffix);
    for (const Fixture* f : {&phones, &adapter}) CHECK(f->board == (suffix.empty() ? "mega" : "uno"));
    check_sockets(phones, headphones);
    check_sockets(adapter, adapters);
  }
}
