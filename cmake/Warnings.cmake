set(BUZZOUT_WARNINGS -Wall -Wextra -Werror -Wconversion -Wshadow -Wpedantic -Wnon-virtual-dtor)
