package io.shatterproof.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Runs command lines in this process and keeps what they print. */
final class Shell {
  private Shell() {}

  /** What a command line left behind. */
  record Outcome(int exitCode, String out, String err) {}

  /** Runs it where there is no terminal. */
  static Outcome run(String... args) {
    return run(false, args);
  }

  /** Runs it on a terminal that shows colours. */
  static Outcome runOnTerminal(String... args) {
    return run(true, args);
  }

  /** Runs it with this text on its standard input, where there is no terminal. */
  static Outcome runWith(String input, String... args) {
    return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), false, args);
  }

  private static Outcome run(boolean terminal, String... args) {
    return run(System.in, terminal, args);
  }

  private static Outcome run(InputStream in, boolean terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(in, writer(out), writer(err), terminal, terminal);
    int exitCode = Main.run(console, args);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Line ends as on every system. */
  private static PrintWriter writer(StringWriter text) {
    return new PrintWriter(text) {
      @Override
      public void println() {
        write('\n');
      }
    };
  }
}
