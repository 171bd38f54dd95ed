package io.shatterproof.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what {@code benchmarks/language} measures in fresh processes: trivial scenarios, a feature
 * file of Gherkin with as many for each of them, and one large file.
 */
public final class LanguageInputs {
  private static final int IN_A_FILE = 100;
  private static final int SMALL_FILES = 5_000;
  private static final int LARGE = 10_000_000;
  private static final long FIRST_IPA = 0x4000_0000L;

  private static final String HEAD = """
      language 1

      platform arm_server {
          pes     2
          pa      40 bits
          walker  coherent
      }

      domain guest on arm_server {
          p2m          xen_4_8
          granule      4K
          ipa          40 bits
          start        level 1 concatenated 2
          operated by  pe 0
          runs on      pe 1
      }
      """;

  private static final String SCENARIO = """

      scenario "map page %1$d and look at it" {
          when pe 0 {
              map guest %2$s size 4K to 0x8_0000_0000 as ram_rw   returns 0
          }
          then {
              lookup guest %2$s is 0x8_0000_0000
              pe 1 read guest %2$s -> ok 0x8_0000_0000
          }
      }
      """;

  private static final String FEATURE = """
      Feature: mapping pages
      """;

  private static final String FEATURE_SCENARIO = """

        Scenario: map page %1$d and look at it
          When PE 0 maps page %2$s
          Then a look-up gives it
          And PE 1 reads it
      """;

  private LanguageInputs() {}

  /** Writes everything below a folder, which need not be there. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    write(folder.resolve("large.p2m"), LargeSource.ofLength(LARGE).text());
    for (int i = 0; i < SMALL_FILES; i++) {
      write(
          folder.resolve("files-5000/%02d/%04d.p2m".formatted(i / IN_A_FILE, i)),
          HEAD + scenario(SCENARIO, i));
    }
    for (int scenarios : new int[] {1_000, 10_000, 100_000}) {
      for (int first = 0; first < scenarios; first += IN_A_FILE) {
        StringBuilder ours = new StringBuilder(HEAD);
        StringBuilder theirs = new StringBuilder(FEATURE);
        for (int i = first; i < first + IN_A_FILE; i++) {
          ours.append(scenario(SCENARIO, i));
          theirs.append(scenario(FEATURE_SCENARIO, i));
        }
        String name = "%d/part%05d.".formatted(scenarios, first / IN_A_FILE);
        write(folder.resolve("scenarios-" + name + "p2m"), ours.toString());
        write(folder.resolve("features-" + name + "feature"), theirs.toString());
      }
    }
  }

  private static String scenario(String text, int number) {
    return text.formatted(number, "0x" + Long.toHexString(FIRST_IPA + ((long) number << 12)));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
