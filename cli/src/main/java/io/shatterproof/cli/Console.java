package io.shatterproof.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the command prints, in UTF-8 whatever the locale: results to {@code out}, diagnostics to
 * {@code err}.
 *
 * @param terminal whether {@code out} is a terminal, on which a line can be overwritten
 * @param colorful whether {@code out} may be coloured where the user does not decide
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colorful) {

  /** The streams of the process. */
  static Console ofProcess() {
    boolean terminal = isTerminal();
    return new Console(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        terminal,
        terminal && !isSet("NO_COLOR") && !"dumb".equals(System.getenv("TERM")));
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull") // both cases are handled
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Present and not empty, as no-color.org asks. */
  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isEmpty();
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  /** A line about what went wrong, with the name of the program in front. */
  void complain(String message) {
    err.println("shatterproof: " + message);
  }
}
