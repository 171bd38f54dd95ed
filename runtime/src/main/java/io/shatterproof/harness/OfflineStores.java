package io.shatterproof.harness;

import io.shatterproof.event.Event;
import java.util.ArrayList;
import java.util.List;

/** Single stores into tables that no root reaches, seen as fills; consecutive ones as one. */
final class OfflineStores {
  private OfflineStores() {}

  /** The same events, every off-line store being part of a fill. */
  static List<ObservedEvent> asFills(List<ObservedEvent> phase) {
    List<ObservedEvent> result = new ArrayList<>(phase.size());
    for (ObservedEvent observed : phase) {
      if (!(observed.event() instanceof Event.Store store) || observed.live()) {
        result.add(observed);
        continue;
      }
      int last = result.size() - 1;
      if (last >= 0
          && result.get(last).event() instanceof Event.Fill fill
          && continues(fill, store)) {
        result.set(last, offline(extended(fill, store), observed.domain()));
      } else {
        result.add(offline(single(store), observed.domain()));
      }
    }
    return result;
  }

  private static boolean continues(Event.Fill fill, Event.Store store) {
    long expected = fill.firstDescriptor() + fill.count() * fill.stride();
    return fill.pe() == store.pe()
        && fill.tablePa() == store.tablePa()
        && fill.level() == store.level()
        && fill.firstIndex() + fill.count() == store.index()
        && (fill.count() == 1 || store.newDescriptor() == expected);
  }

  private static Event.Fill single(Event.Store store) {
    return new Event.Fill(
        store.pe(),
        store.tablePa(),
        store.index(),
        1,
        store.level(),
        store.ipa(),
        store.newDescriptor(),
        0);
  }

  private static Event.Fill extended(Event.Fill fill, Event.Store store) {
    long stride =
        fill.count() == 1 ? store.newDescriptor() - fill.firstDescriptor() : fill.stride();
    return new Event.Fill(
        fill.pe(),
        fill.tablePa(),
        fill.firstIndex(),
        fill.count() + 1,
        fill.level(),
        fill.ipa(),
        fill.firstDescriptor(),
        stride);
  }

  private static ObservedEvent offline(Event.Fill fill, int domain) {
    return new ObservedEvent(fill, false, domain);
  }
}
