package io.shatterproof.harness.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.event.EventLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class AnswerReaderTest {
  private static final String EVENT = "{\"event\":\"dsb\"%s,\"pe\":0,\"option\":\"sy\"}\n";
  private static final byte[] LONG_EVENT = bytes(EVENT.formatted(" ".repeat(60_000)));
  private static final byte[] RESULT = bytes("{\"result\":\"map\",\"returns\":0}\n");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** So many events, then the result. */
  private static Supplier<byte[]> answer(long events) {
    return new Supplier<>() {
      private long left = events;

      @Override
      public byte[] get() {
        return left-- > 0 ? LONG_EVENT : RESULT;
      }
    };
  }

  @Test
  void answerIsReadUpToItsResult() {
    EventLog log = new EventLog();

    Answer answer = new AnswerReader().read(answer(3), log);

    assertThat(answer.result().whole("returns")).isZero();
    assertThat(log.events()).hasSize(3);
  }

  @Test
  void answerWithoutEndIsNonsense() {
    assertThatThrownBy(() -> new AnswerReader().read(answer(Long.MAX_VALUE), new EventLog()))
        .isInstanceOf(NonsenseException.class)
        .hasMessage("the answer has more than 134217728 bytes");
  }

  @Test
  void longAnswerIsRead() {
    long most = (AnswerReader.MOST_BYTES - RESULT.length) / LONG_EVENT.length;

    assertThat(new AnswerReader().read(answer(most), new EventLog()).reports())
        .isEqualTo(List.of());
  }
}
