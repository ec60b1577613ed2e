#pragma once

#include "cli/terminal/environment.hpp"
#include "cli/options.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// One function a command; the result is the exit status.
int run_test(const Options&, Environment&);
int run_batch(const Options&, Environment&);
int run_watch(const Options&, Environment&);
int run_build(const Options&, Environment&);
int run_scan(const Options&, Environment&);
int run_identify(const Options&, Environment&);
int run_learn(const Options&, Environment&);
int run_profiles_list(const Options&, Environment&);
int run_profiles_new(const Options&, Environment&);
int run_profiles_show(const Options&, Environment&);
int run_profiles_check(const Options&, Environment&);
int run_profiles_prove(const Options&, Environment&);
int run_fixtures_list(const Options&, Environment&);
int run_fixtures_show(const Options&, Environment&);
int run_fixtures_check(const Options&, Environment&);
int run_fixtures_self_test(const Options&, Environment&);
int run_fixtures_trace(const Options&, Environment&);
int run_fixtures_renew(const Options&, Environment&);
int run_jigs_list(const Options&, Environment&);
int run_jigs_info(const Options&, Environment&);
int run_jigs_console(const Options&, Environment&);
int run_jigs_flash(const Options&, Environment&);
int run_connectors_list(const Options&, Environment&);
int run_connectors_show(const Options&, Environment&);
int run_connectors_check(const Options&, Environment&);
int run_labels_list(const Options&, Environment&);
int run_labels_check(const Options&, Environment&);
int run_label(const Options&, Environment&);
int run_records_list(const Options&, Environment&);
int run_records_show(const Options&, Environment&);
int run_records_verify(const Options&, Environment&);
int run_records_export(const Options&, Environment&);
int run_records_backup(const Options&, Environment&);
int run_records_repair(const Options&, Environment&);
int run_records_correct(const Options&, Environment&);
int run_records_forward(const Options&, Environment&);
int run_report_certificate(const Options&, Environment&);
int run_report_lot(const Options&, Environment&);
int run_config_show(const Options&, Environment&);

inline constexpr int kExitDone = 0;
inline constexpr int kExitFail = 1;
inline constexpr int kExitError = 2;
inline constexpr int kExitNoCable = 3;
inline constexpr int kExitInterrupted = 130;

// The exit status of a test with that outcome.
int exit_status(Outcome);

// The whole program: parses, dispatches, and renders whatever is thrown.
int run(const std::vector<std::string>& arguments, Environment&);

}  // namespace buzzout
