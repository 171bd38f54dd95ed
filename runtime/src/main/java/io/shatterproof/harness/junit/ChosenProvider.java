package io.shatterproof.harness.junit;

import io.shatterproof.harness.ProviderChoice;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProgramException;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.spi.P2mProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Chooses the implementation that generated tests run on. */
final class ChosenProvider {
  /** System property that names the implementation. */
  static final String PROPERTY = "shatterproof.provider";

  /** System property: a program that is the implementation, with its arguments. */
  static final String COMMAND = "shatterproof.provider.command";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ChosenProvider() {}

  /**
   * The program that the system property {@value #COMMAND} names, or the implementation that
   * {@value #PROPERTY} names; without both what the tests were generated for; otherwise the only one on
   * the class path beside the embedded reference, and without one the reference.
   *
   * @param named what the tests were generated for; empty for no implementation of the class path
   * @param program the same; empty for no program
   * @throws IllegalStateException if that is none, or not one, with what was found
   */
  static P2mProvider find(String named, String program) {
    String command = System.getProperty(COMMAND, "");
    if (!command.isBlank()) {
      return Program.of(command, "the system property " + COMMAND);
    }
    String property = System.getProperty(PROPERTY, "");
    if (property.isEmpty() && !program.isEmpty()) {
      return Program.of(program, "the program that these tests were generated for");
    }
    return choose(Providers.all(), property.isEmpty() ? named : property);
  }

  static P2mProvider choose(List<P2mProvider> found, String named) {
    return ProviderChoice.of(found, named)
        .orElseThrow(() -> new IllegalStateException(ProviderChoice.complaintOf(found, named)
            + "; set the system property "
            + PROPERTY
            + " to one of them, or add a dependency that brings another"));
  }

  /** The programs of these tests, each started when the first of them asks. */
  private static final class Program {
    private static final ConcurrentMap<String, P2mProvider> STARTED = new ConcurrentHashMap<>();

    static P2mProvider of(String command, String origin) {
      return STARTED.computeIfAbsent(command, line -> start(line, origin));
    }

    private static P2mProvider start(String command, String origin) {
      try {
        return RemoteProvider.start(ProgramCommand.parse(command), PATIENCE);
      } catch (IllegalArgumentException | RemoteProgramException impossible) {
        throw new IllegalStateException(origin + ": " + impossible.getMessage(), impossible);
      }
    }
  }
}
