package io.shatterproof.harness.junit;

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

  private static final String EMBEDDED = "reference";

  private ChosenProvider() {}

  /**
   * The program that the system property {@value #COMMAND} names, or the implementation that
   * {@value #PROPERTY} names; otherwise the only one on
   * the class path beside the embedded reference, and without one the reference.
   *
   * @throws IllegalStateException if that is none, or not one, with what was found
   */
  static P2mProvider find() {
    String command = System.getProperty(COMMAND, "");
    if (!command.isBlank()) {
      return Program.of(command);
    }
    return choose(Providers.all(), System.getProperty(PROPERTY, ""));
  }

  static P2mProvider choose(List<P2mProvider> found, String named) {
    List<P2mProvider> wanted = named.isEmpty()
        ? found.stream().filter(provider -> !provider.name().equals(EMBEDDED)).toList()
        : found.stream().filter(provider -> provider.name().equals(named)).toList();
    if (named.isEmpty() && wanted.isEmpty()) {
      wanted = found;
    }
    if (wanted.size() == 1) {
      return wanted.get(0);
    }
    List<String> names = found.stream().map(P2mProvider::name).toList();
    throw new IllegalStateException(
        (named.isEmpty() ? "which implementation is to be tested?" : "no implementation " + named)
            + " found on the class path: "
            + names
            + "; set the system property "
            + PROPERTY
            + " to one of them, or add the jar of another");
  }

  /** The one program of these tests, started when the first of them asks. */
  private static final class Program {
    private static final ConcurrentMap<String, P2mProvider> STARTED = new ConcurrentHashMap<>();

    static P2mProvider of(String command) {
      return STARTED.computeIfAbsent(command, Program::start);
    }

    private static P2mProvider start(String command) {
      try {
        return RemoteProvider.start(ProgramCommand.parse(command), PATIENCE);
      } catch (IllegalArgumentException | RemoteProgramException impossible) {
        throw new IllegalStateException(
            "the system property " + COMMAND + ": " + impossible.getMessage(), impossible);
      }
    }
  }
}
