package io.shatterproof.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the command prints, in UTF-8 whatever the locale: results to {@code out}, diagnostics to
 * {@code err}.
 *
 * @param pipe what {@code out} ends in, if that can be cut
 * @param in what a user or program types
 * @param terminal whether {@code out} is a terminal, on which a line can be overwritten
 * @param colorful whether {@code out} may be coloured where the user does not decide
 */
record Console(
    Optional<CutPipe> pipe,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    boolean colorful) {

  /** With the standard input of the process. */
  Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colorful) {
    this(System.in, out, err, terminal, colorful);
  }

  /** Without a pipe. */
  Console(InputStream in, PrintWriter out, PrintWriter err, boolean terminal, boolean colorful) {
    this(Optional.empty(), in, out, err, terminal, colorful);
  }

  /** The streams of the process. */
  static Console ofProcess() {
    boolean terminal = isTerminal();
    CutPipe pipe = new CutPipe(new FileOutputStream(FileDescriptor.out));
    return new Console(
        Optional.of(pipe),
        System.in,
        writer(pipe),
        writer(new FileOutputStream(FileDescriptor.err)),
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

  private static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  /** The same without the standard output, which somebody else has. */
  Console silent() {
    return new Console(pipe, in, new PrintWriter(Writer.nullWriter()), err, false, false);
  }

  /** The same, where no line is overwritten. */
  Console asLog() {
    return new Console(pipe, in, out, err, false, colorful);
  }

  /** Whether whoever read the standard output has left. */
  boolean isCut() {
    return pipe.map(CutPipe::isCut).orElse(false);
  }

  /** What is typed, in lines. */
  BufferedReader input() {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** A line about what went wrong, with the name of the program in front. */
  void complain(String message) {
    err.println("shatterproof: " + message);
  }
}
