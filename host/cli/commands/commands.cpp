#include "cli/commands/commands.hpp"

namespace buzzout {

Commands commands() {
  static constexpr const Command* kAll[] = {
      &test_command,
      &watch_command,
      &build_command,
      &batch_command,
      &scan_command,
      &identify_command,
      &learn_command,
      &profiles_list_command,
      &profiles_new_command,
      &profiles_show_command,
      &profiles_check_command,
      &profiles_prove_command,
      &fixtures_list_command,
      &fixtures_show_command,
      &fixtures_check_command,
      &fixtures_self_test_command,
      &fixtures_trace_command,
      &fixtures_calibrate_command,
      &fixtures_renew_command,
      &connectors_list_command,
      &connectors_show_command,
      &connectors_check_command,
      &jigs_list_command,
      &jigs_info_command,
      &jigs_console_command,
      &jigs_flash_command,
      &label_command,
      &records_list_command,
      &records_show_command,
      &records_verify_command,
      &records_export_command,
      &records_backup_command,
      &records_repair_command,
      &records_correct_command,
      &records_forward_command,
      &labels_list_command,
      &labels_check_command,
      &report_certificate_command,
      &report_lot_command,
      &config_show_command,
  };
  return kAll;
}

}  // namespace buzzout
