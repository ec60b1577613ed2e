#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "catalog/profile_writer.hpp"
#include "catalog/profile_yaml.hpp"
#include "core/error.hpp"

using namespace buzzout;

namespace {

ConnectorType connector(std::size_t contacts) {
  ConnectorType t;
  t.name = t.title = "plug-" + std::to_string(contacts);
  for (std::size_t i = 0; i < contacts; ++i) t.contacts.push_back(std::to_string(i + 1));
  return t;
}

const ConnectorLibrary kConnectors{
    [](const std::string& name) -> std::optional<ConnectorType> {
      for (std::size_t n = 1; n < 10; ++n)
        if (connector(n).name == name) return connector(n);
      return std::nullopt;
    },
    [] { return std::vector<std::string>{}; }};

// Names that YAML likes to take for something else are among them.
rc::Gen<std::string> a_name() {
  return rc::gen::element<std::string>("null", "true", "No", "y", "x", "amp", "left-1", "e1", "Inf", "NaN", "off",
                                       "a_b", "Null", "z9", "on", "TRUE", "q", "r2-d2");
}
rc::Gen<std::string> a_role() {
  return rc::gen::element<std::string>("L+", "L-", "R+", "1", "0x1F", "1e5", "null", "yes", "3.14", "hot", "a.b",
                                       "007", "12:30", "net1", "-", "D1+", "x_y", "2026-03-14", "~", "shield");
}
// Text that YAML reads in its own way.
const std::vector<std::string> kPunctuation = {
    "\"", "'", ":", ": ", " #", "#", "\\", "\\n", "{", "}", "[", "]", ",", "&a", "*a", "!t", "|", ">", "%", "@", "`",
    "- ", "? ", "é", "漢", "👍🏽", "Ω", " ", "a", "trust: confirmed", "\u00a0", "~"};
// Text that no line of a file may hold.
const std::vector<std::string> kNoText = {"\n", "\t", "\x1b[2J", "\u202e", "\xff", "\u2028", "\xed\xa0\x80", "\r"};

rc::Gen<std::string> a_line() {
  return rc::gen::mapcat(rc::gen::inRange(0, 5), [](int kind) {
    if (kind == 0) return rc::gen::string<std::string>();
    auto parts = kPunctuation;
    if (kind == 1) parts.insert(parts.end(), kNoText.begin(), kNoText.end());
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts)),
                        [](const std::vector<std::string>& all) {
                          std::string out;
                          for (const auto& p : all) out += p;
                          return out;
                        });
  });
}

template <class T>
std::vector<T> unique(std::vector<T> items) {
  std::vector<T> out;
  for (auto& i : items)
    if (std::ranges::find(out, i) == out.end()) out.push_back(std::move(i));
  return out;
}

// A cable with random ends and a random partition of their contacts; every end shares a net with another.
Profile random_profile() {
  Profile p;
  p.name = *rc::gen::element<std::string>("null", "a", "x-1", "9", "true", "my.cable", "1e3", "0");
  p.revision = *rc::gen::inRange(1, 1000000);
  p.use = *rc::gen::element(Use::headphone, Use::mic, Use::data, Use::headset);
  for (const auto& name : unique(*rc::gen::container<std::vector<std::string>>(5, a_name())))
    p.ends.push_back({name, connector(*rc::gen::inRange<std::size_t>(1, 8))});
  RC_PRE(p.ends.size() >= 2U);
  const auto contacts = p.contacts();
  const auto labels = *rc::gen::container<std::vector<int>>(contacts.size(), rc::gen::inRange(0, 6));
  std::map<int, Net> nets;
  for (std::size_t i = 0; i < contacts.size(); ++i) nets[labels[i]].contacts.push_back(contacts[i]);
  auto roles = unique(*rc::gen::container<std::vector<std::string>>(20, a_role()));
  std::erase_if(roles, [](const std::string& r) { return r == "-" || r == "~" || r == "12:30"; });
  for (auto& [label, net] : nets) {
    if (net.contacts.size() < 2 || roles.empty()) continue;
    net.name = roles.back();
    roles.pop_back();
    if (!roles.empty() && *rc::gen::arbitrary<bool>()) {
      net.name += "=" + roles.back();
      roles.pop_back();
    }
    p.nets.push_back(net);
  }
  for (const auto& e : p.ends)
    RC_PRE(std::ranges::any_of(p.nets, [&](const Net& n) {
      const auto own = std::ranges::count(n.contacts, e.name, &Contact::end);
      return own > 0 && own < std::ranges::ssize(n.contacts);
    }));
  p.trust = *rc::gen::element(Trust::presumed, Trust::confirmed, Trust::template_only);
  p.title = "t";
  p.source = {"s", *rc::gen::element('A', 'B', 'C', 'M')};
  return p;
}

std::string nets_in_words(const Profile& p) {
  std::string out;
  for (const auto& n : p.nets) {
    out += n.name + "\n";
    for (const auto& c : n.contacts) out += " " + c.name() + "\n";
  }
  return out;
}

// Whether a text is one that files may hold; by Unicode's own rules, not by those of the writer.
bool is_line(const std::string& text) {
  try {
    const SourceText source("text", "a: |\n  x" + text + "\n");
    return !text.empty() && text.front() != ' ' && text.back() != ' ' && text.find_first_of("\n\r\t") == std::string::npos;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("a profile that is written reads back as it was, whatever its names") {
  CHECK(rc::check("round trip", [] {
    const Profile p = random_profile();
    const std::string text = to_yaml(p);
    const Profile back = load_profile(SourceText("p.yaml", text), kConnectors, "");
    RC_ASSERT(back.name == p.name);
    RC_ASSERT(back.revision == p.revision);
    RC_ASSERT(back.use == p.use);
    RC_ASSERT(back.trust == p.trust);
    RC_ASSERT(back.source.certainty == p.source.certainty);
    RC_ASSERT(nets_in_words(back) == nets_in_words(p));
    RC_ASSERT(back.contacts() == p.contacts());
    RC_ASSERT(to_yaml(back) == text);
  }));
}

TEST_CASE("any title, source or note reads back to the letter, or is refused") {
  int written = 0, refused = 0;
  CHECK(rc::check("hostile text", [&] {
    Profile p = random_profile();
    std::string* const one = *rc::gen::element(&p.title, &p.source.text, &p.note);
    *one = *a_line();
    if (one == &p.note) RC_PRE(!one->empty());
    std::string text;
    try {
      text = to_yaml(p);
    } catch (const Error& e) {
      RC_ASSERT(e.code == "bad-text");
      ++refused;
      return;
    }
    ++written;
    RC_ASSERT(is_line(p.title));
    RC_ASSERT(is_line(p.source.text));
    const Profile back = load_profile(SourceText("p.yaml", text), kConnectors, "");
    RC_ASSERT(back.title == p.title);
    RC_ASSERT(back.source.text == p.source.text);
    RC_ASSERT(back.note == p.note);
    RC_ASSERT(back.trust == p.trust);
  }));
  CHECK(written > 10);
  CHECK(refused > 10);
}

TEST_CASE("another trust changes the trust and the source, and no other byte") {
  CHECK(rc::check("with trust", [] {
    Profile p = random_profile();
    p.trust = Trust::presumed;
    const std::string source_text = "learned " + *rc::gen::element<std::string>("\"x\" # y", "a: b", "\\", "trust: presumed");
    std::string before = to_yaml(p);
    if (*rc::gen::arbitrary<bool>()) before = "# trust: presumed\n" + before + "# trust: presumed \"s\"\n";
    if (*rc::gen::arbitrary<bool>()) before = "\xEF\xBB\xBF" + before;
    const std::string after = with_trust(SourceText("p.yaml", before), Trust::confirmed, source_text);
    const Profile back = load_profile(SourceText("p.yaml", after), kConnectors, "");
    RC_ASSERT(back.trust == Trust::confirmed);
    RC_ASSERT(back.source.text == source_text);
    // Undone, it is the file that it was.
    RC_ASSERT(with_trust(SourceText("p.yaml", after), Trust::presumed, p.source.text) == before);
  }));
}
