#include "catalog/fixture_yaml.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/board.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

const Board& read_board(const YamlReader& read, const YamlNode& node) {
  const std::string& name = read.scalar(node, "`board`");
  if (const Board* board = find_board(name)) return *board;
  Words known;
  for (const auto& board : boards()) known.emplace_back(board.name);
  read.fail("unknown-board", "there is no board " + in_quotes(name), node,
            advice(name, "known", known));
}

// That the keys of `node` are contacts of a connector type, all of them.
void check_contacts(const YamlReader& read, const YamlNode& node, const std::string& what,
                    const ConnectorType& type) {
  for (const auto& entry : read.map(node, what))
    if (!type.has_contact(entry.key.text))
      read.fail("unknown-contact", "there is no contact " + in_quotes(entry.key.text), entry.key,
                advice(entry.key.text, type.name + " has", type.contacts));
  for (const auto& pin : type.contacts)
    if (node.find(pin) == nullptr)
      read.fail("yaml-missing-key", what + " lacks contact `" + pin + "` of " + type.name, node,
                "every contact needs its place");
}

void read_wires(const YamlReader& read, const YamlNode& node, const Board& board, Socket& socket) {
  check_contacts(read, node, "`contacts`", socket.type);
  for (const auto& entry : node.entries) {
    const int number = read.integer(entry.value, "a test point", 1, static_cast<int>(board.points));
    const Point point = static_cast<Point>(number) - 1;
    if (has(socket.points(), point))
      read.fail("point-twice", "test point " + std::to_string(number) + " is already used here",
                entry.value, "each contact of a socket needs a test point of its own");
    socket.wires.emplace_back(entry.key.text, point);
  }
  const auto rank = [&](const auto& wire) {
    return std::ranges::find(socket.type.contacts, wire.first) - socket.type.contacts.begin();
  };
  std::ranges::sort(socket.wires, {}, rank);
}

// One contact, or a list of contacts that the plug's contact bridges.
Words read_landing(const YamlReader& read, const YamlNode& node, const ConnectorType& socket,
                   std::set<std::string>& taken) {
  std::vector<YamlNode> items{node};
  if (node.kind == YamlNode::Kind::list) items = read.list(node, "a landing");
  Words out;
  for (const auto& item : items) {
    const std::string& pin = read.scalar(item, "a contact");
    if (!socket.has_contact(pin))
      read.fail("unknown-contact", "there is no contact " + in_quotes(pin), item,
                advice(pin, socket.name + " has", socket.contacts));
    if (!taken.insert(pin).second)
      read.fail("acceptance", "`" + pin + "` already meets another contact of the plug", item,
                "a contact of the socket meets one contact of the plug");
    out.push_back(pin);
  }
  return out;
}

Acceptance read_acceptance(const YamlReader& read, const YamlEntry& entry, const Socket& socket,
                           const ConnectorLibrary& connectors) {
  Acceptance out{read_connector_type(read, entry.key, "a plug", connectors), {}};
  if (out.plug.name == socket.type.name)
    read.fail("acceptance", "a socket takes plugs of its own type anyway", entry.key, "remove it");
  check_contacts(read, entry.value, "the plug " + out.plug.name, out.plug);
  std::set<std::string> taken;
  for (const auto& pin : out.plug.contacts)
    out.lands.emplace_back(pin, read_landing(read, *entry.value.find(pin), socket.type, taken));
  return out;
}

Socket read_socket(const YamlReader& read, const YamlEntry& entry, const Board& board,
                   const ConnectorLibrary& connectors) {
  Socket out;
  out.name = read.name(entry.key, "a socket", kThingName);
  const std::string what = "socket `" + out.name + "`";
  read.keys(entry.value, what, {"type", "contacts"}, {"label", "accepts", "plug", "life"});
  out.type =
      read_connector_type(read, *entry.value.find("type"), "the type of " + what, connectors);
  const YamlNode* label = entry.value.find("label");
  out.label = label == nullptr ? out.name : read.name(*label, "a label", kThingName);
  if (const YamlNode* plug = entry.value.find("plug"))
    out.gender = read.choice(*plug, "`plug`", kYesNo) ? Gender::male : Gender::female;
  else if (out.type.shape == Shape::phone)
    out.gender = Gender::female;
  if (const YamlNode* life = entry.value.find("life")) out.life = read.integer(*life, "`life`", 1, 1'000'000);
  read_wires(read, *entry.value.find("contacts"), board, out);
  if (const YamlNode* accepts = entry.value.find("accepts"))
    for (const auto& plug : read.map(*accepts, "`accepts`"))
      out.accepts.push_back(read_acceptance(read, plug, out, connectors));
  return out;
}

// Sockets by sharing: two are in one group when they share a point, or share one with a third.
// Returns the number of each socket's group.
std::vector<std::size_t> sharing_groups(const std::vector<Socket>& sockets) {
  std::vector<PointSet> reach;
  for (const auto& socket : sockets) {
    PointSet merged = socket.points();
    std::erase_if(reach, [&](PointSet other) {
      const bool joined = (other & merged) != 0;
      if (joined) merged |= other;
      return joined;
    });
    reach.push_back(merged);
  }
  std::vector<std::size_t> out;
  for (const auto& socket : sockets)
    out.push_back(static_cast<std::size_t>(
        std::ranges::find_if(reach, [&](PointSet r) { return (r & socket.points()) != 0; }) -
        reach.begin()));
  return out;
}

void check_sharing(const YamlReader& read, const YamlNode& node,
                   const std::vector<Socket>& sockets) {
  const auto groups = sharing_groups(sockets);
  const Socket* first_sharer = nullptr;
  std::size_t sharing = 0;
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    const YamlNode& key = node.entries[i].key;
    const auto before = groups.begin() + static_cast<std::ptrdiff_t>(i);
    const auto mate = std::find(groups.begin(), before, groups[i]);
    if (mate == before) continue;
    const Socket& other = sockets[static_cast<std::size_t>(mate - groups.begin())];
    if (first_sharer == nullptr) {
      first_sharer = &other;
      sharing = groups[i];
    }
    if (groups[i] != sharing)
      read.fail("sharing-groups",
                "`" + sockets[i].name + "` shares test points with `" + other.name +
                    "`, but not with `" + first_sharer->name + "` and those that share with it",
                key,
                "all sockets that share test points must form one group, or a second cable in "
                "parallel would stay unseen: give one of them points of its own");
    // A cable between two sockets of the group that share no point could lie beside one between two
    // others of it, on the same points.
    for (std::size_t j = 0; j < i; ++j)
      if (groups[j] == groups[i] && (sockets[j].points() & sockets[i].points()) == 0)
        read.fail("sharing-groups",
                  "`" + sockets[i].name + "` and `" + sockets[j].name +
                      "` share test points with other sockets, but not with each other",
                  key,
                  "any two of the sockets that share test points must share one with each other, or a "
                  "second cable in parallel would stay unseen: give one of them points of its own");
    for (std::size_t j = 0; j < i; ++j)
      if (groups[j] == groups[i] && sockets[j].type.name == sockets[i].type.name &&
          sockets[j].label == sockets[i].label)
        read.fail("same-socket",
                  "`" + sockets[i].name + "` is a second " + sockets[i].type.name + " labelled `" +
                      sockets[i].label + "` on shared test points, after `" + sockets[j].name + "`",
                  key, "give them different labels");
  }
}

std::string readers_of(const Board& board) {
  std::string out;
  for (Point p : members(board.readers)) out += (out.empty() ? "" : ", ") + std::to_string(point_number(p)) + " (" + board.pin(p) + ")";
  return out;
}

// A key that is a number; JSON has its keys in quotes.
YamlNode unquoted(YamlNode key) {
  key.plain = true;
  return key;
}

// The point that reads: the point whose contact it reads.
void read_senses(const YamlReader& read, const YamlEntry& sense, const Board& board, Fixture& fixture) {
  if (board.readers == 0)
    read.fail("sense", "no point of board " + std::string(board.name) + " can read the contact of another one", sense.key,
              "remove `sense`");
  const int most = static_cast<int>(board.points);
  const auto point_of = [&](const YamlNode& node) { return static_cast<Point>(read.integer(node, "a test point", 1, most)) - 1; };
  const auto text = [](Point p) { return "point " + std::to_string(point_number(p)); };
  PointSet readers = 0;
  for (const auto& entry : read.map(sense.value, "`sense`")) {
    const Point reader = point_of(unquoted(entry.key));
    if (!has(board.readers, reader))
      read.fail("sense", text(reader) + " (" + board.pin(reader) + ") cannot read a voltage", entry.key,
                "points that can: " + readers_of(board));
    if (has(readers, reader)) read.fail("sense", text(reader) + " has its contact already", entry.key, "a point reads one contact");
    if (const auto wired = fixture.contacts_at(reader); !wired.empty())
      read.fail("sense", text(reader) + " is wired to " + wired.front().name(), entry.key,
                "a point that reads a contact of another point is wired to nothing else");
    readers |= only(reader);
  }
  for (const auto& entry : sense.value.entries) {
    const Point contact = point_of(entry.value);
    if (has(readers, contact)) read.fail("sense", text(contact) + " is itself one that reads", entry.value, "name the point of a socket contact");
    if (fixture.contacts_at(contact).empty())
      read.fail("sense", text(contact) + " is wired to no socket", entry.value, "name the point of a socket contact");
    if (!fixture.senses.emplace(contact, point_of(unquoted(entry.key))).second)
      read.fail("sense", text(contact) + " is read already, by " + text(fixture.senses[contact]), entry.value,
                "one point is enough for a contact");
  }
}

// Which channel of the milliohm add-on is on which point: as `taps` says, else channel 0 on point 1 and so on.
std::map<Point, unsigned> read_taps(const YamlReader& read, const YamlNode& root, const Board& board) {
  constexpr unsigned kChannels = 16;
  const YamlNode* addon = root.find("addon");
  const YamlNode* taps = root.find("taps");
  std::map<Point, unsigned> out;
  if (addon == nullptr) {
    if (taps != nullptr)
      read.fail("yaml-missing-key", "a fixture with `taps` lacks `addon`", *taps, "write `addon: milliohm` above it, or remove it");
    return out;
  }
  if (const std::string& kind = read.scalar(*addon, "`addon`"); kind != "milliohm")
    read.fail("unknown-addon", "there is no add-on " + in_quotes(kind), *addon, advice(kind, "known", {"milliohm"}));
  if (board.name == "mega64")
    read.fail("unknown-addon", "no add-on goes with a mega64", *addon, "choose an uno or a mega, or remove it");
  if (taps == nullptr) {
    for (Point p = 0; p < std::min(board.points, kChannels); ++p) out[p] = p;
    return out;
  }
  std::set<unsigned> taken;
  for (const auto& entry : read.map(*taps, "`taps`")) {
    const int number = read.integer(unquoted(entry.key), "a test point", 1, static_cast<int>(board.points));
    const auto channel = static_cast<unsigned>(read.integer(entry.value, "a channel", 0, kChannels - 1));
    if (!taken.insert(channel).second)
      read.fail("channel-twice", "channel " + std::to_string(channel) + " is already used here", entry.value,
                "each point needs a channel of its own");
    out[static_cast<Point>(number) - 1] = channel;
  }
  return out;
}

}  // namespace

Fixture load_fixture(const SourceText& source, const ConnectorLibrary& connectors) {
  const YamlReader read(source);
  const YamlNode root = parse_yaml(source);
  read.keys(root, "a fixture", {"fixture", "title", "board", "sockets"}, {"sense", "addon", "taps"});
  Fixture out;
  out.name = read.name(*root.find("fixture"), "a fixture", kThingName);
  out.title = read.text(*root.find("title"), "`title`", 200);
  const Board& board = read_board(read, *root.find("board"));
  out.board = board.name;
  out.taps = read_taps(read, root, board);
  const YamlNode& sockets = *root.find("sockets");
  for (const auto& entry : read.map(sockets, "`sockets`"))
    out.sockets.push_back(read_socket(read, entry, board, connectors));
  check_sharing(read, sockets, out.sockets);
  for (const auto& entry : root.entries)
    if (entry.key.text == "sense") read_senses(read, entry, board, out);
  out.sha256 = source.sha256();
  return out;
}

}  // namespace buzzout
