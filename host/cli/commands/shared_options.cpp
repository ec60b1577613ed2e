#include "cli/commands/shared_options.hpp"

#include "station/serial_number.hpp"

namespace buzzout {

void port_option(OptionList& list, std::optional<std::string>& port) {
  list.text("port,p", "PORT", "the jig: a serial device, or sim:CABLE", port);
}

void fixture_option(OptionList& list, std::optional<std::string>& fixture) {
  list.text("fixture,f", "FIXTURE", "the fixture, by name or file", fixture);
}

void at_option(OptionList& list, std::map<std::string, std::string>& at) {
  list.values("at", "END=SOCKET", "which socket an end is plugged into", [&at](const std::string& item) {
    const auto equals = item.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == item.size())
      usage_error("`--at " + item + "` is not END=SOCKET", "write for example --at amp=amp-4.4");
    if (!at.emplace(item.substr(0, equals), item.substr(equals + 1)).second)
      usage_error("end `" + item.substr(0, equals) + "` is placed twice", "give each end one socket");
  });
}

void serial_option(OptionList& list, std::optional<std::string>& serial) {
  list.value("serial", "S", "the cable's serial number", [&serial](const std::string& word) {
    check_serial(word, "--serial");
    serial = word;
  });
}

void lot_option(OptionList& list, std::optional<std::string>& lot) {
  list.kept_text("lot", "LOT", "the production lot", lot);
}

void operator_option(OptionList& list, std::optional<std::string>& person) {
  list.kept_text("operator", "NAME", "who you are", person);
}

void station_option(OptionList& list, std::optional<std::string>& station) {
  list.kept_text("station", "NAME", "which place this is", station);
}

void details_option(OptionList& list, bool& details) {
  list.flag("details", "list all that was not tested", details);
}

void save_option(OptionList& list, bool& save) {
  list.flag("save", "keep the records of a simulated jig too", save);
}

void use_option(OptionList& list, std::optional<std::string>& use) {
  list.text("use", "USE", "headphone, headset, adapter, mic, line, speaker, data, instrument or midi", use);
}

void profile_file_option(OptionList& list, std::optional<std::string>& file) {
  list.text("out", "FILE", "where to write the profile", file);
}

void template_option(OptionList& list, std::optional<std::string>& label) {
  list.text("template", "LABEL", "how the label looks, by name or file", label);
}

void svg_option(OptionList& list, std::optional<std::string>& svg, const bool& json) {
  list.text("svg", "FILE", "draw it into a new file; -: to the standard output", svg);
  list.check([&svg, &json] {
    if (svg == "-" && json)
      usage_error("`--svg -` and `--json` both write to the standard output",
                  "give the picture a file: --svg cable.svg");
  });
}

}  // namespace buzzout
