package io.shatterproof.harness.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes flat objects, one a line. */
final class LineWriter {
  private final OutputStream out;
  private final StringBuilder line = new StringBuilder();

  LineWriter(OutputStream out) {
    this.out = out;
  }

  /** Begins a line with its first member. */
  LineWriter begin(Argument first) {
    line.append("{\"").append(first.name()).append("\":");
    first.print(line);
    return this;
  }

  LineWriter begin(String name, String word) {
    return begin(new Argument.Text(name, word));
  }

  LineWriter with(Argument member) {
    Call.printMember(line, member);
    return this;
  }

  LineWriter number(String name, long value) {
    return with(new Argument.Whole(name, value));
  }

  LineWriter hex(String name, long value) {
    return with(new Argument.Hex(name, value));
  }

  LineWriter text(String name, String value) {
    return with(new Argument.Text(name, value));
  }

  LineWriter flag(String name, boolean value) {
    return with(new Argument.Flag(name, value));
  }

  void end() {
    line.append("}\n");
    try {
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } finally {
      line.setLength(0);
    }
  }
}
