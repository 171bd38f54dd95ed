package io.shatterproof.vector.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a file that goes with vectors and that nobody trusts, one line after the other: each is one
 * JSON object of bounded size and depth, without duplicate members.
 */
public final class JsonLines implements AutoCloseable {
  private final LineReader lines;
  private final JsonLineParser parser = new JsonLineParser(ReadLimits.DEFAULT);

  /**
   * Begins.
   *
   * @param in closed by {@link #close}
   * @param file its name for messages
   */
  public JsonLines(InputStream in, String file) {
    this.lines = new LineReader(in, file, ReadLimits.DEFAULT.lineBytes());
  }

  /** The object of the next line; empty at the end of the file. */
  public Optional<Value> next() throws IOException, VectorFormatException {
    Optional<Line> line = lines.next();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Members members = new Members(line.get(), parser.parse(line.get()), new Dialect(0, Set.of()));
    return Optional.of(new Value(line.get(), members));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** An object. What was not asked for is refused by {@link #end}. */
  public static final class Value {
    private final Line line;
    private final Members members;

    private Value(Line line, Members members) {
      this.line = line;
      this.members = members;
    }

    public boolean has(String name) {
      return members.has(name);
    }

    public String text(String name) throws VectorFormatException {
      return members.text(name);
    }

    public String textOrEmpty(String name) throws VectorFormatException {
      return members.textOrEmpty(name);
    }

    public List<String> texts(String name) throws VectorFormatException {
      return members.texts(name);
    }

    /** A number of {@code least} to {@code most}. */
    public long whole(String name, long least, long most) throws VectorFormatException {
      return members.whole(name, least, most);
    }

    /** A number from 0 on; 0 where it is absent. */
    public long wholeOrZero(String name) throws VectorFormatException {
      return members.wholeOrZero(name, Long.MAX_VALUE);
    }

    /** A number from 0 on; empty where it is absent. */
    public OptionalLong optionalWhole(String name) throws VectorFormatException {
      return members.optionalWhole(name, 0, Long.MAX_VALUE);
    }

    /** The object that a member is. */
    public Value object(String name) throws VectorFormatException {
      return new Value(line, members.object(name));
    }

    /** The objects of an array; none where it is absent. */
    public List<Value> objects(String name) throws VectorFormatException {
      return members.list(name, element -> new Value(line, members.of(element)));
    }

    /** Refuses members that were not asked for. */
    public void end() throws VectorFormatException {
      members.end();
    }

    /** A refusal that points at the value of a member, or at the object if there is none. */
    public VectorFormatException refuse(
        FormatFault fault, String name, String reason, String cure) {
      return members.refuse(fault, name, reason, cure);
    }
  }
}
