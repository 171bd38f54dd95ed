package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.harness.Faults;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.Shard;
import io.shatterproof.mutation.Encounters;
import io.shatterproof.mutation.Mutant;
import io.shatterproof.mutation.MutationRun;
import io.shatterproof.mutation.ResultsFile;
import io.shatterproof.mutation.Scorecard;
import io.shatterproof.mutation.Suite;
import io.shatterproof.mutation.ToolDigest;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.SeededFault;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say which mutants are run, which part of the work, and what is known of it. */
final class MutantOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      arity = "1",
      completionCandidates = Candidates.SeededFaults.class,
      description =
          "Run this fault only, for example M05, or one form of it, M10b; may be repeated.")
  private List<String> faults = List.of();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      arity = "1",
      completionCandidates = Candidates.Profiles.class,
      description = "Run faults in this profile only; may be repeated.")
  private List<String> profiles = List.of();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      defaultValue = "1/1",
      description = "Do the I-th of N parts of the work, and leave what comes of it in --results.")
  private String shard = "1/1";

  @Option(
      names = "--results",
      paramLabel = "FILE",
      arity = "1",
      description =
          "What is known already: that is not run again, if this very tool found it. May be"
              + " repeated; what is new is added to the first.")
  private List<Path> results = List.of();

  /** What is read: these, and results. */
  List<Path> read(List<Path> paths) {
    return Stream.concat(paths.stream(), results.stream()).toList();
  }

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      converter = JudgeOptions.Seconds.class,
      description = "How long one run of one vector may take; ${DEFAULT-VALUE} if not given.")
  private Duration timeout = Duration.ofSeconds(60);

  /** Whether all the work is done, so that there is something to say in the end. */
  boolean isWhole() {
    return Shard.parse(shard).filter(Shard::isWhole).isPresent();
  }

  /**
   * Refuses what cannot be meant.
   *
   * @param writes whether a file is written that tells of everything
   */
  void check(boolean writes) {
    if (Shard.parse(shard).isEmpty()) {
      throw wrong("'" + shard + "' is no shard: I/N with I from 1 to N, for example 1/4");
    }
    if (!isWhole() && results.isEmpty()) {
      throw wrong("--shard needs --results, where the shards are put together");
    }
    if (writes && (!isWhole() || !faults.isEmpty() || !profiles.isEmpty())) {
      throw wrong(
          "--report and --sidecar tell of all faults: without --shard, --fault and --profile");
    }
    mutants();
    for (Path file : results) {
      refuseFolder("--results", file);
    }
  }

  /** Refuses a folder where a file is wanted, before the work is done rather than after it. */
  void refuseFolder(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw wrong(option + " " + VisibleText.of(file.toString()) + " is a folder");
    }
  }

  /** The mutants that were chosen; all without a choice. */
  private List<Mutant> mutants() {
    List<BrokenProvider> all = Faults.all(MutantOptions.class.getClassLoader());
    requireKnownProfiles(all);
    requireDistinctNames(all);
    Set<Mutant> chosen = new LinkedHashSet<>();
    if (faults.isEmpty()) {
      all.forEach(fault -> chosen.addAll(inProfiles(fault)));
    }
    for (String name : faults) {
      List<BrokenProvider> forms = all.stream()
          .filter(fault -> fault.name().equals(name) || fault.fault().name().equals(name))
          .toList();
      if (forms.isEmpty()) {
        throw wrong(unknown(name));
      }
      Set<String> applicable = profilesOf(forms);
      for (String profile : profiles) {
        if (!applicable.contains(profile)) {
          throw wrong("the fault " + name + " does not apply to " + profile + ", but to "
              + String.join(", ", applicable));
        }
      }
      forms.forEach(fault -> chosen.addAll(inProfiles(fault)));
    }
    return List.copyOf(chosen);
  }

  private List<Mutant> inProfiles(BrokenProvider fault) {
    return Mutant.of(fault).stream()
        .filter(mutant -> profiles.isEmpty() || profiles.contains(mutant.profile()))
        .toList();
  }

  private static Set<String> profilesOf(List<BrokenProvider> faults) {
    Set<String> names = new LinkedHashSet<>();
    faults.forEach(fault -> names.addAll(fault.profiles()));
    return names;
  }

  /** Results are kept by name. */
  private void requireDistinctNames(List<BrokenProvider> all) {
    Set<String> names = new LinkedHashSet<>();
    for (BrokenProvider fault : all) {
      if (!names.add(fault.name())) {
        throw wrong("two implementations are named " + fault.name());
      }
    }
  }

  private void requireKnownProfiles(List<BrokenProvider> all) {
    Set<String> known = profilesOf(all);
    for (String profile : profiles) {
      if (!known.contains(profile)) {
        throw wrong("no fault applies to a profile '" + profile + "'; they apply to "
            + String.join(", ", known));
      }
    }
  }

  private static String unknown(String name) {
    Optional<SeededFault> fault = SeededFault.parse(name);
    String reason = fault
        .map(known -> inexpressible().getOrDefault(known, "there is no implementation of it"))
        .orElse("");
    return fault.isPresent()
        ? "the fault " + name + " cannot be run: " + reason
        : "no fault is named '" + name + "'; they are M01 to M78, see docs/faults.md";
  }

  private static Map<SeededFault, String> inexpressible() {
    return Faults.inexpressible(MutantOptions.class.getClassLoader());
  }

  /**
   * Runs what is not known.
   *
   * @throws FileFailure if results cannot be read or written
   */
  Scorecard measure(Console console, boolean tells, List<ConformanceVector> vectors)
      throws FileFailure, InterruptedException {
    String tool = tool();
    Encounters known = new Encounters();
    for (Path file : results) {
      read(file, tool).ifPresent(known::putAll);
    }
    Suite suite = new Suite(vectors);
    List<Mutant> mutants = mutants();
    MutationRun.Work work = new MutationRun(mutants, suite, sound(), timeout)
        .work(Shard.parse(shard).orElseThrow(), known);
    Progress progress = new Progress(console, work.size());
    known.putAll(work.run(Runtime.getRuntime().availableProcessors(), progress::at));
    progress.clear();
    if (!results.isEmpty()) {
      write(results.get(0), ResultsFile.write(known, tool));
    }
    if (tells) {
      console
          .out()
          .println("ran " + CountText.of(vectors.size(), "vector") + " on "
              + CountText.of(mutants.size(), "mutant") + ": " + CountText.of(work.size(), "run")
              + " of "
              + work.total() + (isWhole() ? "" : ", shard " + shard)
              + (work.size() < work.total() && isWhole() ? ", the others were known" : ""));
    }
    return new Scorecard(
        mutants,
        suite,
        known,
        inPart(mutants),
        faults.isEmpty() ? inexpressible() : new EnumMap<>(SeededFault.class));
  }

  /** What the faults are variants of. */
  private static P2mProvider sound() {
    return Providers.all(MutantOptions.class.getClassLoader()).stream()
        .filter(provider -> provider.name().equals("reference"))
        .findFirst()
        .orElseThrow();
  }

  /** Faults of which a form, or a profile, was not chosen. */
  private static Set<SeededFault> inPart(List<Mutant> mutants) {
    Set<SeededFault> faults = EnumSet.noneOf(SeededFault.class);
    Set<String> names = mutants.stream().map(Mutant::name).collect(Collectors.toSet());
    Faults.all(MutantOptions.class.getClassLoader()).stream()
        .flatMap(form -> Mutant.of(form).stream())
        .filter(mutant -> !names.contains(mutant.name()))
        .forEach(mutant -> faults.add(mutant.fault().fault()));
    return faults;
  }

  private static String tool() {
    List<Class<?>> classes = new ArrayList<>(List.of(MutationRun.class));
    Faults.catalogues(MutantOptions.class.getClassLoader())
        .forEach(catalogue -> classes.add(catalogue.getClass()));
    return ToolDigest.of(classes);
  }

  private static Optional<Encounters> read(Path file, String tool) throws FileFailure {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new FileFailure(VisibleText.of(file.toString()) + " is not a regular file");
    }
    try {
      return ResultsFile.read(Files.readAllBytes(file), tool);
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotRead(file, e));
    } catch (ResultsFile.MalformedException e) {
      throw new FileFailure(VisibleText.of(file + ": " + e.getMessage()));
    }
  }

  private static void write(Path file, byte[] bytes) throws FileFailure {
    try {
      OutputFile.replace(file, bytes);
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotWrite(file, e));
    }
  }

  private WrongChoice wrong(String message) {
    return new WrongChoice(spec.commandLine(), message);
  }
}
