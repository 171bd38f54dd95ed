package io.shatterproof.harness.remote;

import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** One argument of a {@link Call}: a member of a flat JSON object. */
public sealed interface Argument {

  /** The name of the member. */
  String name();

  /** Appends the value as JSON has it. */
  void print(StringBuilder json);

  /** A number of PEs, domains, pages and the like. */
  record Whole(String name, long value) implements Argument {
    @Override
    public void print(StringBuilder json) {
      json.append(value);
    }
  }

  /** An address, a size in bytes, a descriptor or a value of a register: {@code "0x..."} in JSON. */
  record Hex(String name, long value) implements Argument {
    @Override
    public void print(StringBuilder json) {
      json.append("\"0x").append(Long.toHexString(value)).append('"');
    }
  }

  /** One of a list of words, or a name that somebody chose. */
  record Text(String name, String value) implements Argument {
    @Override
    public void print(StringBuilder json) {
      printText(json, value);
    }
  }

  record Flag(String name, boolean value) implements Argument {
    @Override
    public void print(StringBuilder json) {
      json.append(value);
    }
  }

  record Numbers(String name, List<Integer> values) implements Argument {
    public Numbers {
      values = List.copyOf(values);
    }

    @Override
    public void print(StringBuilder json) {
      json.append('[');
      for (int i = 0; i < values.size(); i++) {
        json.append(i == 0 ? "" : ",").append(values.get(i));
      }
      json.append(']');
    }
  }

  record Texts(String name, List<String> values) implements Argument {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public void print(StringBuilder json) {
      json.append('[');
      for (int i = 0; i < values.size(); i++) {
        json.append(i == 0 ? "" : ",");
        printText(json, values.get(i));
      }
      json.append(']');
    }
  }

  private static void printText(StringBuilder json, String value) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, json);
    json.append('"');
  }
}
