// What the harness's own tests run: each command is a letter and its arguments.
//   e BYTE            echoes the byte
//   w PORT LATCH DDR  writes a port's latch, then its direction; answers "w"
//   p PORT            answers what the port's PIN register reads, 20 µs later
//   i                 answers PINB as IN, LDS, SBIC and SBIS see it (the last two: bit 4)
//   o                 drives PB3 from high to low and answers what IN reads at once and two cycles on
//   t MS              toggles PB5 by SBI on PINB, answers PORTB
//   b MS              stays busy that long with interrupts off, then answers "b"
//   d                 answers UCSR0A as the last interrupt saw it, and the number of FE0 so far
//   r DIVISOR         sets UBRR0
//   m                 answers the bytes of .noinit memory that power-up left
//   n BYTE            writes EEPROM cell 100, waits until it is done, answers the cell
//   k                 calls timed_sequence()
//   s ADDRESS VALUE   writes a register beyond 0x5F; answers "s"
//   l ADDRESS         answers such a register
//   a ADMUX           writes ADMUX, starts a conversion, waits until it is done; answers ADCL and ADCH
//   c                 answers how many ADC interrupts there were
#include <avr/eeprom.h>
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/wdt.h>
#include <stdint.h>
#include <util/delay.h>

static volatile uint8_t ring[32], head, tail, status, framing_errors;
static uint8_t noinit[4] __attribute__((section(".noinit")));

#if defined(USART0_RX_vect)
ISR(USART0_RX_vect) {
#else
ISR(USART_RX_vect) {
#endif
  status = UCSR0A;
  if (status & _BV(FE0)) ++framing_errors;
  ring[head] = UDR0;
  head = (head + 1) % sizeof(ring);
}

ISR(WDT_vect) {
  while (!(UCSR0A & _BV(UDRE0))) {
  }
  UDR0 = 'W';
}

static volatile uint8_t conversions;
ISR(ADC_vect) { ++conversions; }

static uint8_t get() {
  while (head == tail) wdt_reset();
  const uint8_t byte = ring[tail];
  tail = (tail + 1) % sizeof(ring);
  return byte;
}

static void put(uint8_t byte) {
  while (!(UCSR0A & _BV(UDRE0))) {
  }
  UDR0 = byte;
}

static volatile uint8_t* pin_register(char port) {
  switch (port) {
    case 'B': return &PINB;
    case 'C': return &PINC;
    case 'D': return &PIND;
#if defined(PINK)
    case 'A': return &PINA;
    case 'F': return &PINF;
    case 'K': return &PINK;
#endif
  }
  return &PINB;
}

// 1 LDI + 10 × (1 DEC + 2 BRNE) − 1 + 2 PUSH + 2 POP + RET
extern "C" __attribute__((noinline, used)) void timed_sequence() {
  asm volatile(
      "ldi r24, 10\n"
      "1: dec r24\n"
      "brne 1b\n"
      "push r24\n"
      "pop r24\n" ::
          : "r24");
}

int main() {
  UBRR0 = 1;
  UCSR0A = _BV(U2X0);
  UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
  UCSR0B = _BV(RXEN0) | _BV(TXEN0) | _BV(RXCIE0);
  WDTCSR = _BV(WDCE) | _BV(WDE);
  WDTCSR = _BV(WDIE);  // 16 ms
  sei();
  for (;;) switch (get()) {
      case 'e': put(get()); break;
      case 'w': {
        volatile uint8_t* const pin = pin_register(static_cast<char>(get()));
        const uint8_t latch = get(), ddr = get();
        pin[2] = latch;
        pin[1] = ddr;
        put('w');
        break;
      }
      case 'p': {
        volatile uint8_t* const pin = pin_register(static_cast<char>(get()));
        _delay_us(20);
        put(*pin);
        break;
      }
      case 'i': {
        uint8_t in, lds, sbic = 1, sbis = 0;
        asm volatile("in %0, %1" : "=r"(in) : "I"(_SFR_IO_ADDR(PINB)));
        asm volatile("lds %0, %1" : "=r"(lds) : "n"(_SFR_MEM_ADDR(PINB)));
        asm volatile("sbic %1, 4\n ldi %0, 1" : "=d"(sbic) : "I"(_SFR_IO_ADDR(PINB)), "0"(0));
        asm volatile("sbis %1, 4\n ldi %0, 1" : "=d"(sbis) : "I"(_SFR_IO_ADDR(PINB)), "0"(0));
        put(in);
        put(lds);
        put(sbic);
        put(sbis);
        break;
      }
      case 'o': {
        uint8_t at_once, later;
        PORTB |= _BV(3);
        DDRB |= _BV(3);
        _delay_us(20);
        const uint8_t low = static_cast<uint8_t>(PORTB & ~_BV(3));
        asm volatile(
            "out %2, %4\n"
            "in %0, %3\n"
            "nop\n"
            "in %1, %3\n"
            : "=&r"(at_once), "=&r"(later)
            : "I"(_SFR_IO_ADDR(PORTB)), "I"(_SFR_IO_ADDR(PINB)), "r"(low));
        DDRB &= static_cast<uint8_t>(~_BV(3));
        put(at_once & _BV(3));
        put(later & _BV(3));
        break;
      }
      case 't':
        DDRB |= _BV(5);
        asm volatile("sbi %0, 5" ::"I"(_SFR_IO_ADDR(PINB)));
        put(PORTB);
        break;
      case 'b': {
        const uint8_t ms = get();
        cli();
        for (uint8_t i = 0; i < ms; ++i) _delay_ms(1);
        sei();
        put('b');
        break;
      }
      case 'd':
        put(status);
        put(framing_errors);
        break;
      case 'r': {
        const uint8_t divisor = get();
        _delay_ms(1);
        UBRR0 = divisor;
        break;
      }
      case 'm':
        for (uint8_t i = 0; i < sizeof(noinit); ++i) put(noinit[i]);
        break;
      case 'n': {
        uint8_t* const cell = reinterpret_cast<uint8_t*>(100);
        eeprom_write_byte(cell, get());
        eeprom_busy_wait();
        put(eeprom_read_byte(cell));
        break;
      }
      case 'k': timed_sequence(); break;
      case 's': {
        volatile uint8_t* const at = reinterpret_cast<volatile uint8_t*>(static_cast<uint16_t>(get()));
        *at = get();
        put('s');
        break;
      }
      case 'l':
        put(*reinterpret_cast<volatile uint8_t*>(static_cast<uint16_t>(get())));
        break;
      case 'a': {
        ADMUX = get();
        ADCSRA |= _BV(ADSC);
        while (ADCSRA & _BV(ADSC)) {
        }
        const uint8_t low = ADCL;
        put(low);
        put(ADCH);
        break;
      }
      case 'c': put(conversions); break;
    }
}
