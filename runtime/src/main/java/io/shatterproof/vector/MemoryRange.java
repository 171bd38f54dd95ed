package io.shatterproof.vector;

import io.shatterproof.arch.Platform;
import java.util.List;
import java.util.Optional;

/**
 * Physical memory that exists.
 *
 * @param pa first byte, a multiple of {@link #PAGE_BYTES}
 * @param sizeBytes a positive multiple of {@link #PAGE_BYTES}
 */
public record MemoryRange(long pa, long sizeBytes) {
  public static final int PAGE_BYTES = 4096;

  /** So many ranges a vector can have. */
  public static final int MOST_RANGES = 64;

  /** So much memory a vector can have, all its ranges together. */
  public static final long MOST_BYTES = 256L << 20;

  /** Whether a word lies in this range. */
  public boolean holdsWord(long wordPa) {
    return Long.compareUnsigned(wordPa, pa) >= 0
        && Long.compareUnsigned(wordPa - pa, sizeBytes) < 0;
  }

  /**
   * Why this range cannot exist on a platform beside others, if so.
   *
   * @param others ranges without obstacle
   */
  public Optional<String> obstacle(Platform platform, List<MemoryRange> others) {
    if (((pa | sizeBytes) & (PAGE_BYTES - 1)) != 0 || sizeBytes == 0) {
      return Optional.of(this + " is not made of whole pages of " + PAGE_BYTES + " bytes");
    }
    if (others.size() >= MOST_RANGES) {
      return Optional.of("there are more than " + MOST_RANGES + " ranges");
    }
    long bytesLeft =
        MOST_BYTES - others.stream().mapToLong(MemoryRange::sizeBytes).sum();
    if (Long.compareUnsigned(sizeBytes, bytesLeft) > 0) {
      return Optional.of(
          "with the one " + this + " there is more than " + (MOST_BYTES >> 20) + "M");
    }
    if ((pa + sizeBytes - 1) >>> platform.paBits() != 0 || pa >>> platform.paBits() != 0) {
      return Optional.of(
          this + " reaches beyond the " + platform.paBits() + " bits of physical addresses");
    }
    return others.stream()
        .filter(other -> holdsWord(other.pa) || other.holdsWord(pa))
        .findFirst()
        .map(other -> this + " overlaps the one " + other);
  }

  @Override
  public String toString() {
    return "at 0x" + Long.toHexString(pa) + " size 0x" + Long.toHexString(sizeBytes);
  }
}
