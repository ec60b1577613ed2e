#pragma once

#include <pango/pangocairo.h>

#include <memory>

namespace buzzout {

struct HandleFree {
  void operator()(cairo_t* it) const { cairo_destroy(it); }
  void operator()(cairo_surface_t* it) const { cairo_surface_destroy(it); }
  void operator()(cairo_font_options_t* it) const { cairo_font_options_destroy(it); }
  void operator()(PangoFontDescription* it) const { pango_font_description_free(it); }
  void operator()(PangoAttrList* it) const { pango_attr_list_unref(it); }
  void operator()(PangoContext* it) const { g_object_unref(it); }
  void operator()(PangoLayout* it) const { g_object_unref(it); }
};

template <typename T>
using Handle = std::unique_ptr<T, HandleFree>;

}  // namespace buzzout
