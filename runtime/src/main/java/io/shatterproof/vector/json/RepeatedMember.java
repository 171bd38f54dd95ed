package io.shatterproof.vector.json;

/**
 * A member whose value is an object that most lines of a file have, to the byte. Whoever has read it
 * once knows what it says.
 */
final class RepeatedMember {
  private final String name;
  private final Bytes value = new Bytes();

  /** Begins with no value. */
  RepeatedMember(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** How many bytes the value has. */
  int length() {
    return value.size();
  }

  /** Whether there is a value, and stands in a line from an offset on. */
  boolean isAt(byte[] line, int from) {
    int to = from + value.size();
    return from < to && to <= line.length && value.isPart(line, from, to);
  }

  /** The value is what a part of a line says, which was read to its end. */
  void set(byte[] line, int from, int to) {
    value.clear();
    value.add(line, from, to);
  }

  /** There is no value. */
  void clear() {
    value.clear();
  }
}
