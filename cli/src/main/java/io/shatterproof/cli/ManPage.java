package io.shatterproof.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, in the markup of {@code man}. */
final class ManPage {
  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /** The page; the same for every day on which it is made. */
  static String of(CommandSpec command) {
    ManPage page = new ManPage(command);
    page.write();
    return page.page.toString();
  }

  /** Name of the file of the page, for example {@code shatterproof-run.1}. */
  static String fileName(CommandSpec command) {
    return name(command) + ".1";
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  private void write() {
    macro("TH", quoted(name(command).toUpperCase(Locale.ROOT)), "1", "\"\"", quoted(version()));
    section("NAME");
    text(name(command) + " - " + firstLower(sentences().split("(?<=\\.) ", 2)[0]));
    section("SYNOPSIS");
    text(command.commandLine().getHelp().abbreviatedSynopsis().strip());
    section("DESCRIPTION");
    text(sentences());
    writeParameters();
    writeOptions();
    writeCommands();
    writeFooter();
    writeExitCodes();
    writeRelatives();
  }

  private static String version() {
    return "shatterproof " + Version.text();
  }

  private String sentences() {
    return formatted(String.join(" ", command.usageMessage().description()));
  }

  private void writeParameters() {
    List<PositionalParamSpec> parameters =
        command.positionalParameters().stream().filter(one -> !one.hidden()).toList();
    if (!parameters.isEmpty()) {
      section("ARGUMENTS");
      parameters.forEach(parameter -> {
        String more = parameter.arity().max() > 1 ? "..." : "";
        entry(parameter.paramLabel() + more, description(parameter));
      });
    }
  }

  private void writeOptions() {
    section("OPTIONS");
    command.options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(option -> entry(names(option), description(option)));
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
    List<String> names = new ArrayList<>(Arrays.asList(option.names()));
    names.sort(Comparator.comparingInt(String::length));
    return String.join(", ", names) + value;
  }

  private static String description(ArgSpec argument) {
    return formatted(String.join(" ", argument.description()));
  }

  private void writeCommands() {
    if (!command.subcommands().isEmpty()) {
      section("COMMANDS");
      command
          .subcommands()
          .values()
          .forEach(sub -> entry(
              sub.getCommandName(),
              formatted(String.join(" ", sub.getCommandSpec().usageMessage().description()))));
    }
  }

  /** Lines that are indented are command lines, of which each keeps its line. */
  private void writeFooter() {
    String[] lines = command.usageMessage().footer();
    if (lines.length == 0) {
      return;
    }
    section("NOTES");
    boolean isCode = false;
    for (String line : lines) {
      boolean indented = line.startsWith("  ");
      if (indented != isCode) {
        macro(indented ? "nf" : "fi");
        isCode = indented;
      }
      if (line.isBlank()) {
        macro("PP");
      } else {
        text(formatted(line));
      }
    }
    if (isCode) {
      macro("fi");
    }
  }

  private void writeExitCodes() {
    section("EXIT STATUS");
    for (Map.Entry<String, String> code :
        command.root().usageMessage().exitCodeList().entrySet()) {
      entry(code.getKey(), formatted(code.getValue()).strip());
    }
  }

  private void writeRelatives() {
    section("SEE ALSO");
    List<String> names = new ArrayList<>();
    for (CommandSpec up = command.parent(); up != null; up = up.parent()) {
      names.add(name(up));
    }
    command.subcommands().values().forEach(sub -> names.add(name(sub.getCommandSpec())));
    names.sort(Comparator.naturalOrder());
    text(String.join(", ", names.stream().map(name -> name + "(1)").toList()));
  }

  private void section(String title) {
    macro("SH", title);
  }

  private void entry(String term, String meaning) {
    macro("TP");
    page.append("\\fB").append(escaped(term)).append("\\fR\n");
    text(meaning);
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(' ').append(argument);
    }
    page.append('\n');
  }

  private void text(String text) {
    text.lines().forEach(line -> {
      String escaped = escaped(line);
      boolean looksLikeMacro = escaped.startsWith(".") || escaped.startsWith("'");
      page.append(looksLikeMacro ? "\\&" : "").append(escaped).append('\n');
    });
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** A hyphen of an option must not become another sign. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(letter -> {
      switch (letter) {
        case '\\' -> escaped.append("\\e");
        case '-' -> escaped.append("\\-");
        case '\'' -> escaped.append("\\(aq");
        case '`' -> escaped.append("\\(ga");
        case '^' -> escaped.append("\\(ha");
        case '~' -> escaped.append("\\(ti");
        default -> {
          if (letter < 0x80) {
            escaped.appendCodePoint(letter);
          } else {
            escaped.append("\\[u").append(String.format("%04X", letter)).append(']');
          }
        }
      }
    });
    return escaped.toString();
  }

  /** As the help formats it, in which {@code %n} ends a line. */
  private static String formatted(String text) {
    return String.format(text).replace("\r\n", "\n");
  }

  private static String firstLower(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1).replaceAll("\\.$", "");
  }
}
