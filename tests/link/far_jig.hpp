#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/jig_server.h"
#include "link/quick_jig.hpp"
#include "simulation/simulated_jig.hpp"

namespace buzzout {

// A jig at the far end of a link: the shipped firmware core, and what is plugged in.
class FarJig {
 public:
  virtual ~FarJig() = default;

  struct Answer {
    std::string bytes;
    Duration worked;  // from hearing the request to the reply
  };
  // `baud` is what the host speaks at.
  virtual Answer hear(std::string_view bytes, unsigned baud, Clock::time_point at) = 0;
  // Begins anew under another boot id; its hello.
  virtual std::string restart(std::uint16_t boot_id) = 0;
  virtual protocol::Lamp lamp() const = 0;
  // What it speaks at.
  virtual unsigned baud() const = 0;
};

// The firmware core over links without an electrical network: millions of exchanges.
class QuickJig : public FarJig {
 public:
  QuickJig() { restart(0x0001); }

  void plug(const Links& links) {
    links_ = links;
    board_->bank().plug(links);
  }

  Answer hear(std::string_view bytes, unsigned baud, Clock::time_point) override {
    board_->receive(bytes, baud);
    server_->poll();
    return {board_->take_sent(), board_->bank().take_waited()};
  }
  std::string restart(std::uint16_t boot_id) override {
    server_.reset();
    board_.emplace(boot_id);
    board_->bank().plug(links_);
    server_.emplace(*board_);
    server_->start();
    return board_->take_sent();
  }
  protocol::Lamp lamp() const override { return board_->lamp(); }
  unsigned baud() const override { return board_->baud(); }

 private:
  Links links_;
  std::optional<QuickBoard> board_;
  std::optional<JigServer<QuickBoard>> server_;
};

// The firmware core over the electrical model; the workbench outlives it.
class ElectricalJig : public FarJig {
 public:
  ElectricalJig(const Board& board, Workbench& bench) : kind_(board), bench_(bench) { restart(0x0001); }

  Answer hear(std::string_view bytes, unsigned baud, Clock::time_point at) override {
    if (at > idle_since_) bench_.advance(std::chrono::duration<double>(at - idle_since_).count());
    idle_since_ = std::max(idle_since_, at);
    if (baud != baud_) {  // it takes that rate, and the line is lost
      baud_ = baud;
      return {};
    }
    const auto before = clock_.now();
    jig_->receive(bytes);
    idle_since_ += clock_.now() - before;
    return {jig_->take_sent(), clock_.now() - before};
  }
  std::string restart(std::uint16_t boot_id) override {
    jig_ = boot_simulated_jig(kind_, bench_, clock_, boot_id);
    baud_ = protocol::fast_baud;
    return jig_->take_sent();
  }
  protocol::Lamp lamp() const override { return jig_->lamp(); }
  unsigned baud() const override { return baud_; }

 private:
  const Board& kind_;
  Workbench& bench_;
  ManualClock clock_;  // its own: the link's clock moves when the reply arrives
  Clock::time_point idle_since_{0};
  unsigned baud_ = protocol::fast_baud;
  std::unique_ptr<SimulatedJig> jig_;
};

}  // namespace buzzout
