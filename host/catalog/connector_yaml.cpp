#include "catalog/connector_yaml.hpp"

#include "catalog/source_yaml.hpp"
#include "core/profile.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

constexpr std::array<std::pair<std::string_view, Shape>, 8> kShapes{{{"phone", Shape::phone},
                                                                     {"xlr", Shape::xlr},
                                                                     {"mini-xlr", Shape::mini_xlr},
                                                                     {"din", Shape::din},
                                                                     {"speakon", Shape::speakon},
                                                                     {"d-sub", Shape::d_sub},
                                                                     {"coaxial", Shape::coaxial},
                                                                     {"two-pin", Shape::two_pin}}};

std::string own_contact(const YamlReader& read, const YamlNode& node, const std::string& what,
                        const ConnectorType& type) {
  const std::string& pin = read.scalar(node, what);
  if (!type.has_contact(pin))
    read.fail("unknown-contact", what + " names no contact of this connector: " + in_quotes(pin),
              node, advice(pin, "its contacts", type.contacts));
  return pin;
}

std::string read_order_role(const YamlReader& read, const YamlNode& node) {
  const std::string& text = read.scalar(node, "a role");
  if (text == "-") return "";
  for (const auto& role : Net{text, {}}.roles())
    if (!follows(kRoleName, role))
      read.fail("yaml-bad-name", "a contact cannot carry " + in_quotes(text), node,
                "allowed: " + std::string(kRoleName.allowed) + "; `-` where the contact stays free");
  return text;
}

void read_orders(const YamlReader& read, const YamlNode& node, ConnectorType& type) {
  for (const auto& item : read.list(node, "`orders`")) {
    read.keys(item, "an order", {"name", "roles", "source"});
    PlugOrder order{read.text(*item.find("name"), "`name`", 64), {}, read_source(read, *item.find("source"))};
    const YamlNode& roles = *item.find("roles");
    for (const auto& role : read.list(roles, "`roles`")) order.roles.push_back(read_order_role(read, role));
    if (order.roles.size() != type.contacts.size())
      read.fail("yaml-bad-value", "an order has one role for each contact", roles,
                listing("the contacts are", type.contacts) + "; write `-` where one stays free");
    type.orders.push_back(std::move(order));
  }
}

}  // namespace

ConnectorType load_connector(const SourceText& source) {
  const YamlReader read(source);
  const YamlNode root = parse_yaml(source);
  read.keys(root, "a connector", {"connector", "title", "shape", "contacts", "source"},
            {"diameter_mm", "shell", "shell_bond", "orders"});
  ConnectorType out;
  out.name = read.name(*root.find("connector"), "a connector", kThingName);
  out.title = read.text(*root.find("title"), "`title`", 200);
  out.shape = read.choice(*root.find("shape"), "`shape`", kShapes);
  const YamlNode* diameter = root.find("diameter_mm");
  if (out.shape == Shape::phone && diameter == nullptr)
    read.fail("yaml-missing-key", "a phone connector lacks the key `diameter_mm`", root,
              "add `diameter_mm: …`");
  if (out.shape != Shape::phone && diameter != nullptr)
    read.fail("yaml-unknown-key", "only a phone connector has `diameter_mm`", *diameter,
              "remove it");
  if (diameter != nullptr) out.diameter_mm = read.number(*diameter, "`diameter_mm`", 1, 20);
  out.contacts = read.names(*root.find("contacts"), "`contacts`", kContactName);
  if (const YamlNode* shell = root.find("shell"))
    out.shell = own_contact(read, *shell, "`shell`", out);
  if (const YamlNode* bond = root.find("shell_bond")) {
    out.shell_bond = own_contact(read, *bond, "`shell_bond`", out);
    if (!out.shell || out.shell == out.shell_bond)
      read.fail("yaml-bad-value", "`shell_bond` needs a `shell` that is another contact", *bond,
                "name the contact that a bonded shell is joined to, usually `1`");
  }
  if (const YamlNode* orders = root.find("orders")) read_orders(read, *orders, out);
  out.source = read_source(read, *root.find("source"));
  out.sha256 = source.sha256();
  return out;
}

ConnectorType read_connector_type(const YamlReader& read, const YamlNode& node,
                                  const std::string& what, const ConnectorLibrary& library) {
  const std::string name = read.name(node, what, kThingName);
  if (auto type = library.find(name)) return *std::move(type);
  read.fail("unknown-connector", "there is no connector type " + in_quotes(name), node,
            advice(name, "known", library.names()));
}

}  // namespace buzzout
