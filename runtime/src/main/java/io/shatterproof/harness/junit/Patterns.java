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
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Patterns of events, in the words of the scenario language. */
public final class Patterns {
  private Patterns() {}

  /** A store into the entry that covers {@code ipa} at {@code level}. */
  public static EventPattern store(
      Domain domain, int level, long ipa, DescriptorClaim.Kind descriptor) {
    return new EventPattern.Stored(domain.number(), level, ipa, DescriptorClaim.of(descriptor));
  }

  /** A store of a leaf to {@code pa}, or of a table at {@code pa}. */
  public static EventPattern store(
      Domain domain, int level, long ipa, DescriptorClaim.Kind descriptor, long pa) {
    return new EventPattern.Stored(
        domain.number(), level, ipa, new DescriptorClaim(descriptor, OptionalLong.of(pa)));
  }

  /** A fill of {@code count} descriptors, the first of which covers {@code ipa}. */
  public static EventPattern fill(Domain domain, int level, long ipa, int count) {
    return new EventPattern.Filled(domain.number(), level, ipa, count);
  }

  /** A TLB maintenance operation under the VMID of the domain. */
  public static EventPattern tlbi(TlbiOp op, Domain domain) {
    return new EventPattern.Invalidated(op, domain.number(), OptionalLong.empty());
  }

  /** A TLB maintenance operation by IPA under the VMID of the domain. */
  public static EventPattern tlbi(TlbiOp op, Domain domain, long ipa) {
    return new EventPattern.Invalidated(op, domain.number(), OptionalLong.of(ipa));
  }

  public static EventPattern dsb(DsbOption option) {
    return new EventPattern.Synchronized(option);
  }

  public static EventPattern clean(CleanKind what) {
    return new EventPattern.Cleaned(what, Optional.empty());
  }

  /** Cache maintenance of exactly these physical addresses. */
  public static EventPattern clean(CleanKind what, long pa, long sizeBytes) {
    return new EventPattern.Cleaned(what, Optional.of(new EventPattern.Range(pa, sizeBytes)));
  }

  /** A dropped reference on any frame. */
  public static EventPattern referenceDropped() {
    return new EventPattern.Dropped(OptionalLong.empty());
  }

  /** A dropped reference on the frame at {@code pa}. */
  public static EventPattern referenceDropped(long pa) {
    return new EventPattern.Dropped(OptionalLong.of(pa));
  }

  public static EventPattern iommuFlush(Domain domain, long ipa, long pages) {
    return new EventPattern.IommuFlushed(domain.number(), ipa, pages);
  }

  /**
   * A monitor is told of an access.
   *
   * @param vcpuPaused whether the virtual CPU waits for it
   */
  public static EventPattern monitored(boolean vcpuPaused) {
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

  /** Any event of a kind that needs no details. */
  public static EventPattern event(EventKind kind) {
    return new EventPattern.OfKind(kind);
  }
}
