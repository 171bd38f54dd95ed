package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProgramException;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.harness.remote.RunAhead;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The P2M of {@code examples/c-provider}: right as it is, and wrong in each way that can be compiled in. */
final class CProviderTest {
  private static final Path HERE = Path.of("examples/c-provider");

  @TempDir
  private Path folder;

  @Test
  void passesItsOwnVectors() throws Exception {
    List<Result> results = run(Programs.cProvider(folder), subset());

    assertThat(results).hasSizeGreaterThan(10);
    assertThat(results).allMatch(result -> result.verdict() == Verdict.AGREE);
  }

  @Test
  void passesItsVectorsUnderSanitizers() throws Exception {
    String option = "-fsanitize=address,undefined";
    Programs.cProvider(folder);
    assumeTrue(Programs.compiles(folder, option), "the C compiler has no sanitizers");

    List<Result> results =
        run(Programs.cProvider(folder, option, "-fno-sanitize-recover=all"), subset());

    assertThat(results).allMatch(result -> result.verdict() == Verdict.AGREE);
  }

  /** Calls of a domain come all the same where it could not be created. */
  @Test
  void callsOfADomainThatIsNotThereAreUnsupported() throws Exception {
    Path calls = Files.writeString(folder.resolve("calls"), """
        {"call":"run","profile":"","platform":"board","pes":2,"pa_bits":40,"walker":"coherent","iommu":"none","run":1,"n":0}
        {"call":"lookup","domain":0,"ipa":"0x40000000","run":1,"n":1}
        {"call":"bye","run":1,"n":2}
        """);
    Path answers = folder.resolve("answers");

    Process program = new ProcessBuilder(Programs.cProvider(folder).toString())
        .redirectInput(calls.toFile())
        .redirectOutput(answers.toFile())
        .start();

    assertThat(program.waitFor()).isZero();
    assertThat(Files.readString(answers))
        .contains("{\"result\":\"lookup\",\"run\":1,\"n\":1,\"unsupported\":\"such domains\"}");
  }

  /** Each is revealed by what the table in its README says. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      FAULT_NO_BREAK,            violation no_break
      FAULT_NO_TLBI,             violation no_tlbi
      FAULT_LOCAL_TLBI,          violation local_tlbi
      FAULT_WRONG_VMID,          violation wrong_vmid
      FAULT_NO_DSB_BEFORE_TLBI,  violation no_dsb_before_tlbi
      FAULT_NO_DSB_AFTER_TLBI,   violation no_dsb_after
      FAULT_FREE_BEFORE_TLBI,    violation early_release
      FAULT_LEAK,                violation leak
      FAULT_STALE_PERMISSIONS,   expected 0x800000000 perm r
      FAULT_SPLIT_ATTRIBUTES,    expected 0x800006000 perm rw
      FAULT_SHORT_UNMAP,         expected hole
      FAULT_HIDDEN_STORE,        reports contradict each other
      """)
  void wrongOneIsCaughtByName(String fault, String revealed) throws Exception {
    List<Result> results = run(Programs.cProvider(folder, "-D" + fault), subset());

    assertThat(results).extracting(Result::verdict).containsOnly(Verdict.AGREE, Verdict.DISAGREE);
    assertThat(results.stream().flatMap(result -> result.failures().stream()))
        .extracting(Failure::message)
        .anyMatch(message -> message.contains(revealed));
    assertThat(Files.readString(HERE.resolve("README.md"))).contains("| `" + fault + "` |");
  }

  @Test
  void everyFaultInTheSourceIsTried() throws IOException {
    Pattern fault = Pattern.compile("FAULT_[A-Z_]+");
    TreeSet<String> inSource = new TreeSet<>();
    for (String source : List.of("p2m.c", "machine.c", "provider.c", "json.c")) {
      fault
          .matcher(Files.readString(HERE.resolve(source)))
          .results()
          .forEach(found -> inSource.add(found.group()));
    }
    TreeSet<String> inReadme = fault
        .matcher(Files.readString(HERE.resolve("README.md")))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(inReadme).isEqualTo(inSource).hasSize(12);
  }

  @Test
  void agreesWithATinyModelOnRandomMappings() throws Exception {
    StringBuilder text = new StringBuilder("""
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 40 bits  start level 1 concatenated 2
            operated by pe 0  runs on pe 1
        }
        """);
    for (long seed = 1; seed <= 40; seed++) {
      text.append(new RandomScenario(seed).text());
    }

    List<Result> results =
        run(Programs.cProvider(folder), Programs.compile("random.p2m", text.toString()));

    assertThat(results).hasSize(40);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.verdict())
            .as(result.heading().title() + ": " + result.reason())
            .isEqualTo(Verdict.AGREE));
  }

  private static List<ConformanceVector> subset() throws IOException {
    return Programs.compile("subset.p2m", Files.readString(HERE.resolve("subset.p2m")));
  }

  private static List<Result> run(Path program, List<ConformanceVector> vectors)
      throws RemoteProgramException, InterruptedException {
    List<Result> all = new ArrayList<>();
    Duration timeout = Duration.ofSeconds(20);
    try (RemoteProvider provider = RemoteProvider.start(
        new ProgramCommand(program.toString(), List.of(program.toString())), timeout)) {
      new RunAhead(provider, timeout)
          .run(vectors.iterator(), judged -> all.addAll(judged.results()));
    }
    return all;
  }

  /** Mappings and removals; of an address holds what the last one of them said that covers it. */
  private static final class RandomScenario {
    private static final long PAGE = 0x1000;
    private static final long[] SIZES = {PAGE, 3 * PAGE, 1L << 21, (1L << 21) + PAGE, 1L << 30};
    private static final String[] PERMISSIONS = {"r", "rw", "rx", "rwx"};

    private record Operation(long ipa, long size, long pa, String permissions) {
      boolean covers(long address) {
        return address >= ipa && address < ipa + size;
      }

      String text() {
        String range = " guest 0x" + Long.toHexString(ipa) + " size 0x" + Long.toHexString(size);
        return permissions.isEmpty()
            ? "unmap" + range + "   returns 0\n"
            : "map" + range + " to 0x" + Long.toHexString(pa) + " perm " + permissions
                + " mem normal_wb   returns 0\n";
      }
    }

    private final long seed;
    private final Random random;
    private final List<Operation> operations = new ArrayList<>();

    RandomScenario(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (int i = 0; i < 12; i++) {
        operations.add(operation());
      }
    }

    private Operation operation() {
      long size = SIZES[random.nextInt(SIZES.length)];
      long start = random.nextInt(3) * (1L << 30);
      boolean isAligned = random.nextBoolean();
      long offset = isAligned ? 0 : (random.nextInt(4) * (1L << 21)) + (random.nextInt(4) * PAGE);
      boolean maps = random.nextInt(3) > 0;
      long pa = (8L << 32) + (random.nextInt(4) * (1L << 30)) + offset;
      return new Operation(start + offset, size, pa, maps ? PERMISSIONS[random.nextInt(4)] : "");
    }

    String text() {
      StringBuilder text =
          new StringBuilder("scenario \"random mappings, seed " + seed + "\" {\n  when pe 0 {\n");
      operations.forEach(operation -> text.append("    ").append(operation.text()));
      text.append("  }\n  then {\n    no violation\n");
      addresses().forEach(address -> text.append("    ").append(expectation(address)));
      return text.append("  }\n}\n").toString();
    }

    /** Where something begins or ends. */
    private Set<Long> addresses() {
      TreeSet<Long> addresses = new TreeSet<>();
      for (Operation operation : operations) {
        addresses.add(operation.ipa());
        addresses.add(operation.ipa() + operation.size());
        addresses.add(operation.ipa() + operation.size() - PAGE);
        addresses.add(Math.max(0, operation.ipa() - PAGE));
      }
      return addresses;
    }

    private String expectation(long address) {
      Operation last = new Operation(0, 0, 0, "");
      for (Operation operation : operations) {
        last = operation.covers(address) ? operation : last;
      }
      String subject = "lookup guest 0x" + Long.toHexString(address) + " is ";
      return last.permissions().isEmpty()
          ? subject + "hole\n"
          : subject + "0x" + Long.toHexString(last.pa() + address - last.ipa()) + " perm "
              + last.permissions() + "\n";
    }
  }
}
