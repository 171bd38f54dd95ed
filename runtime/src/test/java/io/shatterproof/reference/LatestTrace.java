package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.Event;
import java.util.List;
import java.util.stream.Collectors;

/** What happened, as a word an event: barriers, contexts and cleans of entries are left out. */
final class LatestTrace {
  private LatestTrace() {}

  /**
   * Live stores are {@code break} or {@code make} with their level, those under a lazy entry have
   * {@code off-} before that; zeroes over what is no valid entry are {@code erase}.
   */
  static String of(Bench bench) {
    return bench.events().stream()
        .map(LatestTrace::word)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** The same without stores off-line, and each run of equal words once, with its length. */
  static String shortened(Bench bench) {
    StringBuilder text = new StringBuilder();
    List<String> words = bench.events().stream()
        .map(LatestTrace::word)
        .filter(word -> !word.isEmpty() && !word.startsWith("off-"))
        .toList();
    for (int at = 0; at < words.size(); ) {
      int end = at;
      while (end < words.size() && words.get(end).equals(words.get(at))) {
        end++;
      }
      text.append(text.isEmpty() ? "" : " ").append(words.get(at));
      if (end - at > 1) {
        text.append("*").append(end - at);
      }
      at = end;
    }
    return text.toString();
  }

  private static String word(Event event) {
    if (event instanceof Event.Store store) {
      return (store.live() ? "" : "off-") + change(store) + store.level();
    }
    if (event instanceof Event.Tlbi tlbi) {
      return tlbi.op() == TlbiOp.VMALLS12E1IS ? "tlbi" : "local-tlbi";
    }
    if (event instanceof Event.Clean clean) {
      return switch (clean.what()) {
        case DATA -> "clean-0x" + Long.toHexString(clean.pa());
        case INSTRUCTION -> "icache";
        case TABLE -> "clean-table";
        case ENTRY -> "";
      };
    }
    if (event instanceof Event.TableFreed) {
      return "free";
    }
    if (event instanceof Event.TableAllocated) {
      return "alloc";
    }
    if (event instanceof Event.ReferenceDropped) {
      return "drop";
    }
    if (event instanceof Event.IommuFlush flush) {
      return "io-" + flush.pages();
    }
    if (event instanceof Event.Locked) {
      return "lock";
    }
    if (event instanceof Event.Unlocked) {
      return "unlock";
    }
    return event instanceof Event.Preempted ? "preempted" : "";
  }

  private static String change(Event.Store store) {
    boolean wasValid = S2Descriptor.isValid(store.oldDescriptor());
    if (S2Descriptor.isValid(store.newDescriptor())) {
      return wasValid ? "replace" : "make";
    }
    if (store.newDescriptor() != 0) {
      return "hide";
    }
    return wasValid ? "break" : "erase";
  }
}
