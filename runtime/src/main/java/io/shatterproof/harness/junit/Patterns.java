package io.shatterproof.harness.junit;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Patterns of events, in the words of the scenario language. */
public final class Patterns {
  private Patterns() {}

  /** A store into the entry that covers {@code ipa} at {@code level}. */
  public static EventPattern.OfEvent store(
      Domain domain, int level, long ipa, DescriptorClaim.Kind descriptor) {
    return new EventPattern.Stored(domain.number(), level, ipa, DescriptorClaim.of(descriptor));
  }

  /** A store of a leaf to {@code pa}, or of a table at {@code pa}. */
  public static EventPattern.OfEvent store(
      Domain domain, int level, long ipa, DescriptorClaim.Kind descriptor, long pa) {
    return new EventPattern.Stored(
        domain.number(), level, ipa, new DescriptorClaim(descriptor, OptionalLong.of(pa)));
  }

  /** A fill of {@code count} descriptors, the first of which covers {@code ipa}. */
  public static EventPattern.OfEvent fill(Domain domain, int level, long ipa, int count) {
    return new EventPattern.Filled(domain.number(), level, ipa, count);
  }

  /** A TLB maintenance operation under the VMID of the domain. */
  public static EventPattern.OfEvent tlbi(TlbiOp op, Domain domain) {
    return new EventPattern.Invalidated(op, domain.number(), OptionalLong.empty());
  }

  /** A TLB maintenance operation by IPA under the VMID of the domain. */
  public static EventPattern.OfEvent tlbi(TlbiOp op, Domain domain, long ipa) {
    return new EventPattern.Invalidated(op, domain.number(), OptionalLong.of(ipa));
  }

  /** Any TLB maintenance operation under the VMID of the domain. */
  public static EventPattern.OfEvent tlbi(Domain domain) {
    return new EventPattern.AnyInvalidation(domain.number());
  }

  /** A broadcast operation that removes every entry of stage 2 alone for these addresses. */
  public static EventPattern.OfEvent tlbiCovers(Domain domain, long ipa, long sizeBytes) {
    return new EventPattern.Covering(domain.number(), ipa, sizeBytes);
  }

  public static EventPattern.OfEvent dsb(DsbOption option) {
    return new EventPattern.Synchronized(option);
  }

  /** This barrier, or one that waits for more or for more PEs. */
  public static EventPattern.OfEvent dsbOrStronger(DsbOption option) {
    return new EventPattern.Synchronized(option, true);
  }

  public static EventPattern.OfEvent clean(CleanKind what) {
    return new EventPattern.Cleaned(what, Optional.empty());
  }

  /** Cache maintenance of exactly these physical addresses. */
  public static EventPattern.OfEvent clean(CleanKind what, long pa, long sizeBytes) {
    return new EventPattern.Cleaned(what, Optional.of(new EventPattern.Range(pa, sizeBytes)));
  }

  /** A dropped reference on any frame. */
  public static EventPattern.OfEvent referenceDropped() {
    return new EventPattern.Dropped(OptionalLong.empty());
  }

  /** A dropped reference on the frame at {@code pa}. */
  public static EventPattern.OfEvent referenceDropped(long pa) {
    return new EventPattern.Dropped(OptionalLong.of(pa));
  }

  public static EventPattern.OfEvent iommuFlush(Domain domain, long ipa, long pages) {
    return new EventPattern.IommuFlushed(domain.number(), ipa, pages);
  }

  /**
   * A monitor is told of an access.
   *
   * @param vcpuPaused whether the virtual CPU waits for it
   */
  public static EventPattern.OfEvent monitored(boolean vcpuPaused) {
    return new EventPattern.Monitored(vcpuPaused);
  }

  /** The patterns of all parts in order; for lists that are too long for one method. */
  @SafeVarargs
  public static EventPattern[] all(Supplier<EventPattern[]>... parts) {
    List<EventPattern> all = new ArrayList<>();
    for (Supplier<EventPattern[]> part : parts) {
      Collections.addAll(all, part.get());
    }
    return all.toArray(EventPattern[]::new);
  }

  /** One of several lists of patterns. */
  @SafeVarargs
  public static EventPattern either(List<EventPattern>... alternatives) {
    List<List<EventPattern>> all = new ArrayList<>();
    for (List<EventPattern> alternative : alternatives) {
      all.add(alternative);
    }
    return new EventPattern.Either(all);
  }

  /** No more events than so many. */
  public static EventPattern atMost(int times, EventPattern.OfEvent pattern) {
    return new EventPattern.Repeated(pattern, 0, OptionalInt.of(times));
  }

  /** No fewer events than so many. */
  public static EventPattern atLeast(int times, EventPattern.OfEvent pattern) {
    return new EventPattern.Repeated(pattern, times, OptionalInt.empty());
  }

  /** Exactly so many events. */
  public static EventPattern exactly(int times, EventPattern.OfEvent pattern) {
    return new EventPattern.Repeated(pattern, times, OptionalInt.of(times));
  }

  /** So many events, or more up to another number. */
  public static EventPattern between(int least, int most, EventPattern.OfEvent pattern) {
    return new EventPattern.Repeated(pattern, least, OptionalInt.of(most));
  }

  /** Any event of a kind that needs no details. */
  public static EventPattern.OfEvent event(EventKind kind) {
    return new EventPattern.OfKind(kind);
  }
}
