package io.shatterproof.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * All commands, in the order in which the help lists them. To read the options of one takes
 * milliseconds, and of all of them as long as a short command: so the one that is called is alone,
 * unless it tells of the others.
 */
final class Commands {
  private static final Map<String, Supplier<Callable<Integer>>> ALL = all();

  private Commands() {}

  private static Map<String, Supplier<Callable<Integer>>> all() {
    Map<String, Supplier<Callable<Integer>>> all = new LinkedHashMap<>();
    all.put("new", NewCommand::new);
    all.put("check", CheckCommand::new);
    all.put("run", RunCommand::new);
    all.put("compile", CompileCommand::new);
    all.put("export", ExportCommand::new);
    all.put("import", ImportCommand::new);
    all.put("replay", ReplayCommand::new);
    all.put("show", ShowCommand::new);
    all.put("diff", DiffCommand::new);
    all.put("merge", MergeCommand::new);
    all.put("select", SelectCommand::new);
    all.put("results", ResultsCommand::new);
    all.put("serve", ServeCommand::new);
    all.put("minimize", MinimizeCommand::new);
    all.put("decode", DecodeCommand::new);
    all.put("faults", FaultsCommand::new);
    all.put("format", FormatCommand::new);
    all.put("explain", ExplainCommand::new);
    all.put("completion", CompletionCommand::new);
    all.put("man", ManCommand::new);
    all.put("help", HelpCommand::new);
    return all;
  }

  /** What they are called. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** Adds the command that the arguments call, or all. */
  static CommandLine add(CommandLine main, String... args) {
    String called = args.length == 0 ? "" : args[0];
    if (called.equals("--version") || called.equals("-V")) {
      return main;
    }
    Supplier<Callable<Integer>> only = ALL.get(called);
    if (only == null || tellsOfOthers(called)) {
      ALL.forEach((name, command) -> main.addSubcommand(name, command.get()));
    } else {
      main.addSubcommand(called, only.get());
    }
    return main;
  }

  private static boolean tellsOfOthers(String name) {
    return name.equals("completion") || name.equals("man") || name.equals("help");
  }
}
