package io.shatterproof.cli;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.data.ExplanationsJson;
import io.shatterproof.compiler.explanation.Explanation;
import io.shatterproof.compiler.explanation.Explanations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells what messages of the compiler mean. */
@Command(
    name = "explain",
    description = "Tells what messages of the compiler mean, or lists them all.",
    footer = {"", "Examples:", "  shatterproof explain P2M0304", "  shatterproof explain"})
final class ExplainCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final FormOption form = new FormOption();

  @Option(names = "--json", description = "The same as --format=json: here, one JSON document.")
  private boolean isJson;

  @Parameters(
      paramLabel = "CODE",
      arity = "0..*",
      completionCandidates = Candidates.Codes.class,
      description = "The codes, as in P2M0304, p2m0304 or 304; without any, the list of all.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    Explanations explanations = Explanations.load();
    List<Explanation> chosen = words.isEmpty() ? explanations.all() : chosen(explanations);
    if (isJson || form.isJson()) {
      main.console().out().print(ExplanationsJson.print(chosen));
    } else if (words.isEmpty()) {
      list(chosen);
    } else {
      main.console()
          .out()
          .print(String.join("\n", chosen.stream().map(Explanation::text).toList()));
    }
    return ExitCode.OK;
  }

  private List<Explanation> chosen(Explanations explanations) {
    List<Explanation> chosen = new ArrayList<>();
    for (String word : words) {
      Code code = Codes.find(word)
          .orElseThrow(() -> new WrongChoice(spec.commandLine(), Codes.unknown(word)));
      explanations.of(code).ifPresent(chosen::add);
    }
    return chosen;
  }

  private void list(List<Explanation> all) {
    String group = "";
    for (Explanation explanation : all) {
      if (!explanation.group().equals(group)) {
        main.console().out().println((group.isEmpty() ? "" : "\n") + explanation.group());
        group = explanation.group();
      }
      main.console().out().println("  " + explanation.code().number() + "  " + explanation.title());
    }
  }
}
