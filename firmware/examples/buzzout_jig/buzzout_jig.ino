// A Buzzout jig of 16 points. Choose the board in the Arduino IDE (Uno or Mega 2560) and upload. For 64
// digital points on a Mega 2560 see the sketch buzzout_jig64.
#include <buzzout.h>

#if defined(__AVR_ATmega2560__)
#include <boards/mega/board.h>
buzzout::MegaBoard board;
typedef buzzout::MegaBoard Board;
#else
#include <boards/uno/board.h>
buzzout::UnoBoard board;
typedef buzzout::UnoBoard Board;
#endif
#include <boards/avr/interrupts.h>

buzzout::JigServer<Board> server(board);

void setup() {
  board.begin();
  server.start();
}

void loop() {
  board.poll();
  server.poll();
}
