package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.S2Format;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks of the wrong size, of the wrong memory, or that are no blocks. */
final class BrokenSizesP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M16)
          .on(Profile.XEN_4_8_FIXED, Profile.XEN_LATEST)
          .shownBy(
              Observable.of(Counter.LIVE_STORES),
              Observable.of(Counter.TLBI),
              Observable.of(Counter.FILLS),
              Observable.of(Counter.TABLES_ALLOCATED),
              Observable.of(Counter.ENTRY_CLEANS),
              Observable.of(Counter.TABLE_CLEANS),
              Observable.of(Counter.IOMMU_FLUSHES))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected int chooseLevel(long gfn, long remainingPages, long mfn) {
              boolean removes = mfn == NO_FRAME; // all ones: a multiple of nothing
              return super.chooseLevel(gfn, removes ? NO_FRAME : remainingPages, mfn);
            }
          }),
      fault(SeededFault.M17)
          .onReworked()
          .shownBy(
              Observable.of(EventKind.STORE),
              Observable.of(LookupPart.PA),
              Observable.of(LookupPart.ORDER),
              Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected int chooseLevel(long gfn, long remainingPages, long mfn) {
              return super.chooseLevel(gfn, remainingPages, mfn == NO_FRAME ? NO_FRAME : 0);
            }
          }),
      fault(SeededFault.M18)
          .onReworked()
          .shownBy(Observable.of(LookupPart.MAPPED), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected int chooseLevel(long gfn, long remainingPages, long mfn) {
              return super.chooseLevel(gfn, 0, mfn);
            }
          }),
      fault(
              SeededFault.M19,
              "a",
              "The machine frame advances by one for each entry whatever its size.")
          .onReworked()
          .shownBy(Observable.of(EventKind.STORE), Observable.of(LookupPart.PA), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long nextFrame(long mfn, int level) {
              return mfn == NO_FRAME ? NO_FRAME : mfn + 1;
            }
          }),
      fault(
              SeededFault.M19,
              "b",
              "The missing machine frame of a removal advances, and becomes one.")
          .onReworked()
          .shownBy(
              Observable.of(EventKind.STORE), Observable.of(LookupPart.MAPPED), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long nextFrame(long mfn, int level) {
              return mfn + p2m.layout().pages(level);
            }
          }),
      fault(SeededFault.M20)
          .onEvery()
          .shownBy(
              Observable.of(EventKind.STORE),
              Observable.of(LookupPart.MAPPED),
              Observable.of(LookupPart.PA),
              Observable.ACCESS)
          .ofCodec(PagesForBlocks::new));

  private BrokenSizesP2ms() {}

  /** Makes every leaf of level 2 as one of level 3. */
  private static final class PagesForBlocks extends EntryCodec {
    private static final int LEVEL = 2;

    PagesForBlocks(TypeNumbering types, S2Format format) {
      super(types, format);
    }

    @Override
    long leaf(long mfn, int level, @Nullable P2mType type, P2mAccess access) {
      return super.leaf(mfn, level == LEVEL ? TreeLayout.LAST_LEVEL : level, type, access);
    }
  }
}
