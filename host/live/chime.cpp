#include "live/chime.hpp"

namespace buzzout {

Heard heard_in(const LiveState& s, const Assembly& a) {
  Heard out{s.status != LiveStatus::no_cable, a.done(), a.wrong.size(), 0};
  for (const auto& u : all_upsets(s)) out.upsets += u.times;
  return out;
}

Chime chime(const Heard& before, const Heard& now) {
  if (now.upsets > before.upsets) return Chime::wrong;
  if (!now.cable_in) return Chime::none;
  if (now.wrong > before.wrong || now.done < before.done) return Chime::wrong;
  return now.done > before.done || now.wrong < before.wrong ? Chime::right : Chime::none;
}

}  // namespace buzzout
