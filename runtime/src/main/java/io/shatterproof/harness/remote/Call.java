package io.shatterproof.harness.remote;

import java.util.List;
import java.util.Set;

/**
 * One call of a session, as data: the name of what is to be done, with its arguments. Calls are one
 * for one the methods of {@link io.shatterproof.spi.P2mSession}; {@code docs/protocol.md} lists them.
 *
 * @param word what is done, for example {@code map}
 * @param arguments in the order of the documentation; what is not there has its usual value
 */
public record Call(String word, List<Argument> arguments) {
  private static final Set<String> QUESTIONS =
      Set.of("lookup", "access_restriction", "statistic", "read_descriptor", "read_tables");

  public Call {
    arguments = List.copyOf(arguments);
  }

  /** Whether it only asks: nothing is different afterwards. */
  public boolean isQuestion() {
    return QUESTIONS.contains(word);
  }

  /** Appends the members of the call, without braces. */
  void print(StringBuilder json) {
    json.append("\"call\":\"").append(word).append('"');
    for (Argument argument : arguments) {
      printMember(json, argument);
    }
  }

  static void printMember(StringBuilder json, Argument argument) {
    json.append(",\"").append(argument.name()).append("\":");
    argument.print(json);
  }

  /** The call as one flat JSON object. */
  @Override
  public String toString() {
    StringBuilder json = new StringBuilder("{");
    print(json);
    return json.append('}').toString();
  }
}
