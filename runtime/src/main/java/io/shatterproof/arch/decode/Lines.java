package io.shatterproof.arch.decode;

import io.shatterproof.arch.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers the lines of an account, in any order. */
final class Lines {
  static final String RES0 = "RES0";
  private static final String IGNORED = "IGNORED";

  private final long word;
  private final List<AccountLine> lines = new ArrayList<>();
  private long told; // bits that have a line

  Lines(long word) {
    this.word = word;
  }

  /** The value of some bits of the word. */
  long value(int high, int low) {
    return Field.of("", high, low).of(word);
  }

  void add(Field field, String meaning) {
    add(field.name(), field.high(), field.low(), meaning, Optional.empty());
  }

  void add(Field field, String meaning, Optional<String> remark) {
    add(field.name(), field.high(), field.low(), meaning, remark);
  }

  void add(String name, int high, int low, String meaning) {
    add(name, high, low, meaning, Optional.empty());
  }

  void add(String name, int high, int low, String meaning, Optional<String> remark) {
    Field field = Field.of(name, high, low);
    if ((told & field.mask()) != 0) {
      throw new IllegalStateException("two lines for a bit of " + name + " " + field.bits());
    }
    told |= field.mask();
    lines.add(new AccountLine(name, high, low, field.of(word), meaning, remark));
  }

  /** Bits that should be zero and have no effect. */
  void res0(int high, int low) {
    res0(high, low, "");
  }

  /**
   * Bits that should be zero and have no effect.
   *
   * @param why when they are, for example {@code without FEAT_XNX}
   */
  void res0(int high, int low, String why) {
    res0(RES0, high, low, why);
  }

  /** A field that is RES0 for a reason. */
  void res0(String name, int high, int low, String why) {
    boolean isSet = value(high, low) != 0;
    String reserved = name.equals(RES0) ? why : (RES0 + " " + why).strip();
    add(name, high, low, reserved, isSet ? Optional.of("should be 0") : Optional.empty());
  }

  /** A field that is RES0 for a reason. */
  void res0(Field field, String why) {
    res0(field.name(), field.high(), field.low(), why);
  }

  /** Bits that the architecture leaves to software. */
  void ignored(Field field, String meaning) {
    ignored(field.high(), field.low(), meaning);
  }

  /** Bits that the architecture leaves to software. */
  void ignored(int high, int low) {
    ignored(high, low, "");
  }

  void ignored(int high, int low, String meaning) {
    add(IGNORED, high, low, meaning);
  }

  /** The lines from bit 63 down; bits that have none are RES0. */
  List<AccountLine> finish() {
    int high = 63;
    while (high >= 0) {
      if ((told >>> high & 1) != 0) {
        high--;
      } else {
        int low = high;
        while (low > 0 && (told >>> (low - 1) & 1) == 0) {
          low--;
        }
        res0(high, low);
        high = low - 1;
      }
    }
    lines.sort(Comparator.comparingInt(AccountLine::high).reversed());
    return List.copyOf(lines);
  }
}
