#include "live/assembly.hpp"
#include "core/compare.hpp"
#include "core/words.hpp"

#include <algorithm>

namespace buzzout {
namespace {

bool contains(const std::vector<Contact>& group, const Contact& c) {
  return std::ranges::find(group, c) != group.end();
}

const std::vector<Contact>* group_of(const Verdict& v, const Contact& c) {
  for (const auto& g : v.nets)
    if (contains(g, c)) return &g;
  return nullptr;
}

class Words {
 public:
  explicit Words(const Profile& profile) : profile_(profile) {}

  // "L- and goes to left.S"
  std::string part_of(const Contact& c) const {
    const Net* net = profile_.net_of(c);
    if (net == nullptr) return profile_.has_contact(c) ? "free" : "no contact of this cable";
    return net->name + " and goes to " + list_of(mates(*net, c));
  }

  static std::vector<Contact> mates(const Net& net, const Contact& of) {
    std::vector<Contact> out;
    for (const auto& c : net.contacts)
      if (c != of && (of != net.contacts.front() || c.end != of.end)) out.push_back(c);
    if (of != net.contacts.front()) out = {net.contacts.front()};
    return out;
  }

 private:
  const Profile& profile_;
};

// The wrong joints of one measured group.
class Group {
 public:
  Group(const Profile& profile, const std::vector<Contact>& contacts)
      : profile_(profile), contacts_(contacts), words_(profile) {}

  void tell(std::vector<std::string>& out) const {
    const auto parts = nets();
    if (parts.size() < 2) return;
    if (std::ranges::all_of(parts, [&](const Net* n) { return n == nullptr || is_whole(*n); }) &&
        std::ranges::count(parts, nullptr) == 0) {
      std::string names;
      for (const Net* n : parts)
        names += (names.empty() ? "" : n == parts.back() ? " and " : ", ") + n->name;
      out.push_back(names + " are joined: look for a bridge between " + list_of(contacts_) + ".");
      return;
    }
    const std::string& near = profile_.ends.front().name;
    std::vector<Contact> from, on;
    for (const auto& c : contacts_) (c.end == near ? from : on).push_back(c);
    if (from.empty() || on.empty()) return touch(out);
    for (const auto& c : on)
      for (const auto& f : from)
        if (profile_.net_of(c) != profile_.net_of(f) || profile_.net_of(f) == nullptr)
          out.push_back(stray(f, c));
  }

 private:
  // Of the profile; null stands for contacts that must stay free.
  std::vector<const Net*> nets() const {
    std::vector<const Net*> out;
    for (const auto& c : contacts_)
      if (const Net* n = profile_.net_of(c); n == nullptr || std::ranges::find(out, n) == out.end())
        if (!profile_.is_ignored(c)) out.push_back(n);
    return out;
  }

  bool is_whole(const Net& net) const {
    return std::ranges::all_of(net.contacts,
                               [&](const Contact& c) { return contains(contacts_, c); });
  }

  std::string stray(const Contact& from, const Contact& on) const {
    const Net* net = profile_.net_of(from);
    if (net == nullptr)
      return "This wire joins " + on.name() + " to " + from.name() +
             ", which must stay free: take it off.";
    std::vector<Contact> belongs;
    for (const auto& c : Words::mates(*net, from))
      if (!contains(contacts_, c)) belongs.push_back(c);
    std::string out =
        "The wire on " + on.name() + " comes from " + from.name() + ": it is " + net->name;
    if (!belongs.empty()) return out + " and belongs on " + list_of(belongs) + ".";
    return on.name() + " is joined to " + net->name +
           ", which is complete without it: " + on.name() + " is " + words_.part_of(on) + ".";
  }

  void touch(std::vector<std::string>& out) const {
    std::string text;
    for (const auto& c : contacts_)
      text += (text.empty() ? " " : "; ") + c.name() + " is " + words_.part_of(c);
    out.push_back(list_of(contacts_) + " touch:" + text + ".");
  }

  const Profile& profile_;
  const std::vector<Contact>& contacts_;
  Words words_;
};

}  // namespace

std::size_t Assembly::done() const {
  return static_cast<std::size_t>(std::ranges::count(joints, true, &Joint::done));
}

const Joint* Assembly::next() const {
  const auto found = std::ranges::find(joints, false, &Joint::done);
  return found == joints.end() ? nullptr : &*found;
}

Assembly assembly_of(const Job& job, const Verdict& measured) {
  Assembly out;
  for (const auto& net : job.profile.nets)
    for (std::size_t i = 1; i < net.contacts.size(); ++i) {
      const auto* group = group_of(measured, net.contacts.front());
      out.joints.push_back({net.name, net.contacts.front(), net.contacts[i],
                            group != nullptr && contains(*group, net.contacts[i])});
    }
  for (const auto& group : measured.nets) Group(job.profile, group).tell(out.wrong);
  for (const auto& f : measured.faults)
    if (f.kind != FaultKind::open && f.kind != FaultKind::short_)
      for (const auto& d : measured.diagnoses)
        if (d.contacts == f.contacts) out.wrong.push_back(d.summary);
  return out;
}

std::string probe_text(const Job& job, PointSet points) {
  const auto contacts = contacts_at(points, job.map);
  std::vector<const Net*> nets;
  for (const auto& c : contacts)
    if (const Net* n = job.profile.net_of(c); std::ranges::find(nets, n) == nets.end())
      nets.push_back(n);
  if (nets.size() == 1 && nets.front() != nullptr) {
    const Net& net = *nets.front();
    std::vector<Contact> rest;
    for (const auto& c : net.contacts)
      if (!contains(contacts, c)) rest.push_back(c);
    return "This is " + net.name + " (" + list_of(contacts, ", ") + ")" +
           (rest.empty() ? ": all of its joints are there." : ". It goes to " + list_of(rest) + ".");
  }
  std::string out;
  for (const auto& c : contacts) {
    const Net* n = job.profile.net_of(c);
    out += (out.empty() ? "Ground touches " : ", ") + c.name() +
           (n == nullptr ? "" : " (" + n->name + ")");
  }
  return out + ".";
}

}  // namespace buzzout
