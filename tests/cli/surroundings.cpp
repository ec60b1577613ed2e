#include <doctest/doctest.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <optional>

#include "cli/terminal/environment.hpp"
#include "catalog/home_folder.hpp"
#include "cli/commands/commands.hpp"
#include "store/stamp.hpp"
#include "cli/terminal/locale_name.hpp"
#include "report/json_text.hpp"
#include "core/moment.hpp"

#include <nlohmann/json.hpp>

using namespace buzzout;

namespace {

// An environment variable with another value for a while.
class Variable {
 public:
  Variable(const char* name, const std::optional<std::string>& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    set(value);
  }
  ~Variable() { set(before_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void set(const std::optional<std::string>& value) {
    value ? ::setenv(name_, value->c_str(), 1) : ::unsetenv(name_);
    ::tzset();
  }
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("a locale has UTF-8 however it is spelt, and no other has") {
  for (const char* name : {"en_US.UTF-8", "en_US.utf-8", "en_US.utf8", "en_US.UTF8", "C.UTF-8", "C.utf8", "de_DE.Utf-8@euro", "UTF-8",
                           "utf8", "POSIX.utf_8", "sr_RS.UTF-8@latin"})
    CHECK_MESSAGE(has_utf8(name), name);
  for (const char* name : {"", "C", "POSIX", "en_US", "en_US.ISO-8859-1", "ja_JP.eucJP", "en_US.utf16", "zh_TW.big5@utf8", "utf8.ISO-8859-15"})
    CHECK_MESSAGE(!has_utf8(name), name);
}

TEST_CASE("LC_ALL goes before LC_CTYPE, and that before LANG; an empty one counts for none") {
  const std::string yes = "de_DE.utf-8", no = "C", none;
  const std::vector<std::string> values{yes, no, none};
  for (const auto& all : values)
    for (const auto& ctype : values)
      for (const auto& lang : values) {
        const Variable a("LC_ALL", all), b("LC_CTYPE", ctype), c("LANG", lang);
        const std::string& counts = !all.empty() ? all : !ctype.empty() ? ctype : lang;
        CHECK(process_environment().theme.unicode == (counts == yes));
      }
}

TEST_CASE("without a home of its own the program asks the list of users") {
  const passwd* me = getpwuid(getuid());
  REQUIRE(me != nullptr);
  const std::filesystem::path mine = me->pw_dir;
  for (const std::optional<std::string>& home : {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>("relative")}) {
    const Variable h("HOME", home), d("XDG_DATA_HOME", {}), c("XDG_CONFIG_HOME", "relative");
    CHECK(home_folder() == mine);
    const Environment env = process_environment();
    CHECK(env.places.data == mine / ".local/share/buzzout");
    CHECK(env.places.config_file == mine / ".config/buzzout/config.yaml");
  }
  const Variable h("HOME", "/somewhere"), d("XDG_DATA_HOME", {});
  CHECK(process_environment().places.data == "/somewhere/.local/share/buzzout");
}

TEST_CASE("a time that is written down can be read again, in every zone") {
  for (const char* zone : {"UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "X24", "X-24", "X24:30", "X-24:59:59", "X23:59", "X-23:59",
                           "X0:00:30", "X-5:45:10", "nonsense", "", "Africa/Monrovia"}) {
    CAPTURE(zone);
    const Variable tz("TZ", zone);
    for (const std::time_t t : {std::time_t{0}, std::time_t{1'800'000'000}, std::time_t{2'147'483'648}, std::time_t{-3'000'000'000},
                                std::time_t{253'402'200'000}}) {
      const auto at = moment_of(local_time(t));
      REQUIRE(at);
      CHECK(at->utc == t);
      CHECK(moment_of(precise_local_time().erase(19, 4)));
    }
  }
}

TEST_CASE("JSON is printed whatever bytes are in it") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = std::string("a") + static_cast<char>(byte) + "z";
    for (const int indent : {-1, 2}) {
      const std::string out = json_text({{"path", text}, {text, 1}}, indent);
      const auto back = nlohmann::ordered_json::parse(out);
      CHECK(back.at("path") == (byte < 0x80 ? text : "a\uFFFDz"));
    }
  }
}

TEST_CASE("what is kept and printed of the options is UTF-8, and a path may be anything") {
  const std::string latin = "M\xfcller";
  for (const auto& row : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"batch", "4.4-ts"}, "operator"}, {{"batch", "4.4-ts"}, "station"}, {{"batch", "4.4-ts"}, "lot"}, {{"batch", "4.4-ts"}, "serials"},
           {{"records", "repair", "A1"}, "did"}, {{"learn", "mine"}, "title"}}) {
    std::vector<std::string> words = row.first;
    const std::string& option = row.second;
    words.push_back("--" + option);
    words.push_back(latin);
    CAPTURE(option);
    CHECK_THROWS_AS(parse_command_line(words, commands()), Error);
    words.back() = "Müller";
    CHECK_NOTHROW(parse_command_line(words, commands()));
  }
  const auto parsed = parse_command_line({"test", "./" + latin + ".yaml", "-f", latin, "--svg", latin}, commands());
  CHECK(parsed.options->words.front() == "./" + latin + ".yaml");
}
