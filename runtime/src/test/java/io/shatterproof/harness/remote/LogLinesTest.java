package io.shatterproof.harness.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LogLinesTest {
  private static List<String> lines(String text) throws IOException {
    LogLines lines = new LogLines(new StringReader(text));
    List<String> all = new ArrayList<>();
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }

  @Test
  void everyEndOfALineIsOne() throws IOException {
    assertThat(lines("a\nb\r\nc\rd\n\ne")).containsExactly("a", "b", "c", "d", "", "e");
    assertThat(lines("a\n\r\n")).containsExactly("a", "");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void endOfALongLineIsKept() throws IOException {
    String end = "sp: " + "y".repeat(4096);

    assertThat(lines("x".repeat(1_000_000) + end + "\nb"))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("x" + end).hasSizeLessThan(20_000),
            line -> assertThat(line).isEqualTo("b"));
  }

  @Test
  void lineWithoutEndFitsIntoMemory() throws IOException {
    InputStream endless = new InputStream() {
      private long left = Runtime.getRuntime().maxMemory() / 4;

      @Override
      public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        int count = (int) Math.min(left, length);
        left -= count;
        java.util.Arrays.fill(into, from, from + count, (byte) 'x');
        return count == 0 ? -1 : count;
      }
    };

    assertThat(new LogLines(new InputStreamReader(endless, StandardCharsets.US_ASCII)).next())
        .hasValueSatisfying(line -> assertThat(line).hasSizeLessThan(20_000));
  }
}
