package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class InternalErrorsTest {
  @Test
  void bugIsOneLineThatSaysWhatToReport() {
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false, false);

    int exitCode = InternalErrors.report(new IllegalStateException("two\nlines"), console);

    assertThat(exitCode).isEqualTo(70);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("shatterproof: internal error: java.lang.IllegalStateException: two\\u{a}lines"
            + " at io.shatterproof.cli.InternalErrorsTest.")
        .contains("(version ", "please report this line", "SHATTERPROOF_TRACE=1");
  }
}
