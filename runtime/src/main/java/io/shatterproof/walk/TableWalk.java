package io.shatterproof.walk;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;

/**
 * The walking loop, of either stage: from the start table down to the descriptor that ends it.
 *
 * <p>It leaves where it ended in fields, and allocates nothing. Not thread-safe.
 *
 * @see "Arm pseudocode AArch64_S2Walk(), AArch64_S1Walk()"
 */
final class TableWalk {
  /** Why a walk ended. */
  enum End {
    /** At a block or a page. */
    LEAF,
    /** At a descriptor that is invalid, or reserved at its level. */
    INVALID,
    /** At a table whose next descriptor has an address beyond the output size. */
    TABLE_ADDRESS_SIZE,
    /** The address of the first descriptor is beyond the output size. */
    ROOT_ADDRESS_SIZE,
    /** Memory does not answer, to the read of a descriptor or to the update of a table. */
    ABORTED
  }

  private final DescriptorMemory memory;
  // The geometry, as the loop needs it.
  private final int startLevel;
  private final int startShift; // of the bits of an address that are an index at the start level
  private final int stride;
  private final long indexMask; // of an index below the start level, in bytes
  private final long excess; // the bits of an address that are beyond the output size
  private final S2Format format;
  private final boolean isBigEndian;
  private final boolean setsTableAccessFlag;

  private int level;
  private long descriptorPa;
  private long descriptor;

  TableWalk(
      DescriptorMemory memory,
      Stage2Geometry geometry,
      S2Format format,
      boolean isBigEndian,
      boolean setsTableAccessFlag) {
    this.memory = memory;
    this.format = format;
    this.isBigEndian = isBigEndian;
    this.setsTableAccessFlag = setsTableAccessFlag;
    this.startLevel = geometry.startLevel();
    this.startShift = geometry.granule().levelShift(startLevel);
    this.stride = geometry.granule().stride();
    this.indexMask = (geometry.granule().entriesPerTable() - 1L) << 3;
    this.excess = geometry.excessBits();
  }

  /**
   * Walks to an input address inside the input size.
   *
   * @param rootPa first byte of the start table
   * @param strayBits bits that every address in the start table has besides
   */
  End walk(long rootPa, long strayBits, long inputAddress, WalkListener listener) {
    level = startLevel;
    descriptorPa = (rootPa + ((inputAddress >>> startShift) << 3)) | strayBits;
    if ((descriptorPa & excess) != 0) {
      return End.ROOT_ADDRESS_SIZE;
    }
    return go(false, inputAddress, listener);
  }

  /**
   * Walks on from a descriptor that was read before.
   *
   * @param knownLevel its level
   * @param knownPa its own address
   */
  End resume(int knownLevel, long knownPa, long known, long inputAddress, WalkListener listener) {
    level = knownLevel;
    descriptorPa = knownPa;
    descriptor = known;
    return go(true, inputAddress, listener);
  }

  private End go(boolean isFirstKnown, long inputAddress, WalkListener listener) {
    boolean isKnown = isFirstKnown;
    int nextShift = startShift - stride * (level - startLevel + 1);
    for (; ; level++, nextShift -= stride) {
      if (!isKnown && !read()) {
        return End.ABORTED;
      }
      isKnown = false;
      listener.descriptorRead(level, descriptorPa, descriptor);
      if (!format.isTable(descriptor, level)) {
        return format.isLeaf(descriptor, level) ? End.LEAF : End.INVALID;
      }
      long nextPa =
          format.nextTablePa(descriptor) + (((inputAddress >>> nextShift) << 3) & indexMask);
      if ((nextPa & excess) != 0) {
        return End.TABLE_ADDRESS_SIZE;
      }
      if (setsTableAccessFlag && !S2Descriptor.accessFlag(descriptor)) {
        if (!canUpdate()) {
          return End.ABORTED;
        }
        if (!update(S2Descriptor.withAccessFlag(descriptor))) {
          level--; // somebody changed it: read it again
          nextShift += stride;
          continue;
        }
      }
      descriptorPa = nextPa;
    }
  }

  private boolean read() {
    long word = memory.read(descriptorPa);
    descriptor = isBigEndian ? Long.reverseBytes(word) : word;
    return word != 0 || memory.isBacked(descriptorPa);
  }

  /** Replaces the descriptor that the walk ended at; false if somebody changed it meanwhile. */
  boolean update(long replacement) {
    boolean isUpdated = isBigEndian
        ? memory.compareAndSwap(
            descriptorPa, Long.reverseBytes(descriptor), Long.reverseBytes(replacement))
        : memory.compareAndSwap(descriptorPa, descriptor, replacement);
    if (isUpdated) {
      descriptor = replacement;
    }
    return isUpdated;
  }

  /** Whether memory takes an update of the descriptor that the walk ended at. */
  boolean canUpdate() {
    return memory.isWritable(descriptorPa);
  }

  /** Where the last descriptor was read. */
  long descriptorPa() {
    return descriptorPa;
  }

  /** Level at which the walk ended. */
  int level() {
    return level;
  }

  /** The last descriptor read. */
  long descriptor() {
    return descriptor;
  }
}
