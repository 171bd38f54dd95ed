package io.shatterproof.reference;

import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import java.util.OptionalLong;

/**
 * How a release changes and reads its tables. Frames are numbers of 4K frames, unsigned; results
 * are 0 or a negated error number.
 */
interface P2mAlgorithm {

  /** Takes the write lock, so that the operations until {@link #unlock} are one section. */
  void lock();

  /** Ends the section that {@link #lock} began. */
  void unlock();

  /** Maps {@code pages} frames at {@code gfn} to those at {@code mfn}. */
  long insert(long gfn, long pages, long mfn, P2mType type, P2mAccess access);

  /**
   * Removes what is mapped at {@code pages} frames.
   *
   * @param believed the machine frame that the caller believes to be mapped at the first
   */
  long remove(long gfn, long pages, OptionalLong believed);

  /** What is mapped at a guest frame; the address is that of the machine frame's first byte. */
  P2mEntry lookup(long gfn);
}
