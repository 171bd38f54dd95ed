package io.shatterproof.harness;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.DomainReport;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports what never happened beside what did: behind each store to a leaf in use one that leads
 * elsewhere, and with every operation two in the last entry of a start table, without a break.
 */
final class WrongReports {
  private static final S2Permissions ALL = new S2Permissions(true, true, true);
  private static final int MOST_LIES = 16; // in one operation; each is a violation to write about
  private static final int NOWHERE = 0x40; // a table or block of this number is in no scenario

  private final EventSink events;
  private final EventLog truth = new EventLog();
  private final Words words = new Words(); // as reported, where that is not true
  private final Map<Integer, Domain> domains = new TreeMap<>();
  private @Nullable Granule granule; // the same of all domains
  private int created;
  private int lies;

  WrongReports(EventSink events) {
    this.events = events;
  }

  private record Domain(DomainReport report, Stage2Geometry shape) {
    S2Format format() {
      return S2Format.of(shape.granule());
    }
  }

  /** Takes what does happen. */
  EventSink truth() {
    return truth;
  }

  /** A domain was created. */
  void created(DomainReport report, Stage2Geometry shape, int operatedBy) {
    granule = shape.granule();
    Domain domain = new Domain(report, shape);
    domains.put(created++, domain);
    truth.drain().forEach(event -> event.replayTo(events));
    scribble(operatedBy, domain);
  }

  /** The tables of a domain are gone. */
  void tornDown(int domain) {
    domains.remove(domain);
  }

  /** An operation on a PE has returned. */
  void returned(int pe) {
    lies = 0;
    truth.drain().forEach(this::report);
    domains.values().forEach(domain -> scribble(pe, domain));
  }

  /** What was reported to stand at an address, if that is not what does. */
  OptionalLong word(long pa) {
    return words.read(pa);
  }

  private void report(Event event) {
    if (event instanceof Event.Store store) {
      report(store);
      return;
    }
    if (event instanceof Event.TableAllocated allocated) {
      forget(allocated.tablePa());
    } else if (event instanceof Event.TableZeroed zeroed) {
      forget(zeroed.tablePa());
    } else if (event instanceof Event.Fill fill) {
      forget(fill.tablePa());
    }
    event.replayTo(events);
  }

  private void forget(long tablePa) {
    if (granule != null) {
      words.forget(tablePa, granule.sizeBytes());
    }
  }

  private void report(Event.Store store) {
    long pa = store.tablePa() + 8L * store.index();
    tell(store, words.read(pa).orElse(store.oldDescriptor()), store.newDescriptor());
    words.remove(pa);
    if (store.live() && granule != null && lies < MOST_LIES) {
      S2Format format = S2Format.of(granule);
      long wrong = elsewhere(format, store.newDescriptor(), store.level());
      if (wrong != store.newDescriptor()) {
        tell(store, store.newDescriptor(), wrong);
        words.put(pa, wrong);
        lies++;
      }
    }
  }

  private void tell(Event.Store store, long old, long now) {
    events.store(
        store.pe(),
        store.tablePa(),
        store.index(),
        store.level(),
        store.ipa(),
        old,
        now,
        store.live());
  }

  /** A leaf that leads elsewhere; a table stays. */
  private static long elsewhere(S2Format format, long descriptor, int level) {
    if (format.kind(descriptor, level) == DescriptorKind.TABLE) {
      return descriptor;
    }
    long bytes = 1L << format.granule().levelShift(level);
    if (format.isLeaf(descriptor, level)) {
      return descriptor ^ bytes;
    }
    boolean canBeLeaf = level == 3 || format.allowsBlock(level);
    return canBeLeaf ? format.leaf(bytes, level, ALL, MemoryAttributes.NORMAL_WB) : descriptor;
  }

  private void scribble(int pe, Domain domain) {
    Stage2Geometry shape = domain.shape();
    int level = shape.startLevel();
    long last = shape.startTableBytes() / 8 - 1;
    long pa = domain.report().rootPa() + 8 * last;
    long pageBytes = shape.granule().sizeBytes();
    long table = pa & -pageBytes;
    int index = (int) ((pa - table) / 8);
    long ipa = last << shape.granule().levelShift(level);
    long old = words.read(pa).orElse(0);
    long one = entry(domain.format(), level, NOWHERE);
    long other = entry(domain.format(), level, NOWHERE + 1);
    events.store(pe, table, index, level, ipa, old, one, true);
    events.store(pe, table, index, level, ipa, one, other, true);
    words.put(pa, other);
  }

  private static long entry(S2Format format, int level, long number) {
    return level == 3 || format.allowsBlock(level)
        ? format.leaf(
            number << format.granule().levelShift(level), level, ALL, MemoryAttributes.NORMAL_WB)
        : format.table(number * format.granule().sizeBytes());
  }

  /** Words by the page that they are in, so that a page is forgotten as a whole. */
  private static final class Words {
    private static final int PAGE_BITS = 12;

    private final Map<Long, Map<Long, Long>> pages = new HashMap<>();

    OptionalLong read(long pa) {
      Long word = pages.getOrDefault(pa >>> PAGE_BITS, Map.of()).get(pa);
      return word == null ? OptionalLong.empty() : OptionalLong.of(word);
    }

    void put(long pa, long word) {
      pages.computeIfAbsent(pa >>> PAGE_BITS, page -> new HashMap<>()).put(pa, word);
    }

    void remove(long pa) {
      Map<Long, Long> page = pages.get(pa >>> PAGE_BITS);
      if (page != null) {
        page.remove(pa);
      }
    }

    void forget(long tablePa, long sizeBytes) {
      for (long page = tablePa; page < tablePa + sizeBytes; page += 1L << PAGE_BITS) {
        pages.remove(page >>> PAGE_BITS);
      }
    }
  }
}
