#include "bench/new_profile.hpp"

#include <algorithm>

#include "catalog/names.hpp"
#include "store/text_file.hpp"
#include "text/printable.hpp"

namespace buzzout {

void refuse_taken_name(const std::string& name, const Catalog& catalog, const std::vector<Profile>& known) {
  if (!follows(kThingName, name))
    throw Error("bad-name", "a profile cannot be called " + name, "",
                "allowed: " + std::string(kThingName.allowed));
  const auto refuse = [&](const std::string& what) {
    throw Error("name-taken", "`" + name + "` is " + what, "", "choose another name");
  };
  const auto is_it = [&](const std::string& other) { return LibraryFiles::key(other) == LibraryFiles::key(name); };
  if (std::ranges::any_of(catalog.profile_names(), is_it)) refuse("a profile already");
  for (const auto& p : known)
    if (std::ranges::any_of(p.aliases, is_it)) refuse("an alias of profile " + p.name);
}

std::filesystem::path new_profile_file(const std::string& name, const std::optional<std::string>& said,
                                       const Places& places) {
  if (!said) return places.data / "profiles" / (name + ".yaml");
  const std::filesystem::path out = *said;
  if (out.filename() != name + ".yaml")
    throw Error("bad-name", "a profile's file is called as the profile", *said,
                "call it " + (out.parent_path() / (name + ".yaml")).string());
  require_place(out);
  return out;
}

}  // namespace buzzout
