package io.shatterproof.cli;

import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.harness.Faults;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.ProviderChoice;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.WrongProvider;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProgramException;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options of the commands that judge: which implementation, as what, how long, how talkative. */
final class JudgeOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "reference",
      completionCandidates = Candidates.Implementations.class,
      description =
          "The implementation to judge; ${DEFAULT-VALUE} is built in, and so are the seeded"
              + " faults, for example M05, and `wrong`, with which no vector should agree.")
  private String providerName = "reference";

  @Option(
      names = "--provider-path",
      paramLabel = "JAR",
      arity = "1",
      description = "Jar or folder of classes that brings the implementation; may be repeated.")
  private List<Path> providerPath = List.of();

  @Option(
      names = "--provider-command",
      paramLabel = "COMMAND",
      arity = "1",
      description = "The implementation is a program: this one with its arguments, split at blanks"
          + " outside of quotes, without any shell. It speaks the protocol of docs/protocol.md.")
  private @Nullable String providerCommand;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      arity = "1",
      completionCandidates = Candidates.Profiles.class,
      description = "Judge as this profile only; may be repeated. Without it a vector is judged as"
          + " every profile that it names.")
  private List<String> profiles = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      converter = Seconds.class,
      description = "How long the implementation may work in one run of one vector;"
          + " ${DEFAULT-VALUE} if not given. The time of the judge is not counted.")
  private Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many vectors are run at once, as far as the implementation allows it; as"
          + " many as there are processors if not given.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = {"-v", "--verbose"},
      description = "Print a line for every run, however many there are.")
  private boolean verbose;

  boolean verbose() {
    return verbose;
  }

  Duration timeout() {
    return timeout;
  }

  int threads() {
    if (threads < 1) {
      throw wrong("--threads is at least 1, not " + threads);
    }
    return threads;
  }

  /** A whole number of seconds, at least 1. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("[0-9]{1,9}") || text.matches("0+")) {
        throw new TypeConversionException(
            "'" + text + "' is not a whole number of seconds from 1 to 999999999");
      }
      return Duration.ofSeconds(Long.parseLong(text));
    }
  }

  /** The implementation, claiming only the profiles that were chosen. */
  P2mProvider provider() {
    boolean isNamed = spec.commandLine().getParseResult().hasMatchedOption("--provider");
    if (isNamed && providerCommand != null) {
      throw wrong("--provider and --provider-command exclude each other");
    }
    if (providerCommand != null) {
      return program(providerCommand);
    }
    if (!isNamed && !providerPath.isEmpty()) {
      throw wrong("--provider-path needs --provider, which names one of: " + names(known()));
    }
    P2mProvider provider = provider(providerName);
    if (profiles.isEmpty()) {
      return provider;
    }
    return Profiles.claimed(provider)
        .<P2mProvider>map(claimed -> new ChosenProfiles(provider, chosen(provider.name(), claimed)))
        .orElse(provider); // each run tells of the crash
  }

  /** Another implementation, with all of its profiles. */
  P2mProvider provider(String name) {
    List<P2mProvider> known = known();
    List<P2mProvider> all = new ArrayList<>(known);
    Faults.all(classLoader()).forEach(fault -> all.add(fault.provider()));
    all.add(new WrongProvider(new ReferenceProvider()));
    for (P2mProvider provider : all) {
      if (provider.name().equals(name)) {
        return provider;
      }
    }
    List<String> there = new ArrayList<>(known.stream().map(P2mProvider::name).toList());
    there.addAll(List.of("seeded faults such as M05", "wrong"));
    throw wrong(ProviderChoice.complaint(there, name)
        + "; --provider-path adds the jar or folder of another");
  }

  private static String names(List<P2mProvider> providers) {
    return String.join(", ", providers.stream().map(P2mProvider::name).toList());
  }

  private P2mProvider program(String commandLine) {
    try {
      ProgramCommand command = ProgramCommand.parse(commandLine);
      // Twice as long, so that whoever judges is the one who looks at the clock.
      RemoteProvider program = opened().add(RemoteProvider.start(command, timeout.multipliedBy(2)));
      return profiles.isEmpty()
          ? program
          : program.claiming(chosen(program.name(), program.profiles()));
    } catch (IllegalArgumentException | RemoteProgramException impossible) {
      throw wrong("--provider-command: " + impossible.getMessage());
    }
  }

  private List<P2mProvider> known() {
    try {
      return Providers.all(classLoader());
    } catch (ServiceConfigurationError broken) {
      throw wrong("an implementation cannot be loaded: " + broken.getMessage());
    }
  }

  private List<String> chosen(String provider, List<String> claimed) {
    for (String profile : profiles) {
      if (!claimed.contains(profile)) {
        throw wrong(Profiles.complaint(provider, profile, claimed));
      }
    }
    return claimed.stream().filter(profiles::contains).toList();
  }

  private ClassLoader classLoader() {
    URL[] urls = ClassPathEntries.of(spec, "--provider-path", providerPath);
    return opened().add(new URLClassLoader(urls, JudgeOptions.class.getClassLoader()));
  }

  private OpenedByCommand opened() {
    return ((Main) spec.root().userObject()).opened();
  }

  private WrongChoice wrong(String message) {
    return new WrongChoice(spec.commandLine(), message);
  }
}
