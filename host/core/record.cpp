#include "core/record.hpp"

namespace buzzout {

std::string_view to_string(Purpose p) {
  switch (p) {
    case Purpose::test:
      return "test";
    case Purpose::production:
      return "production";
    case Purpose::golden:
      return "golden";
    case Purpose::red_rabbit:
      return "red-rabbit";
  }
  return "";
}

}  // namespace buzzout
