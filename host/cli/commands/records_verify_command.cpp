#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/views/render.hpp"
#include "cli/views/verification.hpp"
#include "core/error_codes.hpp"
#include "records/verification_json.hpp"
#include "report/json_text.hpp"
#include "store/record_store.hpp"
#include "store/record_verify.hpp"

namespace buzzout {
namespace {

struct VerifyOptions : Common {
  std::optional<std::string> head;

  void declare(OptionList& list) override {
    list.text("head", "HASH", "a hash from a lot report that must be among them", head);
  }
};

// A whole hash, or enough of its beginning.
constexpr std::size_t kLeastDigits = 12, kAllDigits = 64;

std::optional<std::string> head_of(const VerifyOptions& options) {
  if (!options.head) return {};
  std::string head = *options.head;
  std::ranges::transform(head, head.begin(), [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
  if (head.size() < kLeastDigits || head.size() > kAllDigits ||
      head.find_first_not_of("0123456789abcdef") != std::string::npos)
    throw Error("usage", "`--head " + *options.head + "` is no hash", "",
                "it is the line of 64 hexadecimal digits on the paper; the first 12 will do");
  return head;
}

Verification verify_file(const std::string& name, const std::optional<std::string>& head, const Progress& progress) {
  std::ifstream in(name, std::ios::binary);
  if (!in || std::filesystem::is_directory(name))
    throw Error(kFileUnreadable, "the file cannot be read", name, "name a file that `buzzout records export` wrote");
  const bool may_be_json = in.peek() == '{';
  Verification found = verify_lines(in, head, progress);
  if (!may_be_json && found.records == 0 && !found.flaws.empty())
    throw Error(kFileUnreadable, "this is no export in JSON Lines", name,
                "CSV and XML cannot be verified; export the records anew: buzzout records export --out records.jsonl");
  return found;
}

int run_records_verify(const VerifyOptions& options, Environment& env) {
  const auto head = head_of(options);
  Verification found;
  std::string where;
  {
    // Who waits for a pipe is not asked to stop, but ended.
    std::error_code ignored;
    const bool may_wait = !options.words.empty() && !std::filesystem::is_regular_file(options.words[0], ignored);
    std::optional<ProgressLine> progress;
    if (!may_wait) progress.emplace(env, "verifying");
    const Progress tell = [&](std::int64_t done, std::int64_t all) { return !progress || (*progress)(done, all); };
    if (!options.words.empty()) {
      where = options.words[0];
      found = verify_file(where, head, tell);
    } else {
      const RecordStore store(env.places.records(), Access::inspect);
      where = store.file().string();
      found = verify(store, head, tell);
    }
  }
  if (options.json)
    env.out << json_text(to_json(found, where), 2) << "\n";
  else
    print(env.out, render(found, where, options.head.value_or(""), !options.words.empty(), env.theme), env.theme);
  return found.sound() && (found.records != 0 || options.words.empty()) ? kExitDone : kExitFail;
}

}  // namespace

constinit const Command records_verify_command = {
    "records verify", "[FILE]", 0, 1, "is every record there, and as it was written down?",
    "Each record names the hash of the one that its station kept before. This looks at every one: a record that\n"
    "was changed, removed or moved is named. With FILE, an export in JSON Lines, without the store. The end of\n"
    "a chain is known only to who has its hash: lot reports print it, and --head looks for it.\n"
    "\n"
    "  buzzout records verify\n"
    "  buzzout records verify --head 3f9a0c1d2b4e\n"
    "  buzzout records verify records.jsonl\n"
    "\n"
    "Exit status: 0 all is as it was written down, 1 something is not, 2 error.",
    action<VerifyOptions, run_records_verify>()};

}  // namespace buzzout
