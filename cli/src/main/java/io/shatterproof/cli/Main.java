package io.shatterproof.cli;

import io.shatterproof.harness.ConfiguredLimits;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code shatterproof} command: options that every subcommand has, and who handles errors. */
@Command(
    name = "shatterproof",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    description = "Scenarios about Arm stage-2 translation, as tests and conformance vectors.",
    synopsisSubcommandLabel = "COMMAND",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0: nothing failed",
      "1: something failed, or the input is bad",
      "2: the command line is wrong",
      "70: a bug in shatterproof"
    })
public final class Main implements Callable<Integer> {
  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      converter = ColorMode.Parser.class,
      completionCandidates = Candidates.Colors.class,
      description =
          "Colour the output: always, never, or auto (the default), which is on a" + " terminal.")
  private ColorMode color = ColorMode.AUTO;

  private final OpenedByCommand opened = new OpenedByCommand();

  Main(Console console) {
    this.console = console;
  }

  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** Runs one command line and returns its exit code; see {@link ExitCode}. */
  static int run(Console console, String... args) {
    Main main = new Main(console);
    CommandLine commandLine = Commands.add(new CommandLine(main), args)
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpWidth(100)
        .setExpandAtFiles(false) // @x is a file name like others
        .registerConverter(Path.class, Main::path)
        .registerConverter(int.class, Main::number)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler((bug, command, parsed) ->
            console.isCut() ? ExitCode.CUT : InternalErrors.report(bug, console));
    try {
      int exitCode = commandLine.execute(args);
      if (console.isCut()) {
        return ExitCode.CUT;
      }
      if (exitCode == ExitCode.OK && console.out().checkError()) {
        console.complain("the results could not be written");
        return ExitCode.FAILED;
      }
      return exitCode;
    } catch (CutPipe.LeftError left) {
      return ExitCode.CUT;
    } catch (StackOverflowError | OutOfMemoryError exhausted) {
      return InternalErrors.report(exhausted, console);
    } finally {
      main.opened.close();
      flush(console.out());
      console.err().flush();
    }
  }

  /** Limits are looked at first: what is judged with none of them has no verdict. */
  private static int execute(CommandLine.ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ConfiguredLimits.complaint().ifPresent(complaint -> {
      throw new WrongChoice(parsed.commandSpec().commandLine(), complaint);
    });
    return new CommandLine.RunLast().execute(parsed);
  }

  private static void flush(PrintWriter out) {
    try {
      out.flush();
    } catch (CutPipe.LeftError left) {
      return; // there was nothing else to do
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number below 2 to the 31");
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'"
          + text
          + "' is no file name here; one with letters beyond ASCII needs a UTF-8 locale, such as"
          + " LC_ALL=C.UTF-8");
    }
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public Integer call() {
    String commands = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "a command is missing: one of " + commands);
  }

  Console console() {
    return console;
  }

  /** What is closed when the command is done. */
  OpenedByCommand opened() {
    return opened;
  }

  /** Whether results are coloured. */
  boolean paints() {
    return color.paints(console.colorful());
  }
}
