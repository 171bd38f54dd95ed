package io.shatterproof.machine.brute;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one access can come to, from the leaves that translate its address at once. */
final class Results {
  static final String CONFLICT = "conflict";
  static final String WILD = "wild";

  private final Access access;
  private final int bbmLevel;
  private final List<Leaf> leaves = new ArrayList<>();
  private final SortedSet<String> faults = new TreeSet<>();

  /** A leaf that translates the address. */
  private record Leaf(long word, int level) {}

  /** How two leaves contradict each other. */
  private enum Clash {
    NONE,
    SIZE,
    BREAK
  }

  Results(Access access, int bbmLevel) {
    this.access = access;
    this.bbmLevel = bbmLevel;
  }

  void leaf(long word, int level) {
    Leaf leaf = new Leaf(word, level);
    if (!leaves.contains(leaf)) {
      leaves.add(leaf);
    }
  }

  /** A walk ends in a fault of an uncacheable descriptor. */
  void fault(long word, int level) {
    boolean isUnflagged = Word.isLeaf(word, level);
    faults.add((isUnflagged ? "af" : "translation") + " " + level);
  }

  void wild() {
    faults.add(WILD);
  }

  /** Whether a leaf translates. */
  boolean hasLeaf() {
    return !leaves.isEmpty();
  }

  SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(faults);
    List<Leaf> mixing = new ArrayList<>();
    for (Leaf one : leaves) {
      all.add(result(one, one));
      boolean mixes = false;
      for (Leaf other : leaves) {
        Clash clash = clash(one, other);
        if (clash == Clash.BREAK || (clash == Clash.SIZE && bbmLevel < 3)) {
          all.add(CONFLICT);
        }
        mixes |= clash == Clash.BREAK || (clash == Clash.SIZE && bbmLevel == 0);
      }
      if (mixes) {
        mixing.add(one);
      }
    }
    for (Leaf address : mixing) {
      for (Leaf rights : mixing) {
        all.add(result(address, rights));
      }
    }
    return all;
  }

  private Clash clash(Leaf one, Leaf other) {
    long ipa = access.ipa();
    boolean isSameTranslation =
        Word.output(one.word, one.level, ipa) == Word.output(other.word, other.level, ipa)
            && Word.hasSameMemoryType(one.word, other.word);
    if (!isSameTranslation) {
      return Clash.BREAK;
    }
    boolean isSameSize =
        one.level == other.level && Word.isContiguous(one.word) == Word.isContiguous(other.word);
    return isSameSize ? Clash.NONE : Clash.SIZE;
  }

  /** A mixture counts as of the level of its rights, as its Permission fault would. */
  private String result(Leaf address, Leaf rights) {
    if (!Word.permits(rights.word, access.type())) {
      return "permission " + rights.level;
    }
    return "ok " + rights.level + " 0x"
        + Long.toHexString(Word.output(address.word, address.level, access.ipa()));
  }
}
