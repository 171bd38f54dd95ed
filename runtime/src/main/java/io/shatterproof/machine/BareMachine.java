package io.shatterproof.machine;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.Violation;
import java.util.List;

/**
 * PEs whose tables and registers software gives, and what their TLBs may hold: every report that the
 * architecture permits is known, and so is every breach of break-before-make.
 *
 * <p>Until {@link #begin} every store is seen at once and no TLB holds anything. From then on each
 * call but {@link #outcomes} and {@link #seen} is one event; events are numbered from 0. Not
 * thread-safe.
 */
public final class BareMachine {

  /** A machine without memory, no register written, every PE at EL2. */
  public BareMachine(Platform platform) {}

  /** Backs a range, which reads as zero. */
  public void provideMemory(long pa, long sizeBytes) {
    throw new UnsupportedOperationException("pending");
  }

  /** Whether there is memory at an address. */
  public boolean holds(long pa) {
    throw new UnsupportedOperationException("pending");
  }

  /** The newest word at an address. */
  public long read(long pa) {
    throw new UnsupportedOperationException("pending");
  }

  /** What was arranged is complete; from now on TLBs hold what they may. */
  public void begin() {
    throw new UnsupportedOperationException("pending");
  }

  /** Whether {@link #begin} was called. */
  public boolean hasBegun() {
    throw new UnsupportedOperationException("pending");
  }

  /**
   * A word is stored.
   *
   * @param exchange whether the old one is read in the same step
   * @param sameContents whether the memory behind the old and the new leaf has the same contents
   */
  public void store(int pe, long pa, long value, boolean exchange, boolean sameContents) {
    throw new UnsupportedOperationException("pending");
  }

  /** A register is written: in force at once on a PE at EL1, after {@link #isb} on one at EL2. */
  public void write(int pe, SystemRegister register, long value) {
    throw new UnsupportedOperationException("pending");
  }

  /** A PE runs at EL1, in the guest, or at EL2; a context synchronization event. */
  public void runAt(int pe, int el) {
    throw new UnsupportedOperationException("pending");
  }

  public void tlbi(int pe, TlbiOp op, long operand) {
    throw new UnsupportedOperationException("pending");
  }

  public void dsb(int pe, DsbOption option) {
    throw new UnsupportedOperationException("pending");
  }

  public void isb(int pe) {
    throw new UnsupportedOperationException("pending");
  }

  public void cleanLine(int pe, long pa) {
    throw new UnsupportedOperationException("pending");
  }

  public void freeTable(int pe, long pa, long sizeBytes) {
    throw new UnsupportedOperationException("pending");
  }

  /** An access is made; what hardware updates stays, as the first of the outcomes has it. */
  public void perform(int pe, GuestAccess access) {
    throw new UnsupportedOperationException("pending");
  }

  /** Every outcome that an access can have now, without duplicates; nothing is changed. */
  public List<AccessReport> outcomes(int pe, GuestAccess access) {
    throw new UnsupportedOperationException("pending");
  }

  /**
   * Every outcome that an access could have had, had it been made at a boundary: that before the
   * first event is number 0, that behind event n is number n + 1.
   */
  public List<List<AccessReport>> seen(int pe, GuestAccess access) {
    throw new UnsupportedOperationException("pending");
  }

  /** How many events there were. */
  public long eventCount() {
    throw new UnsupportedOperationException("pending");
  }

  /** Breaches of break-before-make, in the order in which they were found. */
  public List<Violation> violations() {
    throw new UnsupportedOperationException("pending");
  }
}
