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
 * {@link BruteForce} without its shortcut, for programs of a few steps: a TLB loads one entry at a
 * time or does not, a walk continues from a table entry if one is held, whoever holds a leaf does
 * not walk, and a walker that has read a value of a word reads no older one afterwards.
 */
final class LiteralForce {
  private static final int MOST_STATES = 30_000;
  private static final int BITS = 4;

  private final World world;
  private final int bbmLevel;
  private final List<Long> addresses;
  private final Entries entries = new Entries();
  private final List<Long> words = new ArrayList<>();

  /**
   * One TLB and its walker.
   *
   * @param read the number of the newest value that was read, four bits a word
   */
  private record State(BitSet tlb, int acted, int noticed, long read) {}

  /** There are more states than this can go through. */
  static final class TooManyStatesException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private LiteralForce(Program program, int pe, List<Long> addresses) {
    this.world = new World(program, pe);
    this.bbmLevel = program.bbmLevel();
    this.addresses = addresses;
    for (int level = 1; level <= 3; level++) {
      for (long table : Layout.tables(level)) {
        words.add(Layout.word(table, 0));
        words.add(Layout.word(table, 1));
      }
    }
  }

  /**
   * As {@link BruteForce#seen}; only these addresses are ever translated.
   *
   * @throws TooManyStatesException if it would take too long
   */
  static List<List<SortedSet<String>>> seen(
      Program program, int pe, List<Access> accesses, Tally counted) throws TooManyStatesException {
    List<Long> addresses = accesses.stream().map(Access::ipa).distinct().toList();
    LiteralForce force = new LiteralForce(program, pe, addresses);
    List<List<SortedSet<String>>> seen = new ArrayList<>();
    Set<State> states = force.closure(List.of(new State(new BitSet(), 0, 0, 0)));
    seen.add(force.outcomes(states, accesses));
    for (ProgramStep step : program.steps()) {
      force.world.apply(step);
      states = force.closure(states);
      counted.states(states.size());
      seen.add(force.outcomes(states, accesses));
    }
    return seen;
  }

  private Set<State> closure(Collection<State> from) throws TooManyStatesException {
    Set<State> met = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    for (State state : from) {
      if (world.admits(state.acted, state.noticed) && met.add(state)) {
        open.add(state);
      }
    }
    while (!open.isEmpty()) {
      if (met.size() > MOST_STATES) {
        throw new TooManyStatesException();
      }
      for (State next : successors(open.remove())) {
        if (met.add(next)) {
          open.add(next);
        }
      }
    }
    return met;
  }

  private List<State> successors(State state) {
    List<State> next = new ArrayList<>();
    for (int i = 0; i < world.invalidations(); i++) {
      if (world.mayAct(i, state.acted, state.noticed)) {
        next.add(without(state, i));
      }
    }
    if (state.noticed < world.barriers()) {
      next.add(new State(state.tlb, state.acted, state.noticed + 1, state.read));
    }
    if (world.isInGuest()) {
      for (long ipa : addresses) {
        loads(state, ipa, next);
      }
    }
    return next;
  }

  private State without(State state, int invalidation) {
    BitSet left = new BitSet();
    state.tlb.stream()
        .filter(number -> !world.removes(invalidation, entries.entry(number)))
        .forEach(left::set);
    return new State(left, state.acted | 1 << invalidation, state.noticed, state.read);
  }

  // Loading.

  private void loads(State state, long ipa, List<State> next) {
    boolean isHit = false;
    for (Entry held : held(state, ipa)) {
      isHit |= held.translates();
      if (held.kind() == Entry.Kind.LEAF) {
        next.add(
            with(state, state.read, Entry.Kind.COMBINED, held.level(), held.ipa(), held.word()));
      }
    }
    boolean continues = false;
    for (Entry held : held(state, ipa)) {
      if (held.kind() == Entry.Kind.TABLE) {
        continues = true;
        load(held.level() + 1, Word.address(held.word()), ipa, state, state.read, next);
      }
    }
    if (!continues) {
      load(1, world.root(), ipa, state, state.read, next);
    }
    if (isHit) {
      load(1, world.root(), ipa, state, state.read, next); // a prefetch
    }
  }

  private List<Entry> held(State state, long ipa) {
    List<Entry> held = new ArrayList<>();
    for (int i = state.tlb.nextSetBit(0); i >= 0; i = state.tlb.nextSetBit(i + 1)) {
      Entry entry = entries.entry(i);
      if (entry.vmid() == world.vmid() && entry.covers(ipa)) {
        held.add(entry);
      }
    }
    return held;
  }

  private void load(int level, long table, long ipa, State state, long read, List<State> next) {
    long pa = table + 8L * Layout.index(ipa, level);
    for (int i = oldest(pa, state.noticed, read); i <= world.newest(pa); i++) {
      if (world.isWild(pa, i)) {
        continue;
      }
      long word = world.value(pa, i);
      long nowRead = reading(pa, i, read);
      long first = ipa & -Layout.sizeBytes(level);
      if (Word.isTable(word, level)) {
        next.add(with(state, nowRead, Entry.Kind.TABLE, level, first, word));
        load(level + 1, Word.address(word), ipa, state, nowRead, next);
      } else if (Word.isLeaf(word, level) && Word.hasAccessFlag(word)) {
        loadLeaf(state, nowRead, level, first, word, next);
        if (Word.isContiguous(word)) {
          long group = ipa & -(16 * Layout.sizeBytes(level));
          for (int n = 0; n < 2; n++) {
            long member = group + Layout.index(level, n) * Layout.sizeBytes(level);
            loadLeaf(state, nowRead, level, member, Word.forMember(word, level, member), next);
          }
        }
      }
    }
  }

  private void loadLeaf(State state, long read, int level, long ipa, long word, List<State> next) {
    next.add(with(state, read, Entry.Kind.LEAF, level, ipa, word));
    next.add(with(state, read, Entry.Kind.COMBINED, level, ipa, word));
  }

  private State with(State state, long read, Entry.Kind kind, int level, long ipa, long word) {
    BitSet more = (BitSet) state.tlb.clone();
    more.set(entries.number(new Entry(kind, world.vmid(), level, ipa, word)));
    return new State(more, state.acted, state.noticed, read);
  }

  private int oldest(long pa, int noticed, long read) {
    int lastRead = (int) (read >>> (BITS * words.indexOf(pa))) & 0xf;
    return Math.max(world.oldest(pa, noticed), lastRead);
  }

  private long reading(long pa, int number, long read) {
    int shift = BITS * words.indexOf(pa);
    return (read & ~(0xfL << shift)) | (long) number << shift;
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
        outcomes(state, access, all);
      }
      outcomes.add(all);
    }
    return outcomes;
  }

  private void outcomes(State state, Access access, SortedSet<String> all) {
    Results results = new Results(access, bbmLevel);
    List<Entry> held = held(state, access.ipa());
    for (Entry entry : held) {
      if (entry.translates()) {
        results.leaf(entry.word(), entry.level());
      }
    }
    if (!results.hasLeaf()) {
      boolean continues = false;
      for (Entry entry : held) {
        continues = true;
        walk(entry.level() + 1, Word.address(entry.word()), state, state.read, access, all);
      }
      if (!continues) {
        walk(1, world.root(), state, state.read, access, all);
      }
    }
    all.addAll(results.all());
    if (access.type() == AccessType.FETCH) {
      fetch(1, world.root(), access, all);
      held.stream()
          .filter(entry -> !entry.translates())
          .forEach(entry -> fetch(entry.level() + 1, Word.address(entry.word()), access, all));
    }
  }

  /** One access that misses: each way of reading is one result. */
  private void walk(
      int level, long table, State state, long read, Access access, SortedSet<String> all) {
    long pa = table + 8L * Layout.index(access.ipa(), level);
    for (int i = oldest(pa, state.noticed, read); i <= world.newest(pa); i++) {
      long word = world.value(pa, i);
      if (!world.isWild(pa, i) && Word.isTable(word, level)) {
        walk(level + 1, Word.address(word), state, reading(pa, i, read), access, all);
        continue;
      }
      Results one = new Results(access, bbmLevel);
      if (world.isWild(pa, i)) {
        one.wild();
      } else if (Word.isLeaf(word, level) && Word.hasAccessFlag(word)) {
        one.leaf(word, level);
      } else {
        one.fault(word, level);
      }
      all.addAll(one.all());
    }
  }

  /** A fault that an instruction met when it was fetched ahead. */
  private void fetch(int level, long table, Access access, SortedSet<String> all) {
    long pa = table + 8L * Layout.index(access.ipa(), level);
    for (int i = world.oldestFetched(pa); i <= world.newest(pa); i++) {
      long word = world.value(pa, i);
      if (world.isWild(pa, i)) {
        continue;
      }
      if (Word.isTable(word, level)) {
        fetch(level + 1, Word.address(word), access, all);
      } else if (!Word.isLeaf(word, level) || !Word.hasAccessFlag(word)) {
        Results one = new Results(access, bbmLevel);
        one.fault(word, level);
        all.addAll(one.all());
      }
    }
  }
}
