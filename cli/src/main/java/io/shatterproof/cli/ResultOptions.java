package io.shatterproof.cli;

import io.shatterproof.harness.Shard;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.results.ReportTarget;
import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Options of the commands that judge: which part of the vectors, what is known, where results go.
 */
final class ResultOptions {
  /** A list of known failures that nobody wrote would be larger. */
  private static final long MOST_BYTES = 64L << 20;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--report",
      paramLabel = "FORMAT:FILE",
      arity = "1",
      converter = ReportTargetParser.class,
      completionCandidates = Candidates.Reports.class,
      description = "Write the results to a file as junit (XML), tap (version 14) or jsonl (JSON"
          + " Lines); - is the standard output. May be repeated.")
  private List<ReportTarget> reports = List.of();

  @Mixin
  private final FormOption form = new FormOption();

  @Option(
      names = "--timings",
      description =
          "Say in files how long each run took; without it equal results are equal files.")
  private boolean timings;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardParser.class,
      description = "Judge the I-th of N parts of the vectors; 'results merge' puts their results"
          + " together.")
  private Shard shard = Shard.WHOLE;

  @Option(
      names = "--known-failures",
      paramLabel = "FILE",
      description = "Failures that are known, with the id of the vector, the result and a reference"
          + " in each line; only others fail.")
  private @Nullable Path knownFailures;

  @Option(
      names = "--strict-known",
      description = "Fail, too, if a known failure is fixed or is about no vector of the set.")
  private boolean strictKnown;

  @Option(
      names = "--write-known-failures",
      paramLabel = "FILE",
      description = "Write every failure of this run as a known one; references of those that are"
          + " known stay.")
  private @Nullable Path writtenKnownFailures;

  /** {@code I/N}. */
  static final class ShardParser implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      return Shard.parse(text)
          .orElseThrow(() -> new TypeConversionException(
              "'" + text + "' is not I/N, a part and the number of parts, as in 1/4"));
    }
  }

  boolean timings() {
    return timings;
  }

  Shard shard() {
    return shard;
  }

  boolean isStrict() {
    return strictKnown;
  }

  Optional<Path> knownFailuresFile() {
    return Optional.ofNullable(knownFailures);
  }

  Optional<Path> writtenKnownFailures() {
    return Optional.ofNullable(writtenKnownFailures);
  }

  /** What is read: these, and known failures, unless they are written anew. */
  List<Path> read(List<Path> inputs) {
    return Stream.concat(
            inputs.stream(), Stream.ofNullable(writtenKnownFailures == null ? knownFailures : null))
        .toList();
  }

  /** Where results go, besides what a person reads. */
  List<ReportTarget> reports() {
    if (!form.isJson()) {
      return reports;
    }
    List<ReportTarget> all = new ArrayList<>(reports);
    all.add(ReportTarget.jsonOnOutput());
    return all;
  }

  /** Whether a report stands where a person would read. */
  boolean ownsOutput() {
    return reports().stream().anyMatch(ReportTarget::isOutput);
  }

  /** Refuses what cannot be meant, before anything is done. */
  void check(WrittenFiles written) {
    if (strictKnown && knownFailures == null) {
      throw new WrongChoice(spec.commandLine(), "--strict-known needs --known-failures");
    }
    for (ReportTarget target : reports()) {
      written.add("--report", target.file());
    }
    written.add("--write-known-failures", writtenKnownFailures);
  }

  /** The known failures; none if no file of them was given. */
  KnownFailureList known() throws FileFailure {
    Path file = knownFailures;
    if (file == null) {
      return KnownFailureList.EMPTY;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new FileFailure(
            VisibleText.of(file.toString()) + " is larger than " + MOST_BYTES + " bytes");
      }
      return KnownFailureList.parse(Files.readString(file), file.toString());
    } catch (CharacterCodingException notText) {
      throw new FileFailure(VisibleText.of(file.toString()) + " is not UTF-8; save it as that");
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotRead(file, e));
    } catch (KnownFailureList.MalformedException malformed) {
      throw FileFailure.at(String.valueOf(malformed.getMessage()));
    }
  }
}
