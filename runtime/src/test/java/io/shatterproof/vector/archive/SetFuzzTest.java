package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a vector file, a manifest or a jar, the reader accepts it or refuses it at a
 * place, and never ends with another exception.
 *
 * <p>{@code -Dfuzz.seconds=60} looks longer, {@code -Dfuzz.seed=n} at others.
 */
class SetFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 7);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 5));
  private static final int FEWEST_CASES = 300;
  private static final ArchiveLimits LIMITS =
      new ArchiveLimits(new ReadLimits(1 << 20, 64, 1000, 1000), 4 << 20, 500, 100);

  @TempDir
  private Path folder;

  private final Map<String, String> escaped = new LinkedHashMap<>();
  private final Map<SetMutation, Integer> refused = new EnumMap<>(SetMutation.class);
  private final List<byte[]> seeds = SampleFiles.seeds();
  private long accepted;

  /** What the changed bytes are a part of. */
  private enum Form {
    PLAIN,
    UNDER_GZIP,
    GZIP,
    MANIFEST,
    IN_FOLDER,
    JAR
  }

  @Test
  void everySetIsReadOrRefusedAtAPlace() throws IOException {
    long end = System.nanoTime() + TIME.toNanos();
    long cases = 0;
    while (cases < FEWEST_CASES || System.nanoTime() < end) {
      look(cases++);
    }
    System.out.printf("%,d mutations: %,d accepted, refused %s%n", cases, accepted, refused);
    assertThat(escaped.values()).as("what escaped").isEmpty();
    assertThat(refused.keySet()).containsExactly(SetMutation.values());
    assertThat(accepted).as("harmless mutations").isLessThan(cases / 5);
  }

  private void look(long number) throws IOException {
    RandomGenerator random = new SplittableRandom(31 * SEED + number);
    SetMutation mutation = any(SetMutation.values(), random);
    Form form = random.nextInt(2) == 0 ? Form.PLAIN : any(Form.values(), random);
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    Path target = write(form, seed, mutation, random);
    try {
      SetFolders.read(target, LIMITS);
      accepted++;
    } catch (VectorFormatException refusal) {
      refused.merge(mutation, 1, Integer::sum);
      if (refusal.line() < 1 || refusal.column() < 1 || refusal.getMessage().length() > 2000) {
        escaped.putIfAbsent("place", number + ": " + refusal.getMessage());
      }
    } catch (RuntimeException | IOException | Error wrong) {
      String place = String.valueOf(wrong.getStackTrace()[0]);
      escaped.putIfAbsent(
          place,
          "%d of seed %d, %s of %s: %s at %s"
              .formatted(
                  number,
                  SEED,
                  mutation,
                  form,
                  wrong,
                  List.of(wrong.getStackTrace()).subList(0, 6)));
    }
  }

  private Path write(Form form, byte[] seed, SetMutation mutation, RandomGenerator random)
      throws IOException {
    Path file = folder.resolve("a.p2mv");
    Path inner = folder.resolve("set");
    Path manifest = inner.resolve(VectorManifest.FILE_NAME);
    byte[] good = SetFolders.manifest(SetFolders.entry("a.p2mv", seed));
    Files.createDirectories(inner);
    switch (form) {
      case PLAIN -> Files.write(file, mutation.apply(seed, random));
      case UNDER_GZIP -> Files.write(file, SetFolders.gzip(mutation.apply(seed, random)));
      case GZIP -> Files.write(file, mutation.apply(SetFolders.gzip(seed), random));
      case MANIFEST -> {
        Files.write(inner.resolve("a.p2mv"), seed);
        Files.write(manifest, mutation.apply(good, random));
        return inner;
      }
      case IN_FOLDER -> {
        Files.write(inner.resolve("a.p2mv"), mutation.apply(seed, random));
        Files.write(manifest, good);
        return inner;
      }
      case JAR -> {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(VectorArchive.FOLDER_IN_JAR + "a.p2mv", seed);
        entries.put(VectorArchive.FOLDER_IN_JAR + VectorManifest.FILE_NAME, good);
        SetFolders.jar(file, entries);
        Files.write(file, mutation.apply(Files.readAllBytes(file), random));
      }
    }
    return file;
  }

  private static <T> T any(T[] all, RandomGenerator random) {
    return all[random.nextInt(all.length)];
  }
}
