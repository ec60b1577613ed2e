#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace buzzout {

// Calls work(0) to work(count - 1), each once, on as many threads as there are processors; what is few is done on this
// one. Returns when all is done. The first thing that is thrown is thrown here, and the rest may then be left out.
template <typename Work>
void in_parallel(std::size_t count, const Work& work) {
  constexpr std::size_t kWorthAThread = 64;
  const std::size_t threads = std::clamp<std::size_t>(count / kWorthAThread, 1, std::max(1U, std::thread::hardware_concurrency()));
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr problem;
  const auto take_part = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      next = count;
      const std::scoped_lock lock(mutex);
      if (!problem) problem = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    try {
      for (std::size_t t = 1; t < threads; ++t) others.emplace_back(take_part);
    } catch (const std::system_error&) {
      // Then with fewer.
    }
    take_part();
  }
  if (problem) std::rethrow_exception(problem);
}

}  // namespace buzzout
