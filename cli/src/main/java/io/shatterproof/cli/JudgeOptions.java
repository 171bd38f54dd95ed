package io.shatterproof.cli;

import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.harness.Faults;
import io.shatterproof.harness.Providers;
import io.shatterproof.spi.P2mProvider;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
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
      description =
          "The implementation to judge; ${DEFAULT-VALUE} is built in, and so are the seeded"
              + " faults, for example M05.")
  private String providerName = "reference";

  @Option(
      names = "--provider-path",
      paramLabel = "JAR",
      arity = "1",
      description = "Jar or folder of classes that brings the implementation; may be repeated.")
  private List<Path> providerPath = List.of();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      arity = "1",
      description = "Judge as this profile only; may be repeated. Without it a vector is judged as"
          + " every profile that it names.")
  private List<String> profiles = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      converter = Seconds.class,
      description = "How long one run of one vector may take; ${DEFAULT-VALUE} if not given.")
  private Duration timeout = Duration.ofSeconds(10);

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
    P2mProvider provider = provider(providerName);
    return profiles.isEmpty() ? provider : new ChosenProfiles(provider, chosen(provider));
  }

  /** Another implementation, with all of its profiles. */
  P2mProvider provider(String name) {
    List<P2mProvider> known = known();
    List<P2mProvider> all = new ArrayList<>(known);
    Faults.all(classLoader()).forEach(fault -> all.add(fault.provider()));
    for (P2mProvider provider : all) {
      if (provider.name().equals(name)) {
        return provider;
      }
    }
    throw wrong("no implementation is named "
        + name
        + "; there are: "
        + String.join(", ", known.stream().map(P2mProvider::name).toList()));
  }

  private List<P2mProvider> known() {
    try {
      return Providers.all(classLoader());
    } catch (ServiceConfigurationError broken) {
      throw wrong("an implementation cannot be loaded: " + broken.getMessage());
    }
  }

  private List<String> chosen(P2mProvider provider) {
    for (String profile : profiles) {
      if (!provider.profiles().contains(profile)) {
        throw wrong(provider.name() + " has no profile " + profile + "; it has: "
            + String.join(", ", provider.profiles()));
      }
    }
    return provider.profiles().stream().filter(profiles::contains).toList();
  }

  private ClassLoader classLoader() {
    List<URL> urls = new ArrayList<>();
    for (Path path : providerPath) {
      if (!Files.isReadable(path)) {
        throw wrong("--provider-path " + path + " cannot be read");
      }
      try {
        urls.add(path.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("a path is always a URL: " + path, e);
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), JudgeOptions.class.getClassLoader());
  }

  private WrongChoice wrong(String message) {
    return new WrongChoice(spec.commandLine(), message);
  }
}
