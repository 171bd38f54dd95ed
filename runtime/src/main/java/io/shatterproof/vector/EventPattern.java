package io.shatterproof.vector;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an expectation says about an event, or about several. Domains are numbered in order of
 * declaration.
 *
 * <p>What a pattern means is decided by the harness; here is only what was said.
 */
public sealed interface EventPattern {
  /** Where the order is open, patterns with more {@link #choices} than these are not judged. */
  int MOST_CHOICES = 1000;

  /** The kinds of the events that can match. */
  Set<EventKind> kinds();

  /** A pattern of one event. */
  sealed interface OfEvent extends EventPattern {
    /** The kind of event that can match. */
    EventKind kind();

    @Override
    default Set<EventKind> kinds() {
      return Set.of(kind());
    }
  }

  /**
   * A store into the entry that covers {@code ipa} at {@code level} of the domain's tree; the
   * address is rounded down to what the entry covers.
   */
  record Stored(int domain, int level, long ipa, DescriptorClaim descriptor) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.STORE;
    }
  }

  /** A fill of {@code count} descriptors, the first of which covers {@code ipa}. */
  record Filled(int domain, int level, long ipa, int count) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.FILL;
    }
  }

  /**
   * A TLB maintenance operation under the VMID of the domain.
   *
   * @param ipa the address of an operation by IPA
   */
  record Invalidated(TlbiOp op, int domain, OptionalLong ipa) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.TLBI;
    }
  }

  /** Any TLB maintenance operation under the VMID of the domain. */
  record AnyInvalidation(int domain) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.TLBI;
    }
  }

  /**
   * A broadcast TLB maintenance operation that by itself removes everything that was made of stage 2
   * alone for these addresses of the domain, whatever its level.
   *
   * @param sizeBytes at least 1
   */
  record Covering(int domain, long ipa, long sizeBytes) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.TLBI;
    }
  }

  /**
   * A DSB.
   *
   * @param orStronger whether one that waits for more, or for more PEs, is fine too
   */
  record Synchronized(DsbOption option, boolean orStronger) implements OfEvent {
    /** A DSB with exactly this option. */
    public Synchronized(DsbOption option) {
      this(option, false);
    }

    @Override
    public EventKind kind() {
      return EventKind.DSB;
    }
  }

  /**
   * Cache maintenance of this kind.
   *
   * @param range exactly what is maintained, where claimed
   */
  record Cleaned(CleanKind what, Optional<Range> range) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.CLEAN;
    }
  }

  /** Physical addresses from {@code pa}. */
  record Range(long pa, long sizeBytes) {
    @Override
    public String toString() {
      return "from 0x" + Long.toHexString(pa) + " size 0x" + Long.toHexString(sizeBytes);
    }
  }

  /**
   * A dropped reference.
   *
   * @param pa first address of the frame, where claimed
   */
  record Dropped(OptionalLong pa) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.REFERENCE_DROPPED;
    }
  }

  /** A flush of the IOMMU's TLB over {@code pages} pages from {@code ipa}. */
  record IommuFlushed(int domain, long ipa, long pages) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.IOMMU_FLUSH;
    }
  }

  /**
   * A monitor is told of an access.
   *
   * @param vcpuPaused whether the virtual CPU waits for it
   */
  record Monitored(boolean vcpuPaused) implements OfEvent {
    @Override
    public EventKind kind() {
      return EventKind.MONITORED;
    }
  }

  /** Any event of a kind that needs no details: {@code isb}, {@code table freed} and so on. */
  record OfKind(EventKind kind) implements OfEvent {}

  /**
   * The patterns of one of several lists.
   *
   * @param alternatives at least two, none of them empty
   */
  record Either(List<List<EventPattern>> alternatives) implements EventPattern {
    public Either {
      alternatives = alternatives.stream().map(List::copyOf).toList();
      if (alternatives.size() < 2 || alternatives.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("alternatives are two or more lists of patterns");
      }
    }

    /** Whether each alternative is a pattern of one event. */
    public boolean isOfSingleEvents() {
      return alternatives.stream()
          .allMatch(patterns -> patterns.size() == 1 && patterns.get(0) instanceof OfEvent);
    }

    @Override
    public Set<EventKind> kinds() {
      return alternatives.stream()
          .flatMap(List::stream)
          .flatMap(pattern -> pattern.kinds().stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * So many events like one pattern.
   *
   * @param most any number of them where absent
   */
  record Repeated(OfEvent pattern, int least, OptionalInt most) implements EventPattern {
    public Repeated {
      if (least < 0 || most.orElse(least) < least) {
        throw new IllegalArgumentException("at least " + least + ", at most " + most.orElse(least));
      }
    }

    @Override
    public Set<EventKind> kinds() {
      return pattern.kinds();
    }
  }

  /**
   * In how many ways one alternative can be chosen of each {@link Either} of the patterns that has
   * one with several patterns; {@link Long#MAX_VALUE} if that is too large a number. Where the order
   * is open, each of them is tried.
   */
  static long choices(List<EventPattern> patterns) {
    long product = 1;
    for (EventPattern pattern : patterns) {
      if (pattern instanceof Either either && !either.isOfSingleEvents()) {
        long sum = 0;
        for (List<EventPattern> alternative : either.alternatives()) {
          sum = saturatedSum(sum, choices(alternative));
        }
        product = saturatedProduct(product, sum);
      }
    }
    return product;
  }

  private static long saturatedSum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private static long saturatedProduct(long one, long other) {
    return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
  }
}
