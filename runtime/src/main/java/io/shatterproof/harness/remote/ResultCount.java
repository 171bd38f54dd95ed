package io.shatterproof.harness.remote;

import io.shatterproof.vector.CountText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log has the calls of a vector that are known here, and no more results than these. A
 * result does not say of which call it is: with one too many, each behind it is that of another call.
 */
final class ResultCount {
  private static final byte[] RESULT = "{\"result\":\"".getBytes(StandardCharsets.UTF_8);

  private ResultCount() {}

  /**
   * What is wrong; null if nothing is.
   *
   * @param made calls, as the end of the vector in the log says
   * @param planned calls of it in order
   * @param lines that the log has of it
   */
  @Nullable
  static String flaw(long made, List<Call> planned, List<byte[]> lines) {
    if (made != planned.size()) {
      return "the log says that it has " + CountText.of(made, "call") + ", and here it has "
          + planned.size() + "; export the vectors again, and build the driver beside them";
    }
    List<String> results =
        lines.stream().filter(ResultCount::isResult).map(ResultCount::word).toList();
    return results.size() <= planned.size()
        ? null
        : "the log has " + CountText.of(results.size(), "result") + " of "
            + CountText.of(planned.size(), "call") + "; an operation gives more than one, look at `"
            + FlatObject.shown(surplus(planned, results)) + "`";
  }

  private static boolean isResult(byte[] line) {
    return line.length > RESULT.length
        && Arrays.equals(line, 0, RESULT.length, RESULT, 0, RESULT.length);
  }

  private static String word(byte[] line) {
    int end = RESULT.length;
    while (end < line.length && line[end] != '"') {
      end++;
    }
    return new String(line, RESULT.length, end - RESULT.length, StandardCharsets.UTF_8);
  }

  /** The first word that has more results than calls. */
  private static String surplus(List<Call> planned, List<String> results) {
    Map<String, Integer> missing = new HashMap<>();
    planned.forEach(call -> missing.merge(call.word(), 1, Integer::sum));
    return results.stream()
        .filter(word -> missing.merge(word, -1, Integer::sum) < 0)
        .findFirst()
        .orElseThrow();
  }
}
