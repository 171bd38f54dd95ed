package io.shatterproof.tlb;

import java.util.Arrays;

/** Long numbers in a row. */
final class LongList {
  private long[] numbers = new long[8];
  private int size;

  int size() {
    return size;
  }

  long get(int place) {
    return numbers[place];
  }

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  boolean contains(long number) {
    for (int i = 0; i < size; i++) {
      if (numbers[i] == number) {
        return true;
      }
    }
    return false;
  }

  /** Whether another has the same numbers in the same order. */
  boolean hasSameNumbers(LongList other) {
    return Arrays.equals(numbers, 0, size, other.numbers, 0, other.size);
  }

  void clear() {
    size = 0;
  }
}
