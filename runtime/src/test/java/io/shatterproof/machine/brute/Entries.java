package io.shatterproof.machine.brute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers every entry that is ever met, so that a TLB is a set of bits. */
final class Entries {
  private final Map<Entry, Integer> numbers = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  int number(Entry entry) {
    Integer known = numbers.get(entry);
    if (known != null) {
      return known;
    }
    entries.add(entry);
    numbers.put(entry, entries.size() - 1);
    return entries.size() - 1;
  }

  Entry entry(int number) {
    return entries.get(number);
  }
}
