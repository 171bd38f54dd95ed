package io.shatterproof.walk;

/** Where a walk reads descriptors: plain memory, or memory as one observer may see it. */
public interface DescriptorSource {

  /**
   * The 64-bit word at a physical address.
   *
   * @param pa multiple of 8
   * @return the word; 0 where nothing is backed
   */
  long read(long pa);

  /** Whether memory answers at this address; a walk that reads elsewhere is aborted externally. */
  boolean isBacked(long pa);
}
