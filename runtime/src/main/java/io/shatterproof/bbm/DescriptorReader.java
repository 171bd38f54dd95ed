package io.shatterproof.bbm;

/** Reads tables in memory, so that what a newly linked table says can be judged. */
@FunctionalInterface
public interface DescriptorReader {

  /** The word at a physical address that is a multiple of 8. */
  long read(long pa);
}
