package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves whose fields are not those of their type. */
final class BrokenCodecP2ms {
  private static final long EXECUTE_NEVER = 1L << 54; // XN[1]
  private static final long SHAREABILITY = 3L << 8; // SH[1:0]
  private static final long ATTRIBUTES = SHAREABILITY | 0xfL << 2; // and MemAttr[3:0]
  private static final long INNER_SHAREABLE = 3L << 8;

  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M75, "a", "Device memory is mapped as write-back.")
          .onEvery()
          .shownBy(Observable.of(LookupPart.TYPE))
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            long leaf(long mfn, int level, @Nullable P2mType type, P2mAccess access) {
              long leaf = super.leaf(mfn, level, type, access);
              return type == P2mType.MMIO_DEV
                  ? (leaf & ~ATTRIBUTES)
                      | (super.leaf(mfn, level, P2mType.MMIO_C, access) & ATTRIBUTES)
                  : leaf;
            }
          }),
      fault(SeededFault.M75, "b", "Cacheable memory of a device is mapped as inner shareable.")
          .onEvery()
          .shownBy(Observable.of(LookupPart.TYPE))
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            long leaf(long mfn, int level, @Nullable P2mType type, P2mAccess access) {
              long leaf = super.leaf(mfn, level, type, access);
              return type == P2mType.MMIO_C ? leaf | INNER_SHAREABLE : leaf;
            }
          }),
      fault(SeededFault.M75, "c", "Non-cacheable memory is mapped as inner shareable.")
          .onReworked()
          .shownBy(Observable.of(LookupPart.TYPE))
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            long leaf(long mfn, int level, @Nullable P2mType type, P2mAccess access) {
              long leaf = super.leaf(mfn, level, type, access);
              return type == P2mType.MMIO_NC ? leaf | INNER_SHAREABLE : leaf;
            }
          }),
      executable("a", "Execution is permitted on grants.", P2mType.GRANT_RW, P2mType.GRANT_RO),
      executable("b", "Execution is permitted on pages of other domains.", P2mType.FOREIGN),
      executable(
          "c",
          "Execution is permitted on device memory.",
          P2mType.MMIO_DEV,
          P2mType.MMIO_NC,
          P2mType.MMIO_C));

  private BrokenCodecP2ms() {}

  private static BrokenProvider executable(String variant, String sentence, P2mType... types) {
    Set<P2mType> wrong = Set.of(types);
    return fault(SeededFault.M76, variant, sentence)
        .onEvery()
        .shownBy(Observable.of(LookupPart.PERMISSIONS), Observable.ACCESS)
        .ofCodec((numbering, format) -> new EntryCodec(numbering, format) {
          @Override
          long leaf(long mfn, int level, @Nullable P2mType type, P2mAccess access) {
            long leaf = super.leaf(mfn, level, type, access);
            boolean executes = type != null
                && wrong.contains(type)
                && access.permissions().allows(AccessKind.FETCH);
            return executes ? leaf & ~EXECUTE_NEVER : leaf;
          }
        });
  }
}
