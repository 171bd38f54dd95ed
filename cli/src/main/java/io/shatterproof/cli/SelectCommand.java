package io.shatterproof.cli;

import io.shatterproof.mutation.KillingSet;
import io.shatterproof.sets.Selection;
import io.shatterproof.sets.SetSource;
import io.shatterproof.sets.UnitedReading;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.json.KillsReader;
import io.shatterproof.vector.json.KillsWriter.Kill;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorSpool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes some vectors of a set. */
@Command(
    name = "select",
    description = "Takes some vectors of a set. Several values of one option are alternatives;"
        + " different options must all hold.",
    footer = {
      "",
      "Without --to, ids and titles are listed.",
      "",
      "Examples:",
      "  shatterproof select vectors.p2mv --tag bbm --capability events",
      "  shatterproof select vectors.p2mv --rule no_break --scope architecture --to rules.p2mv",
      "  shatterproof select vectors.p2mv --kills vectors.p2mk --smallest-killing-set --to few.p2mv"
    })
final class SelectCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final SelectOptions options = new SelectOptions();

  @Mixin
  private final FormOption form = new FormOption();

  @Option(
      names = "--kills",
      paramLabel = "FILE",
      description = "What the vectors kill, as `faults --sidecar` has written it (*.p2mk).")
  private @Nullable Path kills;

  @Option(
      names = "--killing",
      paramLabel = "FAULT",
      arity = "1",
      description = "Vectors that kill this seeded fault, for example M05; may be repeated.")
  private List<String> faults = List.of();

  @Option(
      names = "--smallest-killing-set",
      description = "The fewest of them that together kill all that they kill.")
  private boolean smallest;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The vector file to write; without it, ids and titles are listed.")
  private @Nullable Path target;

  @Parameters(paramLabel = "FILE", description = "A vector file (*.p2mv).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Override
  public Integer call() {
    if (kills == null && (smallest || !faults.isEmpty())) {
      throw new WrongChoice(
          spec.commandLine(), "--killing and --smallest-killing-set need --kills FILE");
    }
    try (VectorSpool spool = new VectorSpool()) {
      Selection selection = options.selection();
      Map<String, List<Kill>> measured = kills == null ? Map.of() : readKills(kills);
      requireKnown(measured);
      if (!faults.isEmpty()) {
        selection.among(killers(measured));
      }
      if (options.isInverted()) {
        selection.inverted();
      }
      return select(spool, smallest ? smallest(selection, measured) : selection);
    } catch (FileFailure failure) {
      failure.tell(main.console());
    } catch (IOException | UncheckedIOException e) {
      main.console().complain("a temporary file cannot be written");
    }
    return ExitCode.FAILED;
  }

  private int select(VectorSpool spool, Selection selection) throws FileFailure {
    long[] all = new long[1];
    List<SetSource> sources = SetFiles.sources(main, List.of(file));
    VectorHeader header = SetFiles.run(() -> each(sources, selection, (vector, isChosen) -> {
      all[0]++;
      if (isChosen) {
        add(vector, spool);
      }
    }));
    if (target != null) {
      if (!header.optional().isEmpty()) {
        main.console()
            .complain("members that this version does not know are left out: "
                + String.join(", ", header.optional()));
      }
      SetFiles.write(target, spool, header.suite(), header.generator(), header.specifications());
    }
    main.console()
        .out()
        .println(
            form.isJson()
                ? JsonLine.of(
                    json -> json.member("chosen", spool.count()).member("vectors", all[0]))
                : spool.count() + " of " + CountText.of(all[0], "vector")
                    + (target == null ? "" : " written to " + target));
    if (spool.count() == 0) {
      main.console().complain("no vector is like this");
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private void add(ConformanceVector vector, VectorSpool spool) {
    try {
      spool.add(vector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (target == null) {
      Heading heading = vector.heading();
      main.console()
          .out()
          .println(
              form.isJson()
                  ? JsonLine.of(json -> json.member("id", heading.id())
                      .member("title", heading.title())
                      .textsUnlessEmpty("tags", heading.tags())
                      .member("at", heading.origin().toString()))
                  : ListedVector.of(heading.id(), heading.title()));
    }
  }

  private VectorHeader each(
      List<SetSource> sources, Selection selection, BiConsumer<ConformanceVector, Boolean> consumer)
      throws IOException, VectorFormatException {
    try (UnitedReading reading = new UnitedReading(sources)) {
      for (List<UnitedReading.Found> found = reading.next();
          !found.isEmpty();
          found = reading.next()) {
        ConformanceVector vector = found.get(0).vector();
        consumer.accept(vector, selection.test(vector));
      }
      return reading.header(0);
    }
  }

  private static Map<String, List<Kill>> readKills(Path file) throws FileFailure {
    try {
      return KillsReader.read(Files.newInputStream(file), file.toString(), ReadLimits.DEFAULT);
    } catch (VectorFormatException malformed) {
      throw FileFailure.at(String.valueOf(malformed.getMessage()));
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotRead(file, e));
    }
  }

  private void requireKnown(Map<String, List<Kill>> measured) throws FileFailure {
    List<String> known = KillsReader.faults(measured);
    for (String fault : faults) {
      if (!known.contains(fault)) {
        throw new FileFailure(kills + " has no vector that kills " + fault
            + (known.isEmpty() ? "" : "; killed are " + String.join(", ", known)));
      }
    }
  }

  private Set<String> killers(Map<String, List<Kill>> measured) {
    return measured.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(kill -> faults.contains(kill.fault())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Selection smallest(Selection selection, Map<String, List<Kill>> measured)
      throws FileFailure {
    Set<String> chosen = new HashSet<>();
    List<SetSource> sources = SetFiles.sources(main, List.of(file));
    SetFiles.run(() -> each(sources, selection, (vector, isChosen) -> {
      if (isChosen) {
        chosen.add(vector.heading().id());
      }
    }));
    Map<String, List<Kill>> ofChosen = new TreeMap<>(measured);
    ofChosen.keySet().retainAll(chosen);
    KillingSet set = KillingSet.of(ofChosen);
    main.console()
        .out()
        .println(
            form.isJson()
                ? JsonLine.of(json -> json.member("killing_vectors", set.ids().size())
                    .member("mutants", set.faults())
                    .member("proven", set.isProven()))
                : CountText.of(set.ids().size(), "vector") + " for the "
                    + CountText.of(set.faults(), "mutant") + " that all of them kill"
                    + (set.isProven() ? "" : "; perhaps fewer are enough"));
    return new Selection().among(set.ids());
  }
}
