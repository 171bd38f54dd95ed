package io.shatterproof.machine.brute;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every TLB that one PE can have behind each step, breadth first. A TLB that could have loaded an
 * entry and has not is left out: whatever it shows, that which has the entry can show as well, as
 * {@link LiteralForce} confirms.
 */
final class BruteForce {
  private final World world;
  private final int bbmLevel;
  private final Entries entries = new Entries();

  /**
   * Where a TLB can be.
   *
   * @param acted invalidations that have removed what they remove, by bit
   * @param noticed how many barriers of its own PE it has noticed
   */
  private record State(BitSet tlb, int acted, int noticed) {}

  private BruteForce(Program program, int pe) {
    this.world = new World(program, pe);
    this.bbmLevel = program.bbmLevel();
  }

  /**
   * What accesses can come to, by boundary and access: nothing where the PE is not in the guest.
   *
   * @param counted takes the number of states of each boundary
   */
  static List<List<SortedSet<String>>> seen(
      Program program, int pe, List<Access> accesses, Tally counted) {
    BruteForce force = new BruteForce(program, pe);
    List<List<SortedSet<String>>> seen = new ArrayList<>();
    Set<State> states = force.closure(List.of(new State(new BitSet(), 0, 0)));
    seen.add(force.outcomes(states, accesses));
    for (ProgramStep step : program.steps()) {
      force.world.apply(step);
      states = force.closure(states);
      counted.states(states.size());
      seen.add(force.outcomes(states, accesses));
    }
    return seen;
  }

  // States.

  /** Every state that these lead to before the next step. */
  private Set<State> closure(Collection<State> from) {
    Set<State> met = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    for (State state : from) {
      if (world.admits(state.acted, state.noticed)) {
        meet(saturated(state), met, open);
      }
    }
    while (!open.isEmpty()) {
      State state = open.remove();
      for (int i = 0; i < world.invalidations(); i++) {
        if (world.mayAct(i, state.acted, state.noticed)) {
          meet(saturated(without(state, i)), met, open);
        }
      }
      if (state.noticed < world.barriers()) {
        meet(saturated(new State(state.tlb, state.acted, state.noticed + 1)), met, open);
      }
    }
    return met;
  }

  private static void meet(State state, Set<State> met, Deque<State> open) {
    if (met.add(state)) {
      open.add(state);
    }
  }

  private State without(State state, int invalidation) {
    BitSet left = new BitSet();
    state.tlb.stream()
        .filter(number -> !world.removes(invalidation, entries.entry(number)))
        .forEach(left::set);
    return new State(left, state.acted | 1 << invalidation, state.noticed);
  }

  /** With everything loaded that can be. */
  private State saturated(State state) {
    if (!world.isInGuest()) {
      return state;
    }
    BitSet tlb = (BitSet) state.tlb.clone();
    load(1, world.root(), 0, state.noticed, tlb);
    for (int i = state.tlb.nextSetBit(0); i >= 0; i = state.tlb.nextSetBit(i + 1)) {
      Entry entry = entries.entry(i);
      if (entry.vmid() == world.vmid() && entry.kind() == Entry.Kind.TABLE) {
        load(entry.level() + 1, Word.address(entry.word()), entry.ipa(), state.noticed, tlb);
      } else if (entry.vmid() == world.vmid() && entry.kind() == Entry.Kind.LEAF) {
        loadLeaf(entry.level(), entry.ipa(), entry.word(), tlb);
      }
    }
    return new State(tlb, state.acted, state.noticed);
  }

  private void load(int level, long table, long firstIpa, int noticed, BitSet tlb) {
    for (int n = 0; n < 2; n++) {
      long ipa = firstIpa + Layout.index(level, n) * Layout.sizeBytes(level);
      long pa = table + 8L * Layout.index(level, n);
      for (int i = world.oldest(pa, noticed); i <= world.newest(pa); i++) {
        long word = world.value(pa, i);
        if (world.isWild(pa, i)) {
          continue;
        }
        if (Word.isTable(word, level)) {
          tlb.set(number(Entry.Kind.TABLE, level, ipa, word));
          load(level + 1, Word.address(word), ipa, noticed, tlb);
        } else if (Word.isLeaf(word, level) && Word.hasAccessFlag(word)) {
          loadLeaf(level, ipa, word, tlb);
          if (Word.isContiguous(word)) {
            long other = firstIpa + Layout.index(level, 1 - n) * Layout.sizeBytes(level);
            loadLeaf(level, other, Word.forMember(word, level, other), tlb);
          }
        }
      }
    }
  }

  private void loadLeaf(int level, long ipa, long word, BitSet tlb) {
    tlb.set(number(Entry.Kind.LEAF, level, ipa, word));
    tlb.set(number(Entry.Kind.COMBINED, level, ipa, word));
  }

  private int number(Entry.Kind kind, int level, long ipa, long word) {
    return entries.number(new Entry(kind, world.vmid(), level, ipa, word));
  }

  // Accesses.

  private List<SortedSet<String>> outcomes(Set<State> states, List<Access> accesses) {
    List<SortedSet<String>> outcomes = new ArrayList<>();
    if (!world.isInGuest()) {
      return outcomes;
    }
    for (Access access : accesses) {
      SortedSet<String> all = new TreeSet<>();
      for (State state : states) {
        all.addAll(outcomes(state, access));
      }
      outcomes.add(all);
    }
    return outcomes;
  }

  private SortedSet<String> outcomes(State state, Access access) {
    Results results = new Results(access, bbmLevel);
    walk(1, world.root(), state, access, results);
    for (int i = state.tlb.nextSetBit(0); i >= 0; i = state.tlb.nextSetBit(i + 1)) {
      Entry entry = entries.entry(i);
      if (entry.vmid() == world.vmid() && entry.covers(access.ipa())) {
        if (entry.translates()) {
          results.leaf(entry.word(), entry.level());
        } else {
          walk(entry.level() + 1, Word.address(entry.word()), state, access, results);
        }
      }
    }
    return results.all();
  }

  private void walk(int level, long table, State state, Access access, Results results) {
    long pa = table + 8L * Layout.index(access.ipa(), level);
    for (int i = world.oldest(pa, state.noticed); i <= world.newest(pa); i++) {
      long word = world.value(pa, i);
      if (world.isWild(pa, i)) {
        results.wild();
      } else if (Word.isTable(word, level)) {
        walk(level + 1, Word.address(word), state, access, results);
      } else if (isFault(word, level)) {
        results.fault(word, level);
      } // a leaf is in the TLB already
    }
    if (access.type() == AccessType.FETCH) {
      fetch(level, table, access, results);
    }
  }

  /** Faults that an instruction met when it was fetched ahead. */
  private void fetch(int level, long table, Access access, Results results) {
    long pa = table + 8L * Layout.index(access.ipa(), level);
    for (int i = world.oldestFetched(pa); i <= world.newest(pa); i++) {
      long word = world.value(pa, i);
      if (world.isWild(pa, i)) {
        continue;
      }
      if (Word.isTable(word, level)) {
        fetch(level + 1, Word.address(word), access, results);
      } else if (isFault(word, level)) {
        results.fault(word, level);
      }
    }
  }

  private static boolean isFault(long word, int level) {
    return !Word.isLeaf(word, level) || !Word.hasAccessFlag(word);
  }
}
