package io.shatterproof.walk;

/** Memory that a walk reads, and whose descriptors hardware updates. */
public interface DescriptorMemory extends DescriptorSource {

  /** Whether memory takes an update at this address; otherwise it is aborted externally. */
  default boolean isWritable(long pa) {
    return isBacked(pa);
  }

  /**
   * Replaces the word at a physical address in one atomic step.
   *
   * @param pa multiple of 8, {@linkplain #isWritable writable}
   * @return false if the word was not {@code expected}, and nothing was stored
   */
  boolean compareAndSwap(long pa, long expected, long replacement);
}
