package io.shatterproof.reference;

import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a release changes and reads its tables. Frames are numbers of pages, unsigned; results are 0
 * or a negated error number unless something else is said.
 */
interface P2mAlgorithm {

  /** Takes the write lock, so that the operations until {@link #unlock} are one section. */
  void lock();

  /** Ends the section that {@link #lock} began. */
  void unlock();

  /**
   * Maps {@code pages} frames at {@code gfn} to those at {@code mfn}.
   *
   * @param type null for the invalid one
   */
  long insert(long gfn, long pages, long mfn, @Nullable P2mType type, P2mAccess access);

  /**
   * Pages that the last insertion got to before it failed; all of them if it did not. A release that
   * takes back what was inserted drops the references of those pages itself.
   */
  long pagesInserted();

  /**
   * Removes what is mapped at {@code pages} frames.
   *
   * @param believed the machine frame that the caller believes to be mapped at the first
   */
  long remove(long gfn, long pages, OptionalLong believed);

  /**
   * Restricts access to what is mapped at the frames from {@code gfn + start} up to {@code gfn +
   * pages}.
   *
   * @param start frames that earlier calls have done
   * @param mask preemption is asked for only where the frames done have none of these bits
   * @return 0; positive when preempted: the frames done; or a negated error number
   */
  long setAccess(
      long gfn, long pages, long start, long mask, P2mAccess access, Preemption preemption);

  /** Cleans and invalidates the memory behind what is mapped as RAM at {@code pages} frames. */
  long cleanData(long gfn, long pages);

  /**
   * The same in several calls, where a release can be preempted.
   *
   * @param start frames that earlier calls have done
   * @return 0; positive when preempted: the frames done; or a negated error number
   */
  default long cleanSome(long gfn, long pages, long start, Preemption preemption) {
    return cleanData(gfn + start, pages - start);
  }

  /** The next use of anything is heard of, where entries can be lazy; otherwise nothing. */
  default void invalidateRoot() {}

  /**
   * Whether a guest whose translation of a frame faulted can go on, since the entry was lazy, or was
   * being changed.
   */
  default boolean resolve(long gfn) {
    return translate(gfn) != EntryLookup.NO_FRAME;
  }

  /** Removes every mapping of a dying domain; the negated ERESTART when preempted. */
  long relinquish(Preemption preemption);

  /** The machine frame that a guest frame is mapped to, or {@link EntryLookup#NO_FRAME}. */
  long translate(long gfn);

  /** What is mapped at a guest frame; the address is that of the machine frame's first byte. */
  P2mEntry entry(long gfn);
}
