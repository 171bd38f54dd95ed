package io.shatterproof.cli;

import io.shatterproof.harness.Faults;
import io.shatterproof.harness.ProviderChoice;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.remote.ProviderServer;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.P2mProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lets an implementation that is built in answer whoever speaks the protocol of programs. */
@Command(
    name = "serve",
    description = "Answers the protocol of docs/protocol.md on standard input and output, as an"
        + " implementation that is built in.",
    footer = {"", "Example:", "  shatterproof serve < calls.jsonl"})
final class ServeCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "reference",
      completionCandidates = Candidates.Implementations.class,
      description = "The implementation that answers; ${DEFAULT-VALUE} if not given, or one of the"
          + " seeded faults, for example M05.")
  private String providerName = "reference";

  @Override
  public Integer call() {
    P2mProvider provider = Providers.named(providerName)
        .or(this::fault)
        .orElseThrow(() -> new WrongChoice(
            spec.commandLine(),
            ProviderChoice.complaint(
                List.of(ProviderChoice.EMBEDDED, "seeded faults such as M05"), providerName)));
    try {
      ProviderServer.serve(provider, System.in, System.out);
      return ExitCode.OK;
    } catch (IllegalArgumentException nonsense) {
      main.console().complain("standard input: " + nonsense.getMessage());
    } catch (IOException gone) {
      main.console().complain("whoever asked is gone");
    }
    return ExitCode.FAILED;
  }

  private Optional<P2mProvider> fault() {
    return Faults.all(ServeCommand.class.getClassLoader()).stream()
        .map(BrokenProvider::provider)
        .filter(provider -> provider.name().equals(providerName))
        .findFirst();
  }
}
