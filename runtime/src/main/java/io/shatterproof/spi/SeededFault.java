package io.shatterproof.spi;

import java.util.List;
import java.util.Optional;

/**
 * The catalogue of wrong P2Ms that scenarios may claim to kill.
 *
 * <p>Each is one small mistake that an implementation of a P2M could make, named for good.
 */
public enum SeededFault {
  M01("A valid descriptor is replaced by a valid one without storing zero first.", "xen_pre"),
  M02(
      "When the machine frame changes, the new descriptor is stored before the TLB invalidation.",
      "xen_pre"),
  M03("The TLB invalidation is issued before the zero is stored."),
  M04("A split sub-tree is linked before the block it replaces is broken.", "xen_pre"),
  M05("Splitting a 1G block for a 4K page breaks and makes once at every level."),
  M06(
      "The invalidation of a split is deferred to the unlock, so that the table is "
          + "linked while the block is still cached.",
      "xen_pre"),
  M07("A removal does not ask for an invalidation at the unlock."),
  M08("The deferred invalidation is issued after the lock is released."),
  M09("An immediate invalidation does not clear the pending one, so that the unlock "
      + "invalidates again."),
  M10("An invalidation runs under another domain's VMID, or the other VTTBR is not restored."),
  M11("A mapping of an invalid entry invalidates the TLB."),
  M12("The removal of a hole invalidates the TLB."),
  M13("A change of permissions alone invalidates at once for every page."),
  M14(
      "With access control in use the invalidation is deferred although frame or type change.",
      "xen_pre"),
  M15("With access control in use a change of execute permission invalidates at once."),
  M16("The missing machine frame of a removal takes part in the choice of block sizes.", "xen_4_8"),
  M17("The alignment of the machine frame is ignored when a block size is chosen."),
  M18("The remaining length is ignored, so that a block overshoots the range."),
  M19("The machine frame advances by one for each entry whatever its size, or "
      + "advances in a removal."),
  M20("The table bit of a level 2 block is not cleared."),
  M21("The entries of a split lose the permissions or the type of the block."),
  M22("The entries of a split are spaced by the size of the block instead of their own."),
  M23("A split goes on in every entry, or in the wrong one."),
  M24("A new table is linked before it is filled and cleaned."),
  M25("Tables or entries are not cleaned although the IOMMU does not walk coherently."),
  M26("Tables or entries are cleaned although every walker is coherent."),
  M27("The removal of an unmapped frame creates tables."),
  M28("The removal of a hole fails with ENOENT."),
  M29("An exhausted table pool gives the wrong error, or the removal goes on without the split."),
  M30("A failed split leaves the block broken, or leaks a table."),
  M31("A caller ignores that a removal failed and frees the page."),
  M32("The sub-tree that a block replaces is not freed."),
  M33("The sub-tree that a block replaces is freed before the TLB invalidation."),
  M34("A freed table stays on the list of tables and is freed again at teardown.", "xen_4_8"),
  M35("The foreign references of a replaced sub-tree are not dropped, dropped twice, "
      + "or dropped when only permissions change."),
  M36("A foreign reference is kept when the insertion fails."),
  M37("The old entry is released although its frame did not change."),
  M38("A level 3 page is taken for a table."),
  M39(
      "The highest mapped frame is used as inclusive in one place and as exclusive in another.",
      "xen_4_8",
      "xen_4_8_fixed"),
  M40(
      "Frame numbers beyond the IPA size wrap around instead of being refused.",
      "xen_pre",
      "xen_4_8",
      "xen_4_8_fixed"),
  M41("The second table of a concatenated start level is ignored."),
  M42("The bounds of the mapped frames are moved by a failed insertion, or not entry by entry."),
  M43("A look-up tells the wrong size of a hole."),
  M44("A look-up inside a block answers with the first frame of the block."),
  M45("The next boundary is computed without rounding the frame down first.", "xen_pre"),
  M46("A preempted relinquish loses or repeats the entry at which it stopped."),
  M47("A preempted relinquish starts again from the first frame."),
  M48("A preempted relinquish releases the lock without an invalidation."),
  M49("An insertion into a dying domain is accepted.", "xen_pre", "xen_4_8", "xen_4_8_fixed"),
  M50("Setting the access of an unmapped frame stores it, or a hole reports full access."),
  M51("An unknown access value is refused only after access control was switched on."),
  M52("Going from no access to full access does not restore the read permission.", "xen_pre"),
  M53("The access rx2rw becomes rwx, or changes on a read or fetch, or sends an event."),
  M54("The access n2rwx pauses the virtual CPU, sends no event, or stays without a listener."),
  M55("A change of the default access rewrites existing mappings, or new mappings ignore it."),
  M56("The access of a removed page is inherited by the next page mapped there."),
  M57("A failed access change leaves the descriptor changed."),
  M58("A 2M insertion makes a block although access control is in use."),
  M59("The continuation value of an access change names the wrong page.", "xen_pre"),
  M60(
      "A translation fault on a mapped page is injected into the guest instead of retried.",
      "xen_pre"),
  M61("A translation fault on an unmapped page is retried for ever."),
  M62("The fault address register is used for a permission fault where it is not valid."),
  M63("A fetch abort skips the local invalidation before the address is translated, "
      + "or the program counter advances on a retry."),
  M64(
      "A permission fault to which access control does not object is injected, not retried.",
      "xen_pre"),
  M65("A cache flush touches device or grant memory, skips the end of a block, or "
      + "invalidates the TLB."),
  M66(
      "A cache flush goes beyond its end, or cannot be preempted.",
      "xen_pre",
      "xen_4_8",
      "xen_4_8_fixed"),
  M67("The removal of a lazily invalidated entry leaves its contents."),
  M68("Resolving a fault makes more than the faulting entry valid."),
  M69("Only a part of a concatenated start level is invalidated."),
  M70("A fault on a hole makes an entry valid."),
  M71("A VMID is used again without an invalidation, or VMID 0 or one too many is handed out."),
  M72(
      "Two virtual CPUs of a domain alternate on one physical CPU without a local invalidation.",
      "xen_pre",
      "xen_4_8"),
  M73(
      "A removal with the wrong machine frame is accepted, or removes a part before it notices.",
      "xen_pre",
      "xen_4_8",
      "xen_4_8_fixed"),
  M74("The IOMMU's TLB is not flushed, flushed after the page is freed, or flushed "
      + "over the wrong range."),
  M75("Memory type or shareability of two types are swapped."),
  M76("Execution is permitted on grant, foreign or device mappings."),
  M77(
      "Teardown frees the tables while the start table still points at them.",
      "xen_pre",
      "xen_4_8",
      "xen_4_8_fixed"),
  M78("A freed table does not return to the pool, or the pool grows without bound.");

  private final String sentence;
  private final List<String> nativeTo;

  SeededFault(String sentence, String... nativeTo) {
    this.sentence = sentence;
    this.nativeTo = List.of(nativeTo);
  }

  /** What a P2M with this fault does, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** The profiles that have the fault by themselves, as the release did. */
  public List<String> nativeTo() {
    return nativeTo;
  }

  /** The fault of that name, for example {@code M05}. */
  public static Optional<SeededFault> parse(String name) {
    for (SeededFault fault : values()) {
      if (fault.name().equals(name)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
