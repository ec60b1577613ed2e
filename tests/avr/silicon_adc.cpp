#include "avr/silicon_adc.hpp"

#include <string_view>

#include "core/error.hpp"

namespace buzzout {
namespace {

// ADCSRA, ADCSRB, ADMUX and PRR0, the same on both controllers.
constexpr std::uint8_t kEnable = 0x80, kStart = 0x40, kAutoTrigger = 0x20, kComplete = 0x10, kCompleteInterrupt = 0x08,
                       kPrescaler = 0x07;
constexpr std::uint8_t kMux5 = 0x08, kTriggerSource = 0x07;
constexpr std::uint8_t kLeftAdjust = 0x20;
constexpr std::uint8_t kAdcOff = 0x01;
constexpr avr_io_addr_t kPowerReduction = 0x64;

SiliconAdc& adc_of(void* param) {
  return *static_cast<SiliconAdc*>(param);
}

std::optional<Point> point_at(const Board& board, char port, unsigned bit) {
  const auto pins = board.kelvin ? board.sense_pins : board.drive_pins;
  for (Point p = 0; p < board.points; ++p)
    if (pins[p].port == port && pins[p].bit == bit) return p;
  return std::nullopt;
}

}  // namespace

SiliconAdc::SiliconAdc(avr_t* avr, const Board& board, Workbench& bench, SiliconPorts& ports)
    : avr_(avr), bench_(bench), ports_(ports), power_reduction_(kPowerReduction), wide_(board.mcu == "m2560") {
  adc_ = find_module<avr_adc_t>(avr, "adc", [](const avr_adc_t&) { return true; });
  if (!adc_) throw Error("avr-core", "simavr's controller has no ADC");
  for (unsigned channel = 0; channel < (wide_ ? 16U : 8U); ++channel)
    points_.push_back(wide_ ? point_at(board, channel < 8 ? 'F' : 'K', channel & 7U) : point_at(board, 'C', channel));

  adc_->io.reset = [](avr_io_t*) {};
  const auto io = [&](avr_io_addr_t address) -> auto& {
    return avr->io[AVR_DATA_TO_IO(address)];
  };
  const auto on_write = [&](avr_io_addr_t address, avr_io_write_t handler) { io(address).w = {this, handler}; };
  on_write(adc_->r_admux, [](avr_t*, avr_io_addr_t, std::uint8_t v, void* p) { adc_of(p).write_admux(v); });
  on_write(adc_->r_adcsra, [](avr_t*, avr_io_addr_t, std::uint8_t v, void* p) { adc_of(p).write_control_a(v); });
  on_write(adc_->r_adcsrb, [](avr_t*, avr_io_addr_t, std::uint8_t v, void* p) { adc_of(p).write_control_b(v); });
  io(adc_->r_adcl).r = {this, [](avr_t*, avr_io_addr_t, void* p) { return adc_of(p).read_low(); }};
  io(adc_->r_adch).r = {this, [](avr_t*, avr_io_addr_t, void* p) { return adc_of(p).read_high(); }};
  // Read-only.
  for (const avr_io_addr_t address : {adc_->r_adcl, adc_->r_adch})
    on_write(address, [](avr_t*, avr_io_addr_t, std::uint8_t, void*) {});
  on_reset();
}

void SiliconAdc::on_reset() {
  abort();
  for (const avr_io_addr_t address : {adc_->r_admux, adc_->r_adcsra, adc_->r_adcsrb}) reg(address) = 0;
  was_enabled_ = data_locked_ = false;
  chosen_ = chosen_before_ = locked_ = {};
  chosen_at_ = avr_->cycle;
  result_ = 0;
  connect_reference(avr_->cycle);
}

bool SiliconAdc::powered() const {
  return (reg(power_reduction_) & kAdcOff) == 0;
}

bool SiliconAdc::enabled() const {
  return (reg(adc_->r_adcsra) & kEnable) != 0;
}

avr_cycle_count_t SiliconAdc::clock_cycles() const {
  const unsigned bits = reg(adc_->r_adcsra) & kPrescaler;
  return avr_cycle_count_t{1} << (bits == 0 ? 1U : bits);
}

// All its registers are beyond the reach of OUT: STS writes in its second cycle.
avr_cycle_count_t SiliconAdc::write_moment() const {
  return avr_->cycle + 2;
}

Converter::Reference SiliconAdc::reference_of(const Selection& s) const {
  using enum Converter::Reference;
  switch (s.admux >> 6U) {
    case 0:
      return aref_pin;
    case 1:
      return avcc;
    case 2:
      return wide_ ? bandgap : aref_pin;  // reserved on an ATmega328P
    default:
      return wide_ ? volt_2_56 : bandgap;
  }
}

void SiliconAdc::write_admux(std::uint8_t v) {
  if (!powered()) return;
  reg(adc_->r_admux) = v;
  choose({v, chosen_.mux5});
}

void SiliconAdc::write_control_b(std::uint8_t v) {
  if (!powered()) return;
  reg(adc_->r_adcsrb) = v;
  choose({chosen_.admux, wide_ && (v & kMux5) != 0});
}

void SiliconAdc::choose(const Selection& s) {
  chosen_before_ = chosen_;
  chosen_ = s;
  chosen_at_ = write_moment();
  connect_reference(chosen_at_);
}

void SiliconAdc::connect_reference(avr_cycle_count_t when) {
  if (phase_ == Phase::awaits_sample || phase_ == Phase::awaits_end) return;
  const auto reference = was_enabled_ ? reference_of(chosen_) : Converter::Reference::aref_pin;
  Converter& converter = bench_.converter();
  if (converter.reference() != reference) converter.select(reference, ports_.seconds_at(static_cast<double>(when)));
}

void SiliconAdc::write_control_a(std::uint8_t v) {
  if (!powered()) return;
  std::uint8_t& control = reg(adc_->r_adcsra);
  const bool flag = (control & kComplete) != 0 && (v & kComplete) == 0;  // a one clears it
  if (!flag) adc_->adc.pending = 0;
  control = static_cast<std::uint8_t>((v & ~(kStart | kComplete)) | (flag ? kComplete : 0));
  const avr_cycle_count_t when = write_moment();
  if (!enabled()) {
    if (phase_ != Phase::idle) ++counters_.aborted;
    abort();
  } else if (!was_enabled_) {
    enabled_at_ = when;
    first_ = true;
  }
  was_enabled_ = enabled();
  connect_reference(when);
  if (phase_ == Phase::idle && enabled() && (v & kStart) != 0) request(when);
  if (phase_ != Phase::idle) control |= kStart;
  if (enabled() && (v & kAutoTrigger) != 0 && (reg(adc_->r_adcsrb) & kTriggerSource) != 0) ++counters_.unmodelled;
  if (flag && (v & kCompleteInterrupt) != 0) avr_raise_interrupt(avr_, &adc_->adc);
}

void SiliconAdc::request(avr_cycle_count_t when) {
  phase_ = Phase::awaits_clock;
  const avr_cycle_count_t clock = clock_cycles();
  const avr_cycle_count_t edge = enabled_at_ + ((when - enabled_at_) / clock + 1) * clock;
  avr_cycle_timer_register(avr_, edge - avr_->cycle, on_timer, this);
}

void SiliconAdc::abort() {
  phase_ = Phase::idle;
  avr_cycle_timer_cancel(avr_, on_timer, this);
}

avr_cycle_count_t SiliconAdc::on_timer(avr_t*, avr_cycle_count_t when, void* param) {
  return adc_of(param).next(when);
}

avr_cycle_count_t SiliconAdc::next(avr_cycle_count_t when) {
  switch (phase_) {
    case Phase::awaits_clock:
      return start(when);
    case Phase::awaits_sample:
      sample(when);
      phase_ = Phase::awaits_end;
      return complete_at_;
    case Phase::awaits_end:
      return complete(when);
    case Phase::idle:
      break;
  }
  return 0;
}

avr_cycle_count_t SiliconAdc::start(avr_cycle_count_t when) {
  phase_ = Phase::awaits_sample;
  locked_ = chosen_at_ <= when ? chosen_ : chosen_before_;
  const avr_cycle_count_t half_clock = clock_cycles() / 2;
  complete_at_ = when + (first_ ? 50 : 26) * half_clock;
  const avr_cycle_count_t sample_at = when + (first_ ? 27 : 3) * half_clock;
  first_ = false;
  counters_.last_start = when;
  return sample_at;
}

void SiliconAdc::sample(avr_cycle_count_t when) {
  ports_.sync_to(static_cast<double>(when));
  const double now = bench_.now();
  Converter& converter = bench_.converter();
  const unsigned low_bits = locked_.admux & (wide_ ? 0x1FU : 0x0FU);
  const unsigned mux = low_bits | (locked_.mux5 ? 0x20U : 0U);
  const unsigned bandgap = wide_ ? 0x1EU : 0x0EU, ground = bandgap + 1;
  std::optional<unsigned> channel;
  if (mux < 8) channel = mux;
  if (wide_ && mux >= 0x20 && mux < 0x28) channel = mux - 0x20 + 8;
  if (channel && points_[*channel]) {
    sampled_ = bench_.convert(*points_[*channel]);
  } else if (mux == bandgap) {
    sampled_ = converter.convert_bandgap(now);
  } else if (!wide_ && mux == 8) {
    sampled_ = converter.convert_temperature(now);
  } else {
    if (!channel && mux != ground) ++counters_.unmodelled;
    sampled_ = converter.convert_ground(now);
  }
}

avr_cycle_count_t SiliconAdc::complete(avr_cycle_count_t when) {
  if (data_locked_)
    ++counters_.lost;
  else
    result_ = sampled_;
  ++counters_.conversions;
  counters_.last_complete = when;
  phase_ = Phase::idle;
  connect_reference(when);
  avr_raise_interrupt(avr_, &adc_->adc);
  const bool again = (reg(adc_->r_adcsra) & kAutoTrigger) != 0 && (reg(adc_->r_adcsrb) & kTriggerSource) == 0;
  if (again) return start(when);
  reg(adc_->r_adcsra) = static_cast<std::uint8_t>(reg(adc_->r_adcsra) & ~kStart);
  return 0;
}

std::uint8_t SiliconAdc::read_low() {
  data_locked_ = true;
  const bool left = (reg(adc_->r_admux) & kLeftAdjust) != 0;
  return static_cast<std::uint8_t>(left ? result_ << 6U : result_);
}

std::uint8_t SiliconAdc::read_high() {
  data_locked_ = false;
  const bool left = (reg(adc_->r_admux) & kLeftAdjust) != 0;
  return static_cast<std::uint8_t>(left ? result_ >> 2U : result_ >> 8U);
}

}  // namespace buzzout
