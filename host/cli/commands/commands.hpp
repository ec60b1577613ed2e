#pragma once

#include "cli/terminal/environment.hpp"
#include "cli/options.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// Each is where its options and its help are: in its own file.
extern const Command test_command;
extern const Command watch_command;
extern const Command build_command;
extern const Command batch_command;
extern const Command scan_command;
extern const Command identify_command;
extern const Command learn_command;
extern const Command profiles_list_command;
extern const Command profiles_new_command;
extern const Command profiles_show_command;
extern const Command profiles_check_command;
extern const Command profiles_prove_command;
extern const Command fixtures_list_command;
extern const Command fixtures_show_command;
extern const Command fixtures_check_command;
extern const Command fixtures_self_test_command;
extern const Command fixtures_trace_command;
extern const Command fixtures_calibrate_command;
extern const Command fixtures_renew_command;
extern const Command connectors_list_command;
extern const Command connectors_show_command;
extern const Command connectors_check_command;
extern const Command jigs_list_command;
extern const Command jigs_info_command;
extern const Command jigs_console_command;
extern const Command jigs_flash_command;
extern const Command label_command;
extern const Command records_list_command;
extern const Command records_show_command;
extern const Command records_verify_command;
extern const Command records_export_command;
extern const Command records_backup_command;
extern const Command records_repair_command;
extern const Command records_correct_command;
extern const Command records_forward_command;
extern const Command labels_list_command;
extern const Command labels_check_command;
extern const Command report_certificate_command;
extern const Command report_lot_command;
extern const Command config_show_command;

// All of them, in the order in which --help has them.
Commands commands();

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
