package io.shatterproof.machine.brute;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Takes out of a failing program what it does not need: steps, words, bits, PEs. */
final class ProgramShrinker {
  private ProgramShrinker() {}

  /** The smallest failing program that was found. */
  static Program shrink(Program failing, Predicate<Program> fails) {
    Program smallest = failing;
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (Program candidate : simpler(smallest)) {
        if (fails.test(candidate)) {
          smallest = candidate;
          isSmaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<Program> simpler(Program one) {
    List<Program> simpler = new ArrayList<>();
    for (int i = one.steps().size() - 1; i >= 0; i--) {
      List<ProgramStep> fewer = new ArrayList<>(one.steps());
      fewer.remove(i);
      simpler.add(one.with(fewer));
    }
    one.words().forEach((pa, value) -> {
      if (value != 0) {
        simpler.add(one.with(withWord(one, pa, 0)));
      }
    });
    if (one.pes() > 2 && one.steps().stream().allMatch(step -> step.pe() < 2)) {
      simpler.add(new Program(
          one.bbmLevel(),
          one.isCoherent(),
          one.words(),
          one.vttbrs().subList(0, 2),
          one.els().subList(0, 2),
          one.steps()));
    }
    for (int pe = 0; pe < one.pes(); pe++) {
      if (one.els().get(pe) == 1) {
        List<Integer> els = new ArrayList<>(one.els());
        els.set(pe, 2);
        simpler.add(new Program(
            one.bbmLevel(), one.isCoherent(), one.words(), one.vttbrs(), els, one.steps()));
      }
    }
    if (!one.isCoherent()) {
      simpler.add(
          new Program(one.bbmLevel(), true, one.words(), one.vttbrs(), one.els(), one.steps()));
    }
    if (one.bbmLevel() != 2) {
      simpler.add(
          new Program(2, one.isCoherent(), one.words(), one.vttbrs(), one.els(), one.steps()));
    }
    one.words().forEach((pa, value) -> {
      for (long plainer : plainer(value)) {
        simpler.add(one.with(withWord(one, pa, plainer)));
      }
    });
    for (int i = 0; i < one.steps().size(); i++) {
      if (one.steps().get(i) instanceof ProgramStep.Store store) {
        for (long plainer : plainer(store.value())) {
          List<ProgramStep> steps = new ArrayList<>(one.steps());
          steps.set(i, new ProgramStep.Store(store.pe(), store.pa(), plainer));
          simpler.add(one.with(steps));
        }
        if (store.value() != 0) {
          List<ProgramStep> steps = new ArrayList<>(one.steps());
          steps.set(i, new ProgramStep.Store(store.pe(), store.pa(), 0));
          simpler.add(one.with(steps));
        }
      }
    }
    return simpler;
  }

  private static SortedMap<Long, Long> withWord(Program one, long pa, long value) {
    SortedMap<Long, Long> words = new TreeMap<>(one.words());
    words.put(pa, value);
    return words;
  }

  /** The word without Contiguous, without XN, writable, Write-Back. */
  private static List<Long> plainer(long word) {
    List<Long> plainer = new ArrayList<>();
    if ((word & 0x40) == 0) {
      return plainer; // no leaf of ours
    }
    for (long plain : new long[] {
      word & ~(1L << 52), word & ~(1L << 54), word | 1L << 7, word | 0x3c, word | 1L << 10
    }) {
      if (plain != word) {
        plainer.add(plain);
      }
    }
    return plainer;
  }
}
