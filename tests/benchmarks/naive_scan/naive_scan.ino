// How most published Arduino testers scan a cable: with the Arduino API, row by row, here for the same
// points as a Buzzout jig of the same board. The benchmarks count its cycles.
//   f  scans without waiting        d  scans with delay(2) behind each drive
// Either answers the matrix, row by row, a byte a pair: 1 where they are joined.
#if defined(BUZZOUT_NAIVE_mega64)
#define POINTS 64
const uint8_t drive_pins[64] = {3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 14, 15, 16, 17, 18, 19,
                                22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37,
                                38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53,
                                A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15};
const uint8_t* const read_pins = drive_pins;
#elif defined(__AVR_ATmega2560__)
#define POINTS 16
const uint8_t drive_pins[16] = {22, 23, 24, 25, 26, 27, 28, 29, 37, 36, 35, 34, 33, 32, 31, 30};
const uint8_t read_pins[16] = {A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15};
#else
#define POINTS 16
const uint8_t drive_pins[16] = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, A0, A1, A2, A3, A4, A5};
const uint8_t* const read_pins = drive_pins;
#endif

bool joined[POINTS][POINTS];

__attribute__((noinline)) void naive_scan() {
  for (uint8_t i = 0; i < POINTS; ++i) pinMode(read_pins[i], INPUT_PULLUP);
  for (uint8_t i = 0; i < POINTS; ++i) {
    pinMode(drive_pins[i], OUTPUT);
    digitalWrite(drive_pins[i], LOW);
    for (uint8_t j = 0; j < POINTS; ++j) joined[i][j] = digitalRead(read_pins[j]) == LOW;
    pinMode(drive_pins[i], INPUT_PULLUP);
  }
}

__attribute__((noinline)) void naive_scan_with_delay() {
  for (uint8_t i = 0; i < POINTS; ++i) pinMode(read_pins[i], INPUT_PULLUP);
  for (uint8_t i = 0; i < POINTS; ++i) {
    pinMode(drive_pins[i], OUTPUT);
    digitalWrite(drive_pins[i], LOW);
    delay(2);
    for (uint8_t j = 0; j < POINTS; ++j) joined[i][j] = digitalRead(read_pins[j]) == LOW;
    pinMode(drive_pins[i], INPUT_PULLUP);
  }
}

void setup() { Serial.begin(1000000); }

void loop() {
  const int command = Serial.read();
  if (command == 'f')
    naive_scan();
  else if (command == 'd')
    naive_scan_with_delay();
  else
    return;
  Serial.write(reinterpret_cast<const uint8_t*>(joined), sizeof(joined));
  Serial.flush();
}
