package io.shatterproof.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** An option that chooses nothing out of all vectors: a mistake of a script, most often. */
final class EmptyText {
  private EmptyText() {}

  /** Refuses one among parts of titles. */
  static void refuseTitles(CommandSpec spec, List<String> parts) {
    refuse(spec, parts, "--filter", "a part of a title");
  }

  /** Refuses one among the beginnings of ids. */
  static void refuseIds(CommandSpec spec, List<String> ids) {
    refuse(spec, ids, "--id", "the beginning of an id");
  }

  private static void refuse(CommandSpec spec, List<String> texts, String option, String wanted) {
    if (texts.contains("")) {
      throw new WrongChoice(
          spec.commandLine(), option + " '' is every vector: name " + wanted + ", or leave it out");
    }
  }
}
