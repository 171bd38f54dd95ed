package io.shatterproof.harness.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a program writes into answers: some lines each, of which the last one has the result.
 */
final class AnswerLines {
  private static final byte[] RESULT = bytes("result");
  private static final List<byte[]> OTHERS =
      List.of(bytes("event"), bytes("report"), bytes("table"), bytes("word"));

  private static final int MUCH = 1 << 16; // is told before its end

  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

  private static byte[] bytes(String word) {
    return ("\"" + word + "\"").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Takes some bytes.
   *
   * @param listener takes the lines
   * @return what is wrong with the bytes; null if nothing is
   */
  @Nullable
  String take(byte[] bytes, Listener listener) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i + 1 - start);
        start = i + 1;
        String wrong = endLine(listener);
        if (wrong != null) {
          return wrong;
        }
      }
    }
    line.write(bytes, start, bytes.length - start);
    if (answer.size() > MUCH && !tell(listener, false)) {
      return "writes what nobody asked for";
    }
    return line.size() > ProgramProcess.LONGEST_LINE ? tooLong() : null;
  }

  /** Bytes that were told to nobody yet. */
  int uncut() {
    return answer.size() + line.size();
  }

  /** Whether the last byte was in the middle of a line. */
  boolean isInLine() {
    return line.size() > 0;
  }

  private @Nullable String endLine(Listener listener) {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (bytes.length > ProgramProcess.LONGEST_LINE) {
      return tooLong();
    }
    int name = firstName(bytes);
    answer.writeBytes(bytes);
    if (startsWith(bytes, name, RESULT)) {
      return tell(listener, true) ? null : "answers what nobody asked: " + shown(bytes);
    }
    for (byte[] word : OTHERS) {
      if (startsWith(bytes, name, word)) {
        return null;
      }
    }
    return "writes what is no line of the protocol: " + shown(bytes);
  }

  private boolean tell(Listener listener, boolean isLast) {
    byte[] lines = answer.toByteArray();
    answer.reset();
    return listener.told(lines, isLast);
  }

  /** Where the name of the first member begins; the end where there is none. */
  private static int firstName(byte[] bytes) {
    int i = afterBlanks(bytes, 0);
    return i < bytes.length && bytes[i] == '{' ? afterBlanks(bytes, i + 1) : bytes.length;
  }

  private static int afterBlanks(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] word) {
    return bytes.length - from >= word.length
        && Arrays.equals(bytes, from, from + word.length, word, 0, word.length);
  }

  private static String tooLong() {
    return "writes a line of more than " + ProgramProcess.LONGEST_LINE + " bytes";
  }

  private static String shown(byte[] bytes) {
    return "`" + FlatObject.shown(new String(bytes, StandardCharsets.UTF_8).strip()) + "`";
  }

  /** Takes lines that answer a call. */
  interface Listener {
    /**
     * Takes some lines; returns whether anything was asked.
     *
     * @param isLast whether the last of them has the result
     */
    boolean told(byte[] lines, boolean isLast);
  }
}
