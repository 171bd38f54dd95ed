package io.shatterproof.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code shatterproof} command; without a subcommand it prints its usage. */
@Command(
    name = "shatterproof",
    mixinStandardHelpOptions = true,
    description = "Scenarios about Arm stage-2 translation, as tests and conformance vectors.")
public final class Main implements Runnable {

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
