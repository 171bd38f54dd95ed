package io.shatterproof.event;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;

/**
 * Takes events in the order in which they happen, without allocating.
 *
 * <p>Addresses are physical unless a parameter says IPA. A table page is named by the physical
 * address of its first byte, and is as large as the granule; the tables of a concatenated start
 * table are pages of their own.
 * Barriers are events of their own: a primitive that carries barriers reports each of them. Every
 * method is called by one thread at a time.
 */
public interface EventSink {

  /**
   * One descriptor is stored.
   *
   * @param index of the descriptor in its table page
   * @param level -1 to 3
   * @param ipa first IPA the entry covers
   * @param live whether the table is reachable from a root in use
   */
  void store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live);

  /**
   * {@code count} consecutive descriptors of a table that no root reaches are stored.
   *
   * @param ipa first IPA that the first of them covers
   * @param stride difference between one descriptor and the next, modulo 2^64
   */
  void fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride);

  /**
   * A TLB maintenance operation is executed.
   *
   * @param operand the register operand; 0 for operations without one
   * @param vmid VMID in force on the PE
   * @param rootPa start table in force on the PE
   */
  void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa);

  /** A data synchronization barrier completes. */
  void dsb(int pe, DsbOption option);

  /** An instruction synchronization barrier. */
  void isb(int pe);

  /**
   * A stage 1 address is translated by an AT instruction.
   *
   * @param write whether for a write
   * @param va the virtual address; where the reporter cannot know it, the IPA
   * @param faulted whether PAR_EL1 told a fault
   */
  void addressTranslated(int pe, boolean write, long va, boolean faulted);

  /** Cache maintenance over a range; complete at the next DSB of the PE. */
  void clean(int pe, CleanKind kind, long pa, long sizeBytes);

  /** A system register is written; effective after a context synchronization event. */
  void context(int pe, SystemRegister register, long value);

  /** A page becomes a table page; it reads as zero from now on. */
  void tableAllocated(int pe, long tablePa);

  /** Every descriptor of a table page that no root reaches becomes zero. */
  void tableZeroed(int pe, long tablePa);

  /**
   * A table page goes back to the allocator.
   *
   * @param again whether it had been given back before: a double free
   */
  void tableFreed(int pe, long tablePa, boolean again);

  /** The write lock of a domain is taken. Domains are numbered from 0 in order of creation. */
  void locked(int pe, int domain);

  /** The write lock of a domain is released. */
  void unlocked(int pe, int domain);

  /** A reference on a machine frame is dropped. */
  void referenceDropped(int pe, long pa);

  /** The IOMMU's TLB is asked to forget a range of a domain. */
  void iommuFlush(int pe, int domain, long ipa, long pages);

  /** The {@code check}-th preemption check of an operation asks it to stop. */
  void preempted(int pe, int check);

  /**
   * A monitor is told of an access.
   *
   * @param access letters of the access, of {@code r}, {@code w} and {@code x}
   */
  void monitored(int pe, boolean vcpuPaused, String access);

  /** The hypervisor crashes a domain. */
  void domainCrashed(int pe, int domain);

  /** A debug assertion of the hypervisor does not hold. */
  void assertionFailed(int pe, String what);

  /** The hypervisor prints warnings. */
  void warned(int pe, int count);

  /** The hypervisor stops on a fatal check. */
  void fatal(int pe, String what);
}
