package io.shatterproof.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts words into a file as somebody might who does not care, with remarks between. */
final class RandomBlanks {
  private final List<String> words;
  private final List<List<String>> gaps = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  RandomBlanks(List<String> words, Random random) {
    this.words = words;
    int oneOf = 2 + random.nextInt(40);
    for (int i = 0; i <= words.size(); i++) {
      List<String> gap = new ArrayList<>();
      while (random.nextInt(oneOf) == 0) {
        gap.add(
            switch (random.nextInt(8)) {
              case 0 -> remark("// remark %d\n");
              case 1 -> remark("/* remark %d */");
              case 2 -> remark("/* remark %d\n   goes on */");
              case 3 -> "\n\n";
              default -> "\n";
            });
      }
      gaps.add(gap);
    }
  }

  private String remark(String pattern) {
    String remark = pattern.formatted(remarks.size());
    remarks.add(remark.strip());
    return remark;
  }

  /** The remarks, in order. */
  List<String> remarks() {
    return remarks;
  }

  /** A text with these words, remarks and line ends; only the blanks differ from time to time. */
  String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < gaps.size(); i++) {
      for (String piece : gaps.get(i)) {
        blanks(random, text).append(piece);
      }
      blanks(random, text).append(i < words.size() ? words.get(i) : "");
    }
    return text.toString();
  }

  private static StringBuilder blanks(Random random, StringBuilder text) {
    return text.append(random.nextInt(8) == 0 ? "\t" : " ".repeat(1 + random.nextInt(4)));
  }
}
