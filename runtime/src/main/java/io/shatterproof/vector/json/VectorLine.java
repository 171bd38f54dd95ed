package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** One vector as a line of text, as a vector file of this version has it. */
public final class VectorLine {
  private static final ReadLimits LIMITS =
      new ReadLimits(Integer.MAX_VALUE, 500, Long.MAX_VALUE, Integer.MAX_VALUE); // written by us

  private VectorLine() {}

  /** The line of a vector, without a line feed. */
  public static String print(ConformanceVector vector) {
    return new String(VectorEncoder.line(vector), StandardCharsets.UTF_8);
  }

  /**
   * The vector of a line.
   *
   * @param file where it stands, for messages
   * @param number of the line, from 1
   */
  public static ConformanceVector read(String text, String file, int number)
      throws VectorFormatException {
    Line line = new Line(file, number, text.getBytes(StandardCharsets.UTF_8));
    return new VectorDecoder(LIMITS, VectorHeader.MINOR_VERSION, Set.of(), true, false)
        .decode(line);
  }
}
