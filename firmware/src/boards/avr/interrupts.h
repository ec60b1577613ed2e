#pragma once

#include <avr/interrupt.h>

// The two interrupts of an AVR board; included once, by the sketch, after it has defined `board`.
#if defined(USART0_RX_vect)
ISR(USART0_RX_vect) { board.on_receive(); }
#else
ISR(USART_RX_vect) { board.on_receive(); }
#endif

ISR(WDT_vect) { board.on_watchdog(); }
