package io.shatterproof.cli;

import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * One TLB maintenance operation of the command line.
 *
 * @param operand its register operand; empty if none is given
 */
record TlbiToDecode(TlbiOp op, OptionalLong operand) {
  /** What begins a list of operations. */
  static final String KEYWORD = "tlbi";

  /** For example {@code 4,8,0,1}, or {@code #4,C8,C0,#1}. */
  private static final Pattern ENCODING =
      Pattern.compile("#?([0-9]{1,2}),[cC]?([0-9]{1,2}),[cC]?([0-9]{1,2}),#?([0-9]{1,2})");

  /** Whether the arguments are operations, and no registers or descriptors. */
  static boolean isMeant(List<String> texts) {
    return !texts.isEmpty() && texts.get(0).equalsIgnoreCase(KEYWORD);
  }

  /**
   * Reads names or encodings of operations, and operands; a name holds for the operands behind it.
   *
   * @param texts what is behind {@link #KEYWORD}
   * @throws TypeConversionException if a name, an encoding or an operand is wrong, or none is there
   */
  static List<TlbiToDecode> parse(List<String> texts) {
    if (texts.isEmpty()) {
      throw new TypeConversionException("the operation is missing, as in tlbi ipas2e1is 0x412345");
    }
    List<TlbiToDecode> all = new ArrayList<>();
    Optional<TlbiOp> op = Optional.empty();
    boolean isOperandDue = false; // whether the last operation has no operand yet
    for (String text : texts) {
      if (isOperand(text)) {
        TlbiOp named = op.orElseThrow(() ->
            new TypeConversionException("the operation of the operand " + text + " is missing"));
        all.add(withOperand(named, text));
        isOperandDue = false;
      } else {
        addWithout(op, isOperandDue, all);
        op = Optional.of(operation(text));
        isOperandDue = true;
      }
    }
    addWithout(op, isOperandDue, all);
    return all;
  }

  private static boolean isOperand(String text) {
    return HexNumber.looksLikeNumber(text) && !text.contains(",");
  }

  private static void addWithout(
      Optional<TlbiOp> op, boolean isOperandDue, List<TlbiToDecode> all) {
    if (isOperandDue) {
      op.ifPresent(named -> all.add(new TlbiToDecode(named, OptionalLong.empty())));
    }
  }

  private static TlbiToDecode withOperand(TlbiOp op, String text) {
    if (op.operand() == TlbiOp.Operand.NONE) {
      throw new TypeConversionException(op.word() + " takes no operand");
    }
    return new TlbiToDecode(op, OptionalLong.of(HexNumber.parse(text)));
  }

  private static TlbiOp operation(String text) {
    if (text.contains(",")) {
      return encoded(text);
    }
    String word = text.toLowerCase(Locale.ROOT);
    return TlbiOp.parse(word)
        .orElseThrow(
            () -> new TypeConversionException("unknown TLB maintenance operation '" + text + "'; "
                + Spelling.nearest(word, words())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("one is ipas2e1is")));
  }

  private static List<String> words() {
    return Arrays.stream(TlbiOp.values()).map(TlbiOp::word).toList();
  }

  private static TlbiOp encoded(String text) {
    Matcher fields = ENCODING.matcher(text);
    if (!fields.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no encoding such as 4,8,0,1: op1, CRn, CRm, op2");
    }
    return TlbiOp.of(field(fields, 1), field(fields, 2), field(fields, 3), field(fields, 4))
        .orElseThrow(() -> new TypeConversionException(
            "no TLB maintenance operation that is known here is encoded " + text));
  }

  private static int field(Matcher fields, int group) {
    return Integer.parseInt(fields.group(group));
  }
}
