package io.shatterproof.spi;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.Statistic;
import java.util.List;
import java.util.OptionalLong;

/**
 * One run of an implementation under test, used by one thread.
 *
 * <p>Domains are numbered from 0 in order of creation. Operations return 0 for success or a negated
 * error number. What an implementation lacks throws {@link UnsupportedByProviderException}, as do
 * the default methods here; every other exception is a crash of the implementation.
 */
public interface P2mSession extends AutoCloseable {

  /**
   * Creates the next domain.
   *
   * @throws DomainRefusedException if it cannot be created; no number is used up then
   */
  DomainReport createDomain(DomainConfig config);

  /**
   * Maps {@code sizeBytes} at {@code ipa} to {@code pa}, replacing what is there.
   *
   * @param pe the PE that executes the operation
   */
  long map(int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes);

  /**
   * The same, with an access restriction of its own in place of that of new mappings.
   *
   * @param access what is left of the permissions that {@code attributes} has
   */
  default long map(
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      long pa,
      MappingAttributes attributes,
      P2mAccess access) {
    throw new UnsupportedByProviderException("a mapping with an access restriction of its own");
  }

  /**
   * Maps {@code sizeBytes} at {@code ipa} to memory that the implementation chooses: frames that
   * nothing else has.
   *
   * @param attributes of memory, no device
   */
  default long populate(
      int pe, int domain, long ipa, long sizeBytes, MappingAttributes attributes) {
    throw new UnsupportedByProviderException("memory that the implementation chooses");
  }

  /**
   * Removes every mapping in the range.
   *
   * @param pa what the caller believes is mapped there, if it says so
   */
  long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa);

  /** What is mapped at an address. */
  P2mEntry lookup(int domain, long ipa);

  /** Takes the write lock of a domain, so that the operations until {@link #unlock} are one section. */
  default void lock(int pe, int domain) {
    throw new UnsupportedByProviderException("several operations under one lock");
  }

  /** Releases the write lock of a domain. */
  default void unlock(int pe, int domain) {
    throw new UnsupportedByProviderException("several operations under one lock");
  }

  /** Allows only {@code tables} more table pages to be allocated. */
  default void limitTables(long tables) {
    throw new UnsupportedByProviderException("a limit on table pages");
  }

  /**
   * Lets the {@code nth} allocation from now on fail, once: of a table page, or of what an
   * implementation needs to remember an access restriction; counted from 1 in one row.
   */
  default void failAllocation(long nth) {
    throw new UnsupportedByProviderException("a failing allocation");
  }

  /**
   * Restricts what the guest may do in a range, page by page.
   *
   * @param access number of the restriction in the public interface: 0 to 9 as in {@link
   *     io.shatterproof.p2m.P2mAccess#number}, 10 for the default of the domain; others are refused
   * @param firstPage pages of the range that earlier calls have done: 0, or what the last returned
   * @param preemptEvery every so many-th preemption check asks the call to stop; 0 for never
   * @return 0 when done; positive when preempted: the number of pages done, for the next call
   */
  default long protect(
      int pe, int domain, long ipa, long sizeBytes, int access, long firstPage, int preemptEvery) {
    throw new UnsupportedByProviderException("access restrictions");
  }

  /**
   * Sets the access restriction of mappings made from now on.
   *
   * @param access as for {@link #protect}
   */
  default long protectNewMappings(int pe, int domain, int access) {
    throw new UnsupportedByProviderException("access restrictions");
  }

  /**
   * The access restriction of the page at an address, or that of new mappings.
   *
   * @param ipa empty for new mappings
   * @return number of the restriction, or a negated error number
   */
  default long accessRestriction(int domain, OptionalLong ipa) {
    throw new UnsupportedByProviderException("access restrictions");
  }

  /**
   * Says who deals with accesses that a restriction forbids.
   *
   * @param connected whether a monitor is told of them
   * @param required whether a domain without monitor is stopped at the first; otherwise it is
   *     allowed the access
   */
  default void listen(int domain, boolean connected, boolean required) {
    throw new UnsupportedByProviderException("monitors of access");
  }

  /** Cleans and invalidates the data caches for the memory behind a range. */
  default long clean(int pe, int domain, long ipa, long sizeBytes) {
    throw new UnsupportedByProviderException("cache maintenance");
  }

  /**
   * The same, in several calls. The session remembers nothing of the one before: where a call stopped,
   * its caller knows.
   *
   * @param firstPage as for {@link #protect}: the pages before are left alone
   * @param preemptEvery as for {@link #protect}
   * @return 0 when done, or a negated error number; positive when preempted: the number of pages done
   *     since the start of the range, for the next call
   * @see "xen 221c2fc433 xen/arch/arm/p2m.c: p2m_cache_flush_range"
   */
  default long clean(
      int pe, int domain, long ipa, long sizeBytes, long firstPage, int preemptEvery) {
    if (firstPage != 0 || preemptEvery != 0) {
      throw new UnsupportedByProviderException("cache maintenance in several calls");
    }
    return clean(pe, domain, ipa, sizeBytes);
  }

  /**
   * Gives up every mapping of a domain that is being destroyed; its guest runs no more.
   *
   * @param preemptEvery as for {@link #protect}
   * @return 0, or the negated ERESTART when preempted: to be called again
   */
  default long relinquish(int pe, int domain, int preemptEvery) {
    throw new UnsupportedByProviderException("relinquish");
  }

  /** Gives back the tables and the VMID of a domain whose guest runs no more. */
  default void teardown(int pe, int domain) {
    throw new UnsupportedByProviderException("teardown");
  }

  /**
   * The same, in several calls.
   *
   * @param preemptEvery as for {@link #protect}
   * @return 0, or the negated ERESTART when preempted: to be called again
   */
  default long teardown(int pe, int domain, int preemptEvery) {
    if (preemptEvery != 0) {
      throw new UnsupportedByProviderException("a teardown in several calls");
    }
    teardown(pe, domain);
    return 0;
  }

  /** Switches a PE to the guest of a domain. */
  default void enter(int pe, int domain) {
    throw new UnsupportedByProviderException("world switches");
  }

  /**
   * Switches a PE to one virtual CPU of a domain.
   *
   * @param vcpu number of the virtual CPU, from 0
   */
  default void enter(int pe, int domain, int vcpu) {
    throw new UnsupportedByProviderException("virtual CPUs of a domain");
  }

  /** Makes the next use of anything that a domain has mapped fault once, so that it is heard of. */
  default void invalidateRoot(int pe, int domain) {
    throw new UnsupportedByProviderException("entries whose use is heard of");
  }

  /**
   * Deals with a Translation fault at an address as far as entries are the cause whose use was to be
   * heard of.
   *
   * @return whether the guest can go on: something is mapped there, and the walk comes further now
   */
  default boolean resolve(int pe, int domain, long ipa) {
    throw new UnsupportedByProviderException("entries whose use is heard of");
  }

  /** Lets a domain run for the first time, everything that its builder mapped being in place. */
  default void unpause(int pe, int domain) {
    throw new UnsupportedByProviderException("the start of a domain");
  }

  /** A guest that a PE runs maintains its caches by set and way, on memory that it has. */
  default void maintainBySetWay(int pe, int domain) {
    throw new UnsupportedByProviderException("cache maintenance by set and way");
  }

  /** A guest that a PE runs switches its caches on or off (SCTLR_EL1.C). */
  default void switchCaches(int pe, int domain, boolean on) {
    throw new UnsupportedByProviderException("guests that switch their caches");
  }

  /**
   * Sets how much memory the tables of a domain may take, those that it has included.
   *
   * @param sizeBytes bytes; an implementation may refuse what is no multiple of a page, or less than
   *     is in use
   * @param preemptEvery as for {@link #protect}
   * @return 0, a negated error number, or the negated ERESTART when preempted: to be called again
   */
  default long resizePool(int pe, int domain, long sizeBytes, int preemptEvery) {
    throw new UnsupportedByProviderException("memory for tables by domain");
  }

  /** Switches a PE away from the guest that it is in. */
  default void leave(int pe) {
    throw new UnsupportedByProviderException("world switches");
  }

  /** Emulates a device over a range from now on. */
  default void emulate(int domain, long ipa, long sizeBytes) {
    throw new UnsupportedByProviderException("emulated devices");
  }

  /** Handles an abort that a PE took in the guest of a domain. */
  default AbortOutcome abort(int pe, int domain, GuestAbort abort) {
    throw new UnsupportedByProviderException("an abort handler");
  }

  /**
   * A figure of the implementation's own bookkeeping.
   *
   * @param level for figures by level, -1 to 3; otherwise ignored
   */
  default long statistic(int domain, Statistic which, int level) {
    throw new UnsupportedByProviderException("statistics");
  }

  /**
   * The 64-bit word stored at a physical address of a table page ({@link Capability#DESCRIPTORS}), or
   * of memory that was provided ({@link Capability#REGIME}).
   */
  default long readDescriptor(long pa) {
    throw new UnsupportedByProviderException("descriptor read-back");
  }

  /**
   * The words of a table page, one behind the other, as {@link #readDescriptor} has each.
   *
   * @param tablePa of the first one
   * @param descriptors takes them; as long as the page
   */
  default void readDescriptors(long tablePa, long[] descriptors) {
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = readDescriptor(tablePa + 8L * i);
    }
  }

  /**
   * Performs an access in the guest of a domain, whose stage 1 is off and asks for Normal Write-Back
   * memory, as HCR_EL2.DC has it ({@link Capability#ACCESS}). Address translation instructions of both
   * stages are executed at EL2, by the PE that operates on the domain.
   */
  default Outcome access(int pe, int domain, GuestAccess access) {
    throw new UnsupportedByProviderException("guest accesses");
  }

  /**
   * As {@link #access}, with what the access left in the registers that report; {@link
   * io.shatterproof.arch.Syndrome#NONE} without {@link Capability#SYNDROME}.
   */
  default AccessReport accessAndReport(int pe, int domain, GuestAccess access) {
    return new AccessReport(access(pe, domain, access), Syndrome.NONE);
  }

  /**
   * Backs a range of physical memory, which reads as zero ({@link Capability#REGIME}). Whatever was
   * never backed answers a walk with an External abort.
   *
   * @param pa multiple of 4096, as is {@code sizeBytes}
   */
  default void provideMemory(long pa, long sizeBytes) {
    throw new UnsupportedByProviderException("bare tables");
  }

  /**
   * Stores a word, so that every walk from now on sees it ({@link Capability#REGIME}); in a vector
   * that needs {@link Capability#TLB}, as a store instruction does.
   *
   * @param pa multiple of 8, in memory that was provided
   */
  default void storeWord(int pe, long pa, long value) {
    throw new UnsupportedByProviderException("bare tables");
  }

  /**
   * Writes a register of a PE, synchronised ({@link Capability#REGIME}); those never written are 0.
   * In a vector that needs {@link Capability#TLB} a PE at EL2 synchronises by {@link #isb}.
   *
   * @param register one that {@linkplain SystemRegister#controlsTranslation controls translation}
   */
  default void writeRegister(int pe, SystemRegister register, long value) {
    throw new UnsupportedByProviderException("bare tables");
  }

  /**
   * Stores the word of a leaf as {@link #storeWord} does, where the memory that it translates to has the
   * contents of the memory that the leaf before it translated to ({@link Capability#TLB}). Whoever
   * does not look at memory need not know.
   */
  default void storeOfSameContents(int pe, long pa, long value) {
    storeWord(pe, pa, value);
  }

  /**
   * Replaces a word in one atomic step that reads the old one ({@link Capability#TLB}).
   *
   * @param pa multiple of 8, in memory that was provided
   * @return the old word
   */
  default long exchangeWord(int pe, long pa, long value) {
    throw new UnsupportedByProviderException("TLB maintenance under bare tables");
  }

  /**
   * A PE runs at this Exception level from now on: at EL1 it is in the guest, and its TLB may fill
   * at any time ({@link Capability#TLB}). Whoever performs accesses one by one need not know.
   */
  default void runAt(int pe, int el) {}

  /**
   * Executes a TLB maintenance operation ({@link Capability#TLB}).
   *
   * @param operand the register operand; 0 for operations without one
   */
  default void tlbi(int pe, TlbiOp op, long operand) {
    throw new UnsupportedByProviderException("TLB maintenance under bare tables");
  }

  /** Executes a DSB ({@link Capability#TLB}). */
  default void dsb(int pe, DsbOption option) {
    throw new UnsupportedByProviderException("TLB maintenance under bare tables");
  }

  /** Executes an ISB ({@link Capability#TLB}). */
  default void isb(int pe) {
    throw new UnsupportedByProviderException("TLB maintenance under bare tables");
  }

  /** Cleans the cache line of an address to the point of coherency ({@link Capability#TLB}). */
  default void cleanLine(int pe, long pa) {
    throw new UnsupportedByProviderException("TLB maintenance under bare tables");
  }

  /**
   * A table page goes back to the allocator: from now on anything may stand in it ({@link
   * Capability#TLB}). An implementation may put anything there.
   *
   * @param pa first byte of the page, which is as large as the granule
   */
  default void freeTable(int pe, long pa, long sizeBytes) {
    throw new UnsupportedByProviderException("TLB maintenance under bare tables");
  }

  /**
   * Performs an access as the registers of its PE say, with an empty TLB ({@link
   * Capability#REGIME}); in a vector that needs {@link Capability#TLB}, with whatever the TLB of the
   * PE holds. What hardware updates in memory on the way stays updated, as the first of
   * the reports has it.
   *
   * @return what the access meets: one report, or every one that the architecture permits, without
   *     duplicates, from an implementation that knows them all; without {@link Capability#SYNDROME}
   *     the syndromes are {@link io.shatterproof.arch.Syndrome#NONE}
   */
  default List<AccessReport> perform(int pe, GuestAccess access) {
    throw new UnsupportedByProviderException("bare tables");
  }

  /**
   * As {@link #perform}, asked by a judge who only wants to know: an implementation that can tell
   * without anything being different afterwards does so here. What another one updates in memory is
   * put back with {@link #storeWord}.
   */
  default List<AccessReport> probe(int pe, GuestAccess access) {
    return perform(pe, access);
  }

  /** Gives back what the run holds; nothing is called afterwards. */
  @Override
  void close();
}
