// A Buzzout jig of 64 digital points. Choose "Arduino Mega or Mega 2560" in the Arduino IDE and upload. (The
// sketch buzzout_jig makes the same board a jig of 16 Kelvin points.)
#include <buzzout.h>

#include <boards/mega64/board.h>
buzzout::Mega64Board board;
#include <boards/avr/interrupts.h>

buzzout::JigServer<buzzout::Mega64Board> server(board);

void setup() {
  board.begin();
  server.start();
}

void loop() {
  board.poll();
  server.poll();
}
