#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/connector_face.hpp"

using namespace buzzout;

namespace {

ConnectorType type_of(Shape shape, std::vector<std::string> contacts, bool with_shell = false) {
  ConnectorType out;
  out.name = "part";
  out.shape = shape;
  out.contacts = std::move(contacts);
  if (with_shell) {
    out.contacts.emplace_back("shell");
    out.shell = "shell";
  }
  return out;
}

std::vector<std::string> numbers(int count) {
  std::vector<std::string> out;
  for (int i = 1; i <= count; ++i) out.push_back(std::to_string(i));
  return out;
}

FacePlace place(const ConnectorType& type, const std::string& pin) {
  const auto face = connector_face(type);
  const auto found = std::ranges::find(face, pin, &FacePlace::contact);
  REQUIRE(found != face.end());
  return *found;
}

// From the left to the right, and those above one another from the top.
std::vector<std::string> order(const ConnectorType& type) {
  auto face = connector_face(type);
  std::ranges::sort(face, [](const FacePlace& a, const FacePlace& b) {
    return std::abs(a.x - b.x) > 0.01 ? a.x < b.x : a.y > b.y;
  });
  std::vector<std::string> out;
  for (const auto& p : face) out.push_back(p.contact);
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("looking into the pins of a male XLR with its latch up, pin 1 is at the left and the pins go on below") {
  CHECK(order(type_of(Shape::xlr, numbers(3), true)) == Names{"1", "3", "2"});
  CHECK(order(type_of(Shape::xlr, numbers(4), true)) == Names{"1", "2", "3", "4"});
  CHECK(order(type_of(Shape::xlr, numbers(5), true)) == Names{"1", "2", "3", "4", "5"});
  for (const int pins : {3, 4, 5})
    for (const auto& p : connector_face(type_of(Shape::xlr, numbers(pins)))) CHECK(p.y < 1.2);
  CHECK(place(type_of(Shape::xlr, numbers(3)), "3").y < -3);
}

TEST_CASE("a DIN plug has pins 1, 4, 2, 5 and 3 along its arc, pin 2 farthest from the key") {
  const auto five = type_of(Shape::din, numbers(5), true);
  CHECK(order(five) == Names{"1", "4", "2", "5", "3"});
  CHECK(place(five, "2").y < place(five, "4").y);
  CHECK(order(type_of(Shape::din, numbers(3))) == Names{"1", "2", "3"});
}

TEST_CASE("a male D-sub counts from the left of its longer row, and then from the left of the other one") {
  const auto type = type_of(Shape::d_sub, numbers(25), true);
  CHECK(place(type, "1").x < place(type, "13").x);
  CHECK(place(type, "14").x < place(type, "25").x);
  CHECK(place(type, "1").x < place(type, "14").x);
  CHECK(place(type, "1").y > place(type, "14").y);
  CHECK(place(type, "13").y == place(type, "1").y);
  for (const int pins : {9, 15, 37}) CHECK(connector_face(type_of(Shape::d_sub, numbers(pins))).size() == static_cast<std::size_t>(pins));
}

TEST_CASE("a mini XLR with four pins has the fourth in the middle") {
  CHECK(place(type_of(Shape::mini_xlr, numbers(4)), "4").y == 0);
  CHECK(order(type_of(Shape::mini_xlr, numbers(4))) == Names{"1", "4", "2", "3"});
}

TEST_CASE("a Speakon's contacts alternate around the cable plug, clockwise from 1+") {
  const auto type = type_of(Shape::speakon, {"1+", "1-", "2+", "2-"});
  CHECK(place(type, "1+").y > 4);
  CHECK(place(type, "1-").x > 4);
  CHECK(place(type, "2+").y < -4);
  CHECK(place(type, "2-").x < -4);
}

TEST_CASE("where nobody knows how contacts lie, no place is made up") {
  CHECK(connector_face(type_of(Shape::phone, {"T", "R", "S"})).empty());
  CHECK(connector_face(type_of(Shape::mini_xlr, numbers(3), true)).empty());
  CHECK(connector_face(type_of(Shape::xlr, numbers(6))).empty());
  CHECK(connector_face(type_of(Shape::xlr, {"1", "3", "2"})).empty());
  CHECK(connector_face(type_of(Shape::xlr, {"L", "R", "G"})).empty());
  CHECK(connector_face(type_of(Shape::din, numbers(7))).empty());
  CHECK(connector_face(type_of(Shape::speakon, {"1+", "1-", "3+"})).empty());
}

TEST_CASE("contacts are neighbours that lie side by side") {
  const auto phone = type_of(Shape::phone, {"T", "R1", "R2", "S"});
  CHECK(phone.are_neighbours("T", "R1"));
  CHECK_FALSE(phone.are_neighbours("T", "S"));
  const auto xlr = type_of(Shape::xlr, numbers(3), true);
  CHECK(xlr.are_neighbours("1", "2"));
  CHECK(xlr.are_neighbours("1", "3"));
  CHECK_FALSE(xlr.are_neighbours("3", "shell"));
  const auto din = type_of(Shape::din, numbers(5), true);
  CHECK(din.are_neighbours("1", "4"));
  CHECK(din.are_neighbours("4", "2"));
  CHECK_FALSE(din.are_neighbours("1", "2"));
  CHECK_FALSE(din.are_neighbours("1", "3"));
  CHECK_FALSE(din.are_neighbours("1", "shell"));
  const auto wide = type_of(Shape::d_sub, numbers(25), true);
  CHECK(wide.are_neighbours("1", "2"));
  CHECK(wide.are_neighbours("1", "14"));
  CHECK(wide.are_neighbours("2", "14"));
  CHECK_FALSE(wide.are_neighbours("1", "15"));
  CHECK_FALSE(wide.are_neighbours("13", "14"));
  const auto speakon = type_of(Shape::speakon, {"1+", "1-", "2+", "2-"});
  CHECK(speakon.are_neighbours("1+", "1-"));
  CHECK(speakon.are_neighbours("1+", "2-"));
  CHECK_FALSE(speakon.are_neighbours("1+", "2+"));
  const auto unknown = type_of(Shape::mini_xlr, numbers(3), true);
  CHECK(unknown.are_neighbours("1", "3"));
  CHECK_FALSE(unknown.are_neighbours("1", "1"));
  CHECK_FALSE(unknown.are_neighbours("1", "shell"));
}
