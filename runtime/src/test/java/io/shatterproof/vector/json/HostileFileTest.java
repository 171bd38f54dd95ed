package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to hurt are refused with a place and a reason; nothing else is thrown. */
class HostileFileTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF{\"format\":\"p2mv\"}\n",
        "{\"format\":\"p2mv\"}\r\n",
        "\n",
        "\r\n",
        "\u0000\n",
        "{}\u0000\n",
        "{\"a\":1e999999999}\n",
        "{\"a\":NaN}\n",
        "{\"a\":-}\n",
        "{\"a\":01}\n",
        "{\"a\":\"\\ud800\"}\n",
        "{\"a\":\"\\u\"}\n",
        "{\"a\"\n",
        "{\"a\":[1,]}\n",
        "{,}\n",
        "{\"a\":1,\"a\":1}\n",
        "{} {}\n",
        "[]\n",
        "null\n",
        "// c\n{}\n"
      })
  void oddLineIsRefused(String text) {
    assertRefused(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused(stream("{\"a\":" + "[".repeat(1_000_000) + "\n"));
    assertRefused(stream("{\"a\":".repeat(500_000) + "\n"));
  }

  @Test
  void longNumberIsRefused() {
    assertRefused(stream("{\"a\":" + "9".repeat(1_000_000) + "}\n"));
    assertRefused(stream("{\"a\":" + "9".repeat(900) + "}\n"));
  }

  @Test
  void longNameIsRefused() {
    assertRefused(stream("{\"" + "n".repeat(4_000_000) + "\":1}\n"));
  }

  @Test
  void endlessLineIsRefusedAtTheLimit() {
    InputStream endless = new InputStream() {
      private long given;

      @Override
      public int read() {
        return '[';
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        given += length;
        if (given > 100L << 20) {
          throw new IOException("the reader does not stop");
        }
        Arrays.fill(bytes, from, from + length, (byte) '[');
        return length;
      }
    };

    assertRefused(endless);
  }

  @Test
  void overlongAndCutUtf8IsRefused() {
    assertRefused(new ByteArrayInputStream(new byte[] {'{', (byte) 0xc0, (byte) 0x80, '}', '\n'}));
    assertRefused(new ByteArrayInputStream(
        new byte[] {'{', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '}', '\n'}));
    assertRefused(new ByteArrayInputStream(new byte[] {'{', (byte) 0xf0, (byte) 0x9f, '\n'}));
  }

  @Test
  void oneWrongByteIsRefusedWhereverItStands() {
    for (int at = 0; at < 24; at++) {
      byte[] file = "{\"a\":\"a longer text\"}    \n".getBytes(StandardCharsets.UTF_8);
      file[at] = (byte) 0xff;
      assertThatExceptionOfType(VectorFormatException.class)
          .isThrownBy(() ->
              VectorReader.readAll(new ByteArrayInputStream(file), "evil.p2mv", ReadLimits.DEFAULT))
          .satisfies(refused -> assertThat(refused.fault()).isEqualTo(FormatFault.NOT_UTF8));
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(InputStream in) {
    assertThatExceptionOfType(VectorFormatException.class)
        .isThrownBy(() -> VectorReader.readAll(in, "evil.p2mv", ReadLimits.DEFAULT))
        .satisfies(refused -> {
          assertThat(refused.line()).isPositive();
          assertThat(refused.getMessage()).hasSizeLessThan(1_000);
        });
  }
}
