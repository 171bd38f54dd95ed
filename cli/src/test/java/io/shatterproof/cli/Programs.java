package io.shatterproof.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that implement a P2M, and vectors for them. */
final class Programs {
  /** Answers everything as a P2M without any mapping; what a test puts in comes first. */
  private static final String SCRIPT = """
      answer() {
        echo "{\\"result\\":\\"$call\\",\\"run\\":$run,\\"n\\":$n$1}"
      }
      while IFS= read -r line; do
        call=${line#*\\"call\\":\\"}; call=${call%%\\"*}
        run=${line##*\\"run\\":}; run=${run%%[,\\}]*}
        n=${line##*\\"n\\":}; n=${n%%[,\\}]*}
        case $line in
      %s
          *'"call":"hello"'*)
            echo '{"result":"hello","protocol":"1.0","name":"scripted","capabilities":["p2m"]}' ;;
          *'"call":"bye"'*) exit 0 ;;
          *'"call":"create_domain"'*) answer ',"vttbr":"0x1000040000000"' ;;
          *'"call":"unmap"'*) answer ',"returns":0' ;;
          *'"call":"lookup"'*) answer ',"mapped":false' ;;
          *) answer '' ;;
        esac
      done
      """;

  private Programs() {}

  /** A program that answers, except for what this branch of a {@code case} does. */
  static ProgramCommand scripted(Path folder, String branch) throws IOException {
    Path script = Files.writeString(folder.resolve("program.sh"), SCRIPT.replace("%s", branch));
    return new ProgramCommand(script.toString(), List.of("sh", script.toString()));
  }

  /** A vector for each page: nothing is mapped there after a removal. */
  static List<ConformanceVector> removals(String... pages) {
    StringBuilder text = new StringBuilder("""
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 39 bits  start level 1
            operated by pe 0  runs on pe 1
        }
        """);
    for (String page : pages) {
      text.append("""
          scenario "remove %1$s" {
              when pe 0 { unmap guest %1$s size 4K   returns 0 }
              then { lookup guest %1$s is hole }
          }
          """.formatted(page));
    }
    return compile("removals.p2m", text.toString());
  }

  /** The vectors of a scenario file, in its order. */
  static List<ConformanceVector> compile(String name, String text) {
    Compilation compilation = Compiler.compile(List.of(new SourceFile(name, text)), "test");
    if (compilation.vectors().vectors().isEmpty()) {
      throw new IllegalArgumentException("no vectors: " + compilation.diagnostics());
    }
    return compilation.vectors().vectors().stream()
        .sorted((a, b) ->
            Integer.compare(a.heading().origin().line(), b.heading().origin().line()))
        .toList();
  }

  /**
   * The program of {@code examples/c-provider}, compiled with some options.
   *
   * @return where it is; the test is left out where there is no C compiler
   */
  static Path cProvider(Path folder, String... options) throws IOException, InterruptedException {
    assumeTrue(hasCompiler(), "there is no C compiler `cc` here");
    Path program = folder.resolve("provider" + String.join("", options));
    List<String> command = new ArrayList<>(List.of(
        "cc",
        "-std=c11",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-pedantic",
        "-O1",
        "-o",
        program.toString()));
    command.addAll(List.of(options));
    for (String source : List.of("provider.c", "p2m.c", "machine.c", "json.c")) {
      command.add("examples/c-provider/" + source);
    }
    compile(command);
    return program;
  }

  /** Runs a compiler. */
  static void compile(List<String> command) throws IOException, InterruptedException {
    Process compiler = new ProcessBuilder(command).inheritIO().start();
    if (!compiler.waitFor(1, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
      throw new IllegalStateException("cannot compile: " + command);
    }
  }

  /** Whether a program with these options can be compiled. */
  static boolean compiles(Path folder, String... options) throws InterruptedException {
    try {
      cProvider(folder, options);
      return true;
    } catch (IOException | IllegalStateException lacking) {
      return false;
    }
  }

  static boolean hasCompiler() throws InterruptedException {
    try {
      Process compiler = new ProcessBuilder("cc", "--version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return compiler.waitFor(10, TimeUnit.SECONDS) && compiler.exitValue() == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
