package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words and signs that the grammar spells out, found without making a string. */
final class Spellings {
  /** Instead of a type: none. */
  static final int NONE = 0;

  private static final int SLOTS = 1024; // a power of two, several times the number of words
  private static final int FIRST_SIGNS = 128;

  /** Spellings by type; null where a type has several. */
  private static final @Nullable String[] SPELLINGS = spellings();

  /** Types of words, at the slot of their hash or behind it. */
  private static final int[] WORDS = words();

  /** Types of the signs that begin with a character, longest first. */
  private static final int[][] SIGNS = signs();

  private Spellings() {}

  private static @Nullable String[] spellings() {
    @Nullable String[] spellings = new String[P2mLexer.VOCABULARY.getMaxTokenType() + 1];
    for (int type = 1; type < spellings.length; type++) {
      String quoted = P2mLexer.VOCABULARY.getLiteralName(type);
      // What opens a comment is no sign, although the grammar spells it out.
      spellings[type] = quoted == null || type == P2mLexer.UNTERMINATED_COMMENT
          ? null
          : quoted.substring(1, quoted.length() - 1);
    }
    return spellings;
  }

  private static int[] words() {
    int[] slots = new int[SLOTS];
    for (int type = 1; type < SPELLINGS.length; type++) {
      String word = SPELLINGS[type];
      if (word != null && Character.isLetter(word.charAt(0))) {
        int slot = hash(word) & (SLOTS - 1);
        while (slots[slot] != NONE) {
          slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = type;
      }
    }
    return slots;
  }

  private static int[][] signs() {
    List<List<Integer>> byFirst = new ArrayList<>();
    for (int i = 0; i < FIRST_SIGNS; i++) {
      byFirst.add(new ArrayList<>());
    }
    for (int type = 1; type < SPELLINGS.length; type++) {
      String sign = SPELLINGS[type];
      if (sign != null && !Character.isLetter(sign.charAt(0))) {
        byFirst.get(sign.charAt(0)).add(type);
      }
    }
    return byFirst.stream()
        .map(types -> types.stream()
            .sorted(Comparator.comparing(Spellings::length).reversed())
            .mapToInt(Integer::intValue)
            .toArray())
        .toArray(int[][]::new);
  }

  private static int hash(String word) {
    int hash = word.charAt(0);
    for (int i = 1; i < word.length(); i++) {
      hash = mixed(hash, word.charAt(i));
    }
    return hash;
  }

  /** The hash of a word and one more character; that of one character is the character itself. */
  static int mixed(int hash, char character) {
    return 31 * hash + character;
  }

  /** The type of the word that stands there. */
  static int word(String text, int start, int end, int hash) {
    int length = end - start;
    for (int slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      int type = WORDS[slot];
      if (type == NONE) {
        return P2mLexer.WORD;
      }
      String word = SPELLINGS[type];
      if (word != null && word.length() == length && text.startsWith(word, start)) {
        return type;
      }
    }
  }

  /** The type of the longest sign that stands there, or {@link #NONE}. */
  static int sign(String text, int start, char first) {
    if (first < FIRST_SIGNS) {
      for (int type : SIGNS[first]) {
        String sign = SPELLINGS[type];
        if (sign != null && (sign.length() == 1 || text.startsWith(sign, start))) {
          return type;
        }
      }
    }
    return NONE;
  }

  /** Number of characters of a word or sign that the grammar spells out. */
  static int length(int type) {
    String spelling = SPELLINGS[type];
    return spelling == null ? 0 : spelling.length();
  }
}
