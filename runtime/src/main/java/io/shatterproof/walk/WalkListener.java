package io.shatterproof.walk;

/** Watches a walk from the start table down. */
public interface WalkListener {
  /** Watches nothing. */
  WalkListener NONE = (level, pa, descriptor) -> {};

  /**
   * A descriptor was read.
   *
   * @param level of the table it stands in, -1 to 3
   * @param pa its own physical address
   */
  void descriptorRead(int level, long pa, long descriptor);
}
