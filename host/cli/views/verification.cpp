#include "cli/views/verification.hpp"

#include "cli/views/progress_line.hpp"
#include "cli/views/render.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

std::string counted(std::int64_t number, const std::string& one, const std::string& many) {
  return grouped(number) + " " + (number == 1 ? one : many);
}

std::string name_of(const std::string& station) { return station.empty() ? "(no name)" : printable(station); }

Line headline(const Verification& v, const Theme& t) {
  const std::int64_t flaws = static_cast<std::int64_t>(v.flaws.size()) + v.further;
  if (flaws != 0)
    return {{t.unicode ? "  ✘ " : "  ", Ink::bad},
            {counted(flaws, "thing is", "things are") + " not as written down", Ink::bad},
            {", in " + counted(v.records, "record", "records"), Ink::plain}};
  if (!v.head_found) return {{t.unicode ? "  ✘ " : "  ", Ink::bad}, {"the record with this hash is not there", Ink::bad}};
  return {{t.unicode ? "  ✔ " : "  ", Ink::good},
          {v.records == 1 ? "1 record is as it was written down" :
                            counted(v.records, "", "records are as they were written down"),
           Ink::good}};
}

}  // namespace

std::vector<Line> render(const Verification& v, const std::string& where, const std::string& head, bool of_export, const Theme& t) {
  std::vector<Line> out(1);
  const auto say = [&](const std::string& text, Ink ink, int indent, const Span& lead) {
    for (auto& line : wrapped(text, ink, indent, t, lead)) out.push_back(std::move(line));
  };
  out.push_back(headline(v, t));
  say(where, Ink::dim, 4, {"    ", Ink::plain});
  out.emplace_back();
  int width = 0;
  for (const auto& flaw : v.flaws) width = std::max(width, columns(to_string(flaw.code)));
  for (const auto& flaw : v.flaws) {
    std::string code(to_string(flaw.code));
    code.resize(static_cast<std::size_t>(width), ' ');
    say(flaw.text + (flaw.id.empty() ? "" : ", id " + flaw.id), Ink::plain, width + 6, {"    " + code + "  ", Ink::bad});
  }
  if (v.further != 0) out.push_back({{"    and " + grouped(v.further) + " more", Ink::bad}});
  if (!v.flaws.empty()) out.emplace_back();
  for (const auto& [station, last] : v.heads) {
    out.push_back({{"    station " + name_of(station), Ink::bold},
                   {"  " + counted(last.number, "record", "records") + ", the last one is", Ink::plain}});
    out.push_back({{"      " + last.hash, Ink::dim}});
  }
  if (of_export && !v.flaws.empty())
    say("An export of a lot or of some days is a part of a chain: what was not exported is missing from it.", Ink::dim, 4, {"    ", Ink::plain});
  if (of_export && head.empty() && v.records != 0)
    say("That the last record of a station is as it was, and that none came after it, only --head shows.", Ink::dim, 4, {"    ", Ink::plain});
  if (!head.empty())
    say(v.head_found ? "The record with the hash " + head + " is among them." :
                       "The hash " + head + " is of no record here: records were removed since it was printed.",
        v.head_found ? Ink::plain : Ink::bad, 4, {"    ", Ink::plain});
  if (v.texts != 0)
    say("With " + counted(v.texts, "file", "files") + " of profiles, fixtures and connectors.", Ink::dim, 4,
        {"    ", Ink::plain});
  out.emplace_back();
  return out;
}

}  // namespace buzzout
