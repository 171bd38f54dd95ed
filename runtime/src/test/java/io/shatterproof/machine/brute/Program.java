package io.shatterproof.machine.brute;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is arranged, and what is done then.
 *
 * @param bbmLevel of FEAT_BBM, 0 to 3
 * @param isCoherent whether walkers see stores without cleans
 * @param words in memory at the beginning; others are zero
 * @param vttbrs by PE
 * @param els by PE
 */
record Program(
    int bbmLevel,
    boolean isCoherent,
    SortedMap<Long, Long> words,
    List<Long> vttbrs,
    List<Integer> els,
    List<ProgramStep> steps) {

  Program {
    words = new TreeMap<>(words);
    vttbrs = List.copyOf(vttbrs);
    els = List.copyOf(els);
    steps = List.copyOf(steps);
  }

  int pes() {
    return els.size();
  }

  Program with(List<ProgramStep> newSteps) {
    return new Program(bbmLevel, isCoherent, words, vttbrs, els, newSteps);
  }

  Program with(SortedMap<Long, Long> newWords) {
    return new Program(bbmLevel, isCoherent, newWords, vttbrs, els, steps);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("// BBM level ").append(bbmLevel);
    text.append(isCoherent ? "\n" : ", walker not coherent\n");
    words.forEach((pa, value) -> {
      if (value != 0) {
        text.append(new ProgramStep.Store(0, pa, value)).append('\n');
      }
    });
    for (int pe = 0; pe < pes(); pe++) {
      text.append(new ProgramStep.Vttbr(pe, vttbrs.get(pe))).append(' ');
      text.append(new ProgramStep.RunAt(pe, els.get(pe))).append('\n');
    }
    text.append("begin();\n");
    for (int i = 0; i < steps.size(); i++) {
      text.append(steps.get(i)).append(" // event ").append(i).append('\n');
    }
    return text.toString();
  }
}
