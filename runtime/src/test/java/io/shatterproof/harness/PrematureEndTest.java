package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PrematureEndTest {

  /** Of a JVM of its own: exits with 0, inside or outside of what is watched, or waits inside. */
  public static void main(String[] args) throws InterruptedException {
    PrematureEnd end = new PrematureEnd(() -> System.out.print("told"));
    if (args[0].equals("inside")) {
      System.exit(0);
    }
    if (args[0].equals("waiting")) {
      System.out.print("ready ");
      System.out.flush();
      Thread.sleep(60_000);
    }
    end.close();
    System.exit(0);
  }

  private static String run(String where) throws Exception {
    String classPath = Stream.of(PrematureEnd.class, PrematureEndTest.class)
        .map(PrematureEndTest::place)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            PrematureEndTest.class.getName(),
            where)
        .redirectErrorStream(true)
        .start();
    if (where.equals("waiting")) {
      process.getInputStream().readNBytes("ready ".length());
      process.toHandle().destroy(); // leaves its output open
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output;
  }

  private static String place(Class<?> type) {
    return Path.of(
            URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  @Test
  void anExitWithZeroIsNoSuccess() throws Exception {
    assertThat(run("inside")).isEqualTo("1 told");
  }

  @Test
  void afterwardsItIsNobodysBusiness() throws Exception {
    assertThat(run("outside")).isEqualTo("0 ");
  }

  @Test
  void aSignalEndsItAsAlways() throws Exception {
    assertThat(run("waiting")).isEqualTo("143 ");
  }
}
