#pragma once

#include <optional>
#include <string>
#include <variant>

#include "catalog/catalog.hpp"
#include "label/label_target.hpp"
#include "core/record.hpp"
#include "label/render_label.hpp"
#include "label/zpl_template.hpp"

namespace buzzout {

// How labels look and where they go, checked before there is one. Throws Error as Catalog::label(), zpl_template(),
// label_target() and label_format() do, and "label-format" where a template in ZPL should be something else.
class LabelJob {
 public:
  // `label`: a name of the library, a YAML file, or a file in ZPL (.zpl). Without a format, what the name of the
  // target's file ends in, else ZPL.
  LabelJob(const Catalog&, const std::string& label, const std::optional<std::string>& format,
           const std::string& target);

  std::string render(const TestRecord&) const;
  // Renders and delivers; returns where it went. `command_output` as for deliver().
  std::string print(const TestRecord&, int command_output = -1) const;

  // Whether each label goes to a place of its own, or to a printer: not into one and the same file.
  bool takes_many() const;
  const std::string& name() const { return name_; }
  const std::string& target() const { return target_.written; }
  LabelFormat format() const { return format_; }
  // Millimetres and dots an inch, of a template that says them.
  const LabelTemplate* drawn() const { return std::get_if<LabelTemplate>(&label_); }

 private:
  std::string name_;
  std::variant<LabelTemplate, ZplTemplate> label_;
  LabelTarget target_;
  LabelFormat format_;
};

}  // namespace buzzout
