package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Blocks that are split into something else, and splits that fail badly. */
final class BrokenSplitsP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M21, "a", "The entries of a split lose the permissions of the block.")
          .onEvery()
          .shownBy(Observable.of(LookupPart.PERMISSIONS), Observable.ACCESS)
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            long partOfBlock(long block, int childLevel, int n) {
              return S2Descriptor.withWritePermission(super.partOfBlock(block, childLevel, n));
            }
          }),
      fault(SeededFault.M21, "b", "The entries of a split lose the type of the block.")
          .onEvery()
          .shownBy(
              Observable.of(LookupPart.TYPE),
              Observable.of(LookupPart.MAPPED)) // later releases take no type for no mapping
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            long partOfBlock(long block, int childLevel, int n) {
              return super.partOfBlock(block, childLevel, n) & ~TYPE_MASK;
            }
          }),
      fault(SeededFault.M21, "c", "The entries of a split get the access of new mappings.")
          .onReworked()
          .shownBy(Observable.of(LookupPart.PERMISSIONS), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long childDescriptor(long block, int childLevel, int n) {
              long child = super.childDescriptor(block, childLevel, n);
              return p2m.codec().restrictedFurther(child, p2m.defaultAccess());
            }
          }),
      fault(SeededFault.M22)
          .onEvery()
          .shownBy(Observable.of(LookupPart.PA), Observable.ACCESS)
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            long partOfBlock(long block, int childLevel, int n) {
              long first = super.partOfBlock(block, childLevel, 0);
              return first + ((long) n << format.granule().levelShift(childLevel - 1));
            }
          }),
      fault(SeededFault.M23, "a", "A split goes on in every entry.")
          .onReworked()
          .shownBy(Observable.of(Counter.TABLES_ALLOCATED), Observable.of(LookupPart.ORDER))
          .ofSplitter((p2m, children) -> new BlockSplitter(p2m, children) {
            @Override
            boolean splitAgain(long tablePa, int level, long gfn, int targetLevel) {
              long first = gfn & -p2m.layout().pages(level - 1);
              boolean complete = true;
              for (int n = 0; n < p2m.layout().entries() && complete; n++) {
                long child = first + n * p2m.layout().pages(level);
                complete = super.splitAgain(tablePa, level, child, targetLevel);
              }
              return complete;
            }
          }),
      fault(SeededFault.M23, "b", "A split goes on in the wrong entry.")
          .onReworked()
          .shownBy(Observable.of(LookupPart.ORDER))
          .ofSplitter((p2m, children) -> new BlockSplitter(p2m, children) {
            @Override
            boolean splitAgain(long tablePa, int level, long gfn, int targetLevel) {
              long first = gfn & -p2m.layout().pages(level - 1);
              long wrong = p2m.layout().index(gfn, level - 1) * p2m.layout().pages(level);
              return super.splitAgain(tablePa, level, first + wrong, targetLevel);
            }
          }),
      fault(SeededFault.M30, "a", "A failed split leaves the block broken.")
          .onReworked()
          .shownBy(
              Observable.of(LookupPart.MAPPED), Observable.of(LookupPart.ORDER), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long splitFailed(long tablePa, int level, long gfn, long mfn) {
              store(tablePa, level, gfn, S2Descriptor.INVALID);
              flushNow();
              return super.splitFailed(tablePa, level, gfn, mfn);
            }
          }),
      fault(SeededFault.M30, "b", "A failed split leaks the table that it got.")
          .onReworked()
          .shownBy(
              Observable.of(Counter.TABLES_FREED),
              Observable.of(EventKind.TABLE_FREED),
              Observable.of(ViolationName.LEAK))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void undoSplit(long built, int level) {
              if (!p2m.codec().isTable(built, level)) {
                super.undoSplit(built, level);
              }
            }
          }),
      fault(SeededFault.M30, "c", "A failed split leaves its figures changed.")
          .onReworked()
          .shownBy(Observable.of(Statistic.MAPPINGS))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void undoSplit(long built, int level) {
              release(built, level);
            }
          }));

  private BrokenSplitsP2ms() {}
}
