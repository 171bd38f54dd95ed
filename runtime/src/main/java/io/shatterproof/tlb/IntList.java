package io.shatterproof.tlb;

import java.util.Arrays;

/** Numbers in a row. */
final class IntList {
  private int[] numbers = new int[4];
  private int size;

  int size() {
    return size;
  }

  int get(int place) {
    return numbers[place];
  }

  void set(int place, int number) {
    numbers[place] = number;
  }

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  void removeLast() {
    size--;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  void clear() {
    size = 0;
  }
}
