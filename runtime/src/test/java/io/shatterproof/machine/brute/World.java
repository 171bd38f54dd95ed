package io.shatterproof.machine.brute;

import io.shatterproof.arch.DsbOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a program settles, as one PE finds it: which values a word has had, which of them it may
 * read, which invalidations are on their way to it. When these act, and when this PE notices its own
 * barriers, is left to who asks.
 */
final class World {
  private final Program program;
  private final int observer;
  private final Map<Long, List<Value>> memory = new HashMap<>();
  private final Map<Long, Integer> readable = new HashMap<>(); // oldest value, but for own barriers
  private final Map<Long, Integer> fetched = new HashMap<>(); // oldest value at the last event
  private final List<Map<Long, Integer>> ownBarriers = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private final List<Map<Long, Integer>> cleaned = new ArrayList<>(); // by PE
  private final List<Long> vttbrs;
  private final List<Long> writtenVttbrs;
  private final List<Integer> els;
  private int mustHaveActed;
  private int mustHaveNoticed;

  /** A value that a word has had; {@code storer} is -1 for what was arranged. */
  private record Value(long word, int storer, boolean isWild) {}

  /** An invalidation on its way. */
  private static final class Pending {
    final int number;
    final int issuer;
    final int vmid;
    final Invalidation what;
    final int afterBarriers; // of its own PE, which it may not overtake
    final int afterOthers;
    boolean isComplete;

    Pending(
        int number, int issuer, int vmid, Invalidation what, int afterBarriers, int afterOthers) {
      this.number = number;
      this.issuer = issuer;
      this.vmid = vmid;
      this.what = what;
      this.afterBarriers = afterBarriers;
      this.afterOthers = afterOthers;
    }
  }

  World(Program program, int observer) {
    this.program = program;
    this.observer = observer;
    for (int level = 1; level <= 3; level++) {
      for (long table : Layout.tables(level)) {
        for (int n = 0; n < 2; n++) {
          long pa = Layout.word(table, n);
          List<Value> values = new ArrayList<>();
          values.add(new Value(program.words().getOrDefault(pa, 0L), -1, false));
          memory.put(pa, values);
          readable.put(pa, 0);
          fetched.put(pa, 0);
        }
      }
    }
    for (int pe = 0; pe < program.pes(); pe++) {
      cleaned.add(new HashMap<>());
    }
    vttbrs = new ArrayList<>(program.vttbrs());
    writtenVttbrs = new ArrayList<>(program.vttbrs());
    els = new ArrayList<>(program.els());
  }

  // What the observer finds.

  boolean isInGuest() {
    return els.get(observer) == 1;
  }

  int vmid() {
    return vmid(vttbrs.get(observer));
  }

  long root() {
    return vttbrs.get(observer) & 0x0000_ffff_ffff_fffeL;
  }

  private static int vmid(long vttbr) {
    return (int) (vttbr >>> 48);
  }

  int newest(long pa) {
    return values(pa).size() - 1;
  }

  /** The oldest value that may be read, having noticed so many of its own barriers. */
  int oldest(long pa, int noticed) {
    int oldest = readable.getOrDefault(pa, 0);
    for (int i = 0; i < noticed; i++) {
      oldest = Math.max(oldest, ownBarriers.get(i).getOrDefault(pa, 0));
    }
    return oldest;
  }

  /** The oldest value whose fault a fetch may still report. */
  int oldestFetched(long pa) {
    return fetched.getOrDefault(pa, 0);
  }

  long value(long pa, int number) {
    return values(pa).get(number).word();
  }

  boolean isWild(long pa, int number) {
    return values(pa).get(number).isWild();
  }

  private List<Value> values(long pa) {
    List<Value> values = memory.get(pa);
    if (values == null) {
      throw new IllegalStateException("no program walks through 0x" + Long.toHexString(pa));
    }
    return values;
  }

  // What is on its way to it.

  int barriers() {
    return ownBarriers.size();
  }

  int invalidations() {
    return pending.size();
  }

  /**
   * Whether an invalidation can act now.
   *
   * @param acted those that have, by bit
   */
  boolean mayAct(int number, int acted, int noticed) {
    Pending one = pending.get(number);
    return (acted & 1 << number) == 0
        && noticed >= one.afterBarriers
        && (acted & one.afterOthers) == one.afterOthers;
  }

  boolean removes(int number, Entry entry) {
    Pending one = pending.get(number);
    return one.what.removes(entry, one.vmid);
  }

  /** Whether all that must have happened has. */
  boolean admits(int acted, int noticed) {
    return (acted & mustHaveActed) == mustHaveActed && noticed >= mustHaveNoticed;
  }

  // Steps.

  void apply(ProgramStep step) {
    int pe = step.pe();
    if (step instanceof ProgramStep.Store store) {
      values(store.pa()).add(new Value(store.value(), pe, false));
    } else if (step instanceof ProgramStep.Vttbr write) {
      writtenVttbrs.set(pe, write.value());
      if (els.get(pe) == 1) {
        synchronize(pe); // its hypervisor writes it, and returns
      }
    } else if (step instanceof ProgramStep.RunAt run) {
      synchronize(pe);
      els.set(pe, run.el());
    } else if (step instanceof ProgramStep.Isb) {
      synchronize(pe);
    } else if (step instanceof ProgramStep.Dsb dsb) {
      barrier(pe, dsb.option());
    } else if (step instanceof ProgramStep.Tlbi tlbi) {
      invalidate(pe, new Invalidation(tlbi.op(), tlbi.operand()));
    } else if (step instanceof ProgramStep.Clean clean) {
      clean(pe, clean.pa());
    } else if (step instanceof ProgramStep.Free free) {
      free(free.pa());
    }
  }

  private void synchronize(int pe) {
    vttbrs.set(pe, writtenVttbrs.get(pe));
    if (pe != observer) {
      return;
    }
    mustHaveNoticed = ownBarriers.size();
    for (Pending one : pending) {
      if (one.issuer == observer && one.isComplete) {
        mustHaveActed |= 1 << one.number;
      }
    }
    fetched.replaceAll((pa, old) -> oldest(pa, ownBarriers.size()));
  }

  private void invalidate(int pe, Invalidation what) {
    if (!what.isBroadcast() && pe != observer) {
      return;
    }
    int vmid = vmid(vttbrs.get(pe));
    if (!what.isOfAll() && vmid != vmid(writtenVttbrs.get(pe))) {
      return; // nothing that it must remove under either
    }
    int afterOthers = 0;
    if (pe == observer) {
      for (Pending one : pending) {
        afterOthers |= one.issuer == pe && one.isComplete ? 1 << one.number : 0;
      }
    }
    int afterBarriers = pe == observer ? ownBarriers.size() : 0;
    pending.add(new Pending(pending.size(), pe, vmid, what, afterBarriers, afterOthers));
  }

  private void barrier(int pe, DsbOption option) {
    String name = option.name();
    if (name.endsWith("LD")) {
      return;
    }
    for (Pending one : pending) {
      if (one.issuer == pe && one.what.isCompletedBy(option)) {
        one.isComplete = true;
        mustHaveActed |= pe == observer ? 0 : 1 << one.number;
      }
    }
    Map<Long, Integer> visible = new HashMap<>(cleaned.get(pe));
    if (program.isCoherent()) {
      memory.forEach((pa, values) -> {
        for (int i = 0; i < values.size(); i++) {
          if (values.get(i).storer() == pe) {
            visible.put(pa, i);
          }
        }
      });
    }
    if (pe == observer) {
      ownBarriers.add(visible);
    } else if (!name.startsWith("NSH")) {
      visible.forEach((pa, number) -> readable.merge(pa, number, Math::max));
    }
  }

  private void clean(int pe, long pa) {
    long line = pa & -Layout.LINE_BYTES;
    memory.forEach((word, values) -> {
      if ((word & -Layout.LINE_BYTES) == line) {
        cleaned.get(pe).put(word, values.size() - 1);
      }
    });
  }

  private void free(long page) {
    memory.forEach((pa, values) -> {
      if ((pa & -Layout.PAGE_BYTES) == page) {
        values.add(new Value(0, -1, true));
        readable.put(pa, values.size() - 1);
        fetched.put(pa, values.size() - 1);
      }
    });
  }
}
