package io.shatterproof.mutation;

import io.shatterproof.event.Observable;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a scorecard as Markdown; the same bytes for the same scorecard. */
public final class FaultsReport {
  /** So many places where a mutant is killed are told; the others are counted. */
  private static final int MOST_KILLS = 3;

  private final Scorecard scorecard;
  private final List<String> lines = new ArrayList<>();

  private FaultsReport(Scorecard scorecard) {
    this.scorecard = scorecard;
  }

  /** The page. */
  public static String of(Scorecard scorecard) {
    FaultsReport report = new FaultsReport(scorecard);
    report.print();
    return String.join("\n", report.lines) + "\n";
  }

  private void print() {
    add(
        "# Seeded faults",
        "",
        "What a wrong P2M does, and which scenarios notice. `shatterproof faults --report FILE PATH...` measures scenario files and",
        "writes this page. A scenario claims a kill with `kills` in its header; a claim that does not hold is an error of that run.",
        "",
        "Each fault is the reference with one decision changed, under the name of the fault: `shatterproof run --provider M05 PATH`",
        "shows what one does. A fault with several forms has a letter for each. A kill counts only where a check fails that is about",
        "what reveals the fault; a crash, a timeout or a failure beside the point is none. *Native* is a fault to a profile that has",
        "it by itself, as the release did that it reproduces: there it is not seeded.",
        "",
        "## Score",
        "");
    printScore();
    add(
        "",
        "## The faults",
        "",
        "| name | what a P2M with this fault does | native to | killed |",
        "|---|---|---|---|");
    Arrays.stream(SeededFault.values()).forEach(this::printRow);
    add("", "## Who kills what");
    byFault().forEach(this::printFault);
    printKillingSet();
  }

  private void printScore() {
    int faults = scorecard.faults().size();
    int mutants = scorecard.mutants().size();
    int killed = mutants - scorecard.survivors().size();
    add(
        "| | killed | of |",
        "|---|---|---|",
        "| faults | " + scorecard.killedFaults().size() + " | " + faults + " |",
        "| forms of them, in each profile to which they apply | " + killed + " | " + mutants + " |",
        "",
        "Measured with " + scorecard.vectors() + " vectors, of which " + scorecard.killers()
            + " kill something.");
    scorecard
        .inexpressible()
        .forEach((fault, reason) ->
            add("", "There is no implementation of " + fault.name() + ": " + reason));
  }

  private void printRow(SeededFault fault) {
    String killed = scorecard.inexpressible().containsKey(fault)
        ? "cannot be expressed"
        : !scorecard.faults().contains(fault)
            ? "not run"
            : scorecard.killedFaults().contains(fault) ? "yes" : "no";
    add("| " + fault.name() + " | " + fault.sentence() + " | " + String.join(", ", fault.nativeTo())
        + " | " + killed + " |");
  }

  private Map<SeededFault, List<Mutant>> byFault() {
    Map<SeededFault, List<Mutant>> result = new LinkedHashMap<>();
    scorecard
        .mutants()
        .forEach(mutant -> result
            .computeIfAbsent(mutant.fault().fault(), fault -> new ArrayList<>())
            .add(mutant));
    return result;
  }

  private void printFault(SeededFault fault, List<Mutant> mutants) {
    add("", "### " + fault.name(), "");
    Map<BrokenProvider, List<Mutant>> byForm = mutants.stream()
        .collect(Collectors.groupingBy(Mutant::fault, LinkedHashMap::new, Collectors.toList()));
    byForm.forEach((form, profiles) -> {
      add(
          (form.variant().isEmpty() ? "" : "**" + form.name() + "** ") + form.sentence()
              + "\nRevealed by: "
              + form.observables().stream()
                  .map(Observable::word)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ".",
          "",
          "| profile | killed at |",
          "|---|---|");
      profiles.forEach(this::printKills);
      add("");
    });
    lines.remove(lines.size() - 1);
  }

  private void printKills(Mutant mutant) {
    // Rows of one scenario are one place.
    List<String> places = scorecard.kills(mutant).stream()
        .map(kill -> kill.at().file() + ":" + kill.at().line() + " (" + kill.shown() + ")")
        .distinct()
        .toList();
    String told = String.join(", ", places.subList(0, Math.min(MOST_KILLS, places.size())));
    String more = places.size() > MOST_KILLS ? ", " + (places.size() - MOST_KILLS) + " more" : "";
    add("| " + mutant.profile() + " | " + (places.isEmpty() ? "**nobody**" : told + more) + " |");
  }

  private void printKillingSet() {
    Scorecard.KillingSet set = scorecard.smallestKillingSet();
    add(
        "",
        "## The smallest killing set",
        "",
        "These " + set.vectors().size() + " vectors kill everything that is killed"
            + (set.proven() ? "; no fewer do." : "; whether fewer do is not proven."),
        "",
        "| id | vector | at |",
        "|---|---|---|");
    for (ConformanceVector vector : set.vectors()) {
      add("| " + vector.heading().id() + " | " + cell(vector.heading().title()) + " | "
          + vector.heading().origin().file() + ":" + vector.heading().origin().line() + " |");
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }
}
