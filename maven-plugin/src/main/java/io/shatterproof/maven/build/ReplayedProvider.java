package io.shatterproof.maven.build;

import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.ProviderChoice;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProgramException;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.apache.maven.plugin.MojoExecutionException;

/** Finds the implementation that is judged. */
final class ReplayedProvider {
  private final TestTarget target;
  private final List<String> profiles;
  private final Duration timeout;

  ReplayedProvider(TestTarget target, List<String> profiles, Duration timeout) {
    this.target = target;
    this.profiles = List.copyOf(profiles);
    this.timeout = timeout;
  }

  /**
   * Finds it.
   *
   * @throws MojoExecutionException if it is not there; the message says which are
   */
  P2mProvider find(TestClassPath classPath) throws MojoExecutionException {
    if (!target.command().isEmpty()) {
      return program();
    }
    P2mProvider provider = named(classPath);
    if (!profiles.isEmpty()) {
      Optional<List<String>> claimed = Profiles.claimed(provider);
      if (claimed.isPresent()) { // each run tells of a crash
        provider = new ChosenProfiles(provider, chosen(provider.name(), claimed.get()));
      }
    }
    return new OfProject(provider, classPath.classes());
  }

  private P2mProvider named(TestClassPath classPath) throws MojoExecutionException {
    List<P2mProvider> found;
    try {
      found = Providers.all(classPath.classes());
    } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
      throw new MojoExecutionException(
          "An implementation on the class path of the tests cannot be loaded: " + message(broken));
    }
    return ProviderChoice.of(found, target.provider())
        .orElseThrow(() -> new MojoExecutionException(
            ProviderChoice.complaintOf(found, target.provider()) + cure(classPath)));
  }

  /** What was tried, and why it did not work. */
  private static String message(Throwable broken) {
    Throwable why = broken;
    while (why.getCause() != null) {
      why = why.getCause();
    }
    String name = why.getClass().getName();
    String reason = why.getMessage() == null ? name : name + ": " + why.getMessage();
    if (why.equals(broken)) {
      return broken instanceof ServiceConfigurationError
          ? String.valueOf(broken.getMessage())
          : reason;
    }
    return broken.getMessage() + ", " + reason;
  }

  private static String cure(TestClassPath classPath) {
    boolean isCompiled = classPath.elements().stream().limit(1).allMatch(Files::exists);
    return "; name one of them as provider, or add a dependency that brings another"
        + (isCompiled
            ? ""
            : "; one among the tests of the project is found after the phase test-compile");
  }

  private P2mProvider program() throws MojoExecutionException {
    try {
      // Twice as long, so that whoever judges is the one who looks at the clock.
      return withProfiles(
          RemoteProvider.start(ProgramCommand.parse(target.command()), timeout.multipliedBy(2)));
    } catch (IllegalArgumentException | RemoteProgramException impossible) {
      throw new MojoExecutionException("providerCommand: " + impossible.getMessage());
    }
  }

  private RemoteProvider withProfiles(RemoteProvider program) throws MojoExecutionException {
    if (profiles.isEmpty()) {
      return program;
    }
    try {
      return program.claiming(chosen(program.name(), program.profiles()));
    } catch (MojoExecutionException unknown) {
      program.close(); // nobody else knows of it
      throw unknown;
    }
  }

  private List<String> chosen(String provider, List<String> claimed) throws MojoExecutionException {
    for (String profile : profiles) {
      if (!claimed.contains(profile)) {
        throw new MojoExecutionException(
            "profiles: " + Profiles.complaint(provider, profile, claimed));
      }
    }
    return claimed.stream().filter(profiles::contains).toList();
  }

  /** Threads that use it look for classes and resources where it comes from, as in tests. */
  private static final class OfProject extends ForwardingProvider {
    private final ClassLoader classes;

    OfProject(P2mProvider provider, ClassLoader classes) {
      super(provider);
      this.classes = classes;
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      Thread.currentThread().setContextClassLoader(classes);
      return super.open(platform, profile, events);
    }
  }
}
