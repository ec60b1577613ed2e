#pragma once

#include <filesystem>

namespace buzzout {

// The user's own: $HOME where that is an absolute path, else what the system's list of users (passwd) says, as for a
// service or a job of cron that has no $HOME. Empty if neither tells.
std::filesystem::path home_folder();

}  // namespace buzzout
