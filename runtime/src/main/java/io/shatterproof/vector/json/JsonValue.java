package io.shatterproof.vector.json;

import java.util.List;
import java.util.Map;

/** A JSON value of one line, with the place where it begins. */
sealed interface JsonValue {

  /** Position in the text of the line, from 0. */
  int offset();

  /** How a person calls values of this type. */
  String description();

  record Text(int offset, String value) implements JsonValue {
    @Override
    public String description() {
      return "a string";
    }
  }

  record Whole(int offset, long value) implements JsonValue {
    @Override
    public String description() {
      return "a number";
    }
  }

  record Flag(int offset, boolean value) implements JsonValue {
    @Override
    public String description() {
      return value ? "true" : "false";
    }
  }

  /** {@code null}, which no member of a vector file has. */
  record Null(int offset) implements JsonValue {
    @Override
    public String description() {
      return "null";
    }
  }

  record Array(int offset, List<JsonValue> elements) implements JsonValue {
    @Override
    public String description() {
      return "an array";
    }
  }

  /** Members in the order of the line; {@code nameOffset} is where the name of each begins. */
  record Member(int nameOffset, JsonValue value) {}

  record Structure(int offset, Map<String, Member> members) implements JsonValue {
    @Override
    public String description() {
      return "an object";
    }
  }
}
