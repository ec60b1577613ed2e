#include "report/label_json.hpp"

#include <nlohmann/json.hpp>

namespace buzzout {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kLabelFormat = "buzzout.label/1";

}  // namespace

Json label_json(const TestRecord& r, const std::string& label, const std::string& to) {
  return {{"format", kLabelFormat}, {"printed", true}, {"serial", r.serial}, {"id", r.id},
          {"simulated", r.simulated}, {"label", label}, {"to", to}};
}

Json no_label_json(const std::string& asked, const std::string& why) {
  return {{"format", kLabelFormat}, {"printed", false}, {"asked", asked}, {"why", why}};
}

}  // namespace buzzout
