package io.shatterproof.cli;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.harness.embedded.CVectors;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether vectors are written as C, and for an implementation that can do what. */
final class CTarget {
  private static final List<Capability> USUAL =
      List.of(Capability.P2M, Capability.EVENTS, Capability.DESCRIPTORS, Capability.MULTI_PE);

  @Option(
      names = "--c",
      description =
          "Write C in place of sets: arrays of calls, and a driver that runs them and logs"
              + " what it observes, for `replay --log`. PATHs may be vector files here too.")
  private boolean isC;

  @Option(
      names = "--capability",
      paramLabel = "WORD",
      arity = "1",
      converter = CapabilityWord.class,
      description = "With --c: what the implementation is able to do; may be repeated. p2m, events,"
          + " descriptors and multi-pe if not given.")
  private List<Capability> capabilities = List.of();

  /** The word of a capability. */
  static final class CapabilityWord implements ITypeConverter<Capability> {
    @Override
    public Capability convert(String text) {
      return Arrays.stream(Capability.values())
          .filter(capability -> capability.word().equals(text))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + text
              + "' is no capability; there are "
              + Arrays.stream(Capability.values())
                  .map(Capability::word)
                  .collect(Collectors.joining(", "))));
    }
  }

  boolean isChosen() {
    return isC;
  }

  /** Whether something was chosen that says nothing without {@code --c}. */
  boolean isInVain() {
    return !isC && !capabilities.isEmpty();
  }

  /** Writes the files, and returns what to tell. */
  List<String> write(Iterator<ConformanceVector> vectors, Path folder)
      throws IOException, FileFailure {
    Set<Capability> chosen = EnumSet.copyOf(capabilities.isEmpty() ? USUAL : capabilities);
    CVectors c = new CVectors(chosen);
    vectors.forEachRemaining(c::add);
    if (c.count() == 0) {
      throw new FileFailure("no vector can be written as C" + reasons(c));
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileFailure("cannot write " + folder + ": it is no folder");
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : c.files().entrySet()) {
      OutputFile.replace(
          folder.resolve(file.getKey()),
          out -> out.write(file.getValue().getBytes(StandardCharsets.UTF_8)));
    }
    String told =
        CountText.of(c.count(), "vector") + " written to " + folder.resolve(CVectors.ARRAYS);
    return c.leftOut().isEmpty()
        ? List.of(told)
        : List.of(told, CountText.of(c.leftOut().size(), "vector") + " left out" + reasons(c));
  }

  private static String reasons(CVectors c) {
    Map<String, Long> byReason = c.leftOut().values().stream()
        .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
    return byReason.isEmpty()
        ? ""
        : byReason.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(Collectors.joining("; ", ": ", ""));
  }
}
