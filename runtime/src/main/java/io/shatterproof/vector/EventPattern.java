package io.shatterproof.vector;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an expectation says about one event. Domains are numbered in order of declaration.
 *
 * <p>What a pattern means is decided by the harness; here is only what was said.
 */
public sealed interface EventPattern {

  /** The kind of event that can match. */
  EventKind kind();

  /**
   * A store into the entry that covers {@code ipa} at {@code level} of the domain's tree; the
   * address is rounded down to what the entry covers.
   */
  record Stored(int domain, int level, long ipa, DescriptorClaim descriptor)
      implements EventPattern {
    @Override
    public EventKind kind() {
      return EventKind.STORE;
    }
  }

  /** A fill of {@code count} descriptors, the first of which covers {@code ipa}. */
  record Filled(int domain, int level, long ipa, int count) implements EventPattern {
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
  record Invalidated(TlbiOp op, int domain, OptionalLong ipa) implements EventPattern {
    @Override
    public EventKind kind() {
      return EventKind.TLBI;
    }
  }

  /** A DSB with exactly this option. */
  record Synchronized(DsbOption option) implements EventPattern {
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
  record Cleaned(CleanKind what, Optional<Range> range) implements EventPattern {
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
  record Dropped(OptionalLong pa) implements EventPattern {
    @Override
    public EventKind kind() {
      return EventKind.REFERENCE_DROPPED;
    }
  }

  /** A flush of the IOMMU's TLB over {@code pages} pages from {@code ipa}. */
  record IommuFlushed(int domain, long ipa, long pages) implements EventPattern {
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
  record Monitored(boolean vcpuPaused) implements EventPattern {
    @Override
    public EventKind kind() {
      return EventKind.MONITORED;
    }
  }

  /** Any event of a kind that needs no details: {@code isb}, {@code table freed} and so on. */
  record OfKind(EventKind kind) implements EventPattern {}
}
