#include "label/label_queue.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "label/label_sample.hpp"

namespace buzzout {
namespace {

using Status = LabelPrint::Status;

// A printer that is a shell command in a folder of its own.
class Printer {
 public:
  explicit Printer(const std::string& command) : queue(job(command)) {}
  ~Printer() { std::filesystem::remove_all(folder_); }

  std::string paper() const {
    std::ifstream in(folder_ / "paper");
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Waits until the command says that it has begun.
  void wait_for_begin() const {
    for (int i = 0; i < 500 && !std::filesystem::exists(folder_ / "begun"); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(std::filesystem::exists(folder_ / "begun"));
  }
  void go_on() const { std::ofstream(folder_ / "go"); }

 private:
  LabelJob job(const std::string& command) {
    std::string name = (std::filesystem::temp_directory_path() / "buzzout-queue-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
    std::ofstream(folder_ / "l.zpl") << "^XA^FO10,10^A0N,30^FH^FD{serial}^FS^XZ\n";
    return LabelJob(Catalog({BUZZOUT_SOURCE_DIR}), (folder_ / "l.zpl").string(), {}, "|cd " + name + " && " + command);
  }

  std::filesystem::path folder_;

 public:
  LabelQueue queue;
};

constexpr const char* kPrints = "cat >> paper";
constexpr const char* kWaits = "touch begun; while [ ! -e go ]; do sleep 0.01; done; cat >> paper";

std::vector<std::string> listed(const std::vector<LabelQueue::End>& ends) {
  std::vector<std::string> out;
  for (const auto& e : ends) out.push_back(e.begun + " " + std::string(to_string(e.status)));
  return out;
}

TEST_CASE("labels come out in the order of their cables, and what became of each is told once") {
  Printer printer(kPrints);
  for (const char* serial : {"A-1", "A-2", "A-3"}) printer.queue.print(passed(serial), std::string("of ") + serial);
  CHECK(printer.queue.finish().serials.empty());
  CHECK(listed(printer.queue.take_ends()) == std::vector<std::string>{"of A-1 printed", "of A-2 printed", "of A-3 printed"});
  CHECK(printer.queue.take_ends().empty());
  const std::string paper = printer.paper();
  CHECK(paper.find("A-1") < paper.find("A-2"));
  CHECK(paper.find("A-2") < paper.find("A-3"));
  CHECK(paper.find("A-3") != std::string::npos);
}

TEST_CASE("a label that still waits when its cable is tested again never comes out, and is missed at the end") {
  Printer printer(kWaits);
  printer.queue.print(passed("A-1"), "first");
  printer.wait_for_begin();
  printer.queue.print(passed("A-2"), "second");
  printer.queue.withdraw("A-2");
  printer.go_on();
  const LabelQueue::Missed missed = printer.queue.finish();
  CHECK(missed.serials == std::vector<std::string>{"A-2"});
  CHECK(missed.why == "the cable was tested again");
  CHECK(listed(printer.queue.take_ends()) == std::vector<std::string>{"second withdrawn", "first printed"});
  CHECK(printer.paper().find("A-2") == std::string::npos);
}

TEST_CASE("a cable that passes again gets the label of its newest test, and is not missed") {
  Printer printer(kWaits);
  printer.queue.print(passed("A-1"), "first");
  printer.wait_for_begin();
  printer.queue.print(passed("A-2"), "second");
  printer.queue.withdraw("A-2");
  printer.queue.print(passed("A-2"), "third");
  printer.go_on();
  CHECK(printer.queue.finish().serials.empty());
  CHECK(listed(printer.queue.take_ends()) == std::vector<std::string>{"second withdrawn", "first printed", "third printed"});
}

TEST_CASE("a printer that fails is told once, and at the end nobody waits for it label by label") {
  Printer printer("touch begun; while [ ! -e go ]; do sleep 0.01; done; exit 3");
  printer.queue.print(passed("A-1"), "first");
  printer.wait_for_begin();
  for (const char* serial : {"A-2", "A-3"}) printer.queue.print(passed(serial), serial);
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    printer.go_on();
  });
  const LabelQueue::Missed missed = printer.queue.finish();
  later.join();
  CHECK(missed.serials == std::vector<std::string>{"A-1", "A-2", "A-3"});
  CHECK(listed(printer.queue.take_ends()) == std::vector<std::string>{"first failed", "A-2 withdrawn", "A-3 withdrawn"});
  CHECK(printer.queue.take_trouble().find("no label for A-1") == 0);
  CHECK(printer.queue.take_trouble().empty());
}

}  // namespace
}  // namespace buzzout
