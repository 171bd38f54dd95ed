package io.shatterproof.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Note;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which file an import finds, and where it must not look. */
class ImportsTest {
  private static final String USE = """
      domain guest on board { p2m xen_4_8  operated by pe 0 }
      scenario "a" { when pe 0 { unmap guest 0 size 4K  returns 0 } }
      """;
  private static final String BOARD = "language 1\nplatform board { pes 1  pa 40 bits }\n";

  @TempDir
  Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String importing(String... paths) {
    StringBuilder text = new StringBuilder("language 1\n");
    Arrays.stream(paths).forEach(path -> text.append("import \"" + path + "\"\n"));
    return text + USE;
  }

  private Compilation compile(Path... paths) {
    return compile(LoadOptions.defaults(), paths);
  }

  private Compilation compile(LoadOptions options, Path... paths) {
    Loading loading = SourceLoader.load(List.of(paths), options.withNamesFrom(folder));
    assertThat(loading.diagnostics()).isEmpty();
    return Compiler.compile(loading.sources(), loading.imports(), "test");
  }

  private static List<String> told(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::toString)
        .toList();
  }

  @Test
  void theRootIsTheFolderThatWasGiven() throws IOException {
    write("root/boards/board.p2m", BOARD);
    Path file = write("root/sub/a.p2m", importing("../boards/board.p2m"));

    assertThat(told(compile(folder.resolve("root")))).isEmpty();
    assertThat(told(compile(file)))
        .containsExactly("root/sub/a.p2m:2:9: error[P2M0007]: `../boards/board.p2m` leads out of"
            + " the source root");
    assertThat(told(compile(LoadOptions.defaults().withRoot(folder.resolve("root")), file)))
        .isEmpty();
  }

  @Test
  void theOutermostFolderCountsInWhateverOrder() throws IOException {
    write("root/board.p2m", BOARD);
    write("root/sub/a.p2m", importing("../board.p2m"));
    Path root = folder.resolve("root");
    Path sub = folder.resolve("root/sub");

    assertThat(told(compile(root, sub))).isEmpty();
    assertThat(told(compile(sub, root))).isEmpty();
  }

  @Test
  void aFileOutsideOfTheChosenRootImportsNothing() throws IOException {
    write("board.p2m", BOARD);
    Path file = write("a.p2m", importing("board.p2m"));
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(told(compile(LoadOptions.defaults().withRoot(other), file)))
        .containsExactly("a.p2m:2:9: error[P2M0007]: this file is not in the source root, and"
            + " imports nothing");
  }

  @Test
  void aLinkThatLeadsOutIsRefused() throws IOException {
    Path outside = write("outside/board.p2m", BOARD);
    write("root/a.p2m", importing("board.p2m"));
    write("root/b.p2m", importing("linked/board.p2m"));
    Files.createSymbolicLink(folder.resolve("root/board.p2m"), outside);
    Files.createSymbolicLink(folder.resolve("root/linked"), folder.resolve("outside"));

    assertThat(told(compile(folder.resolve("root/a.p2m"), folder.resolve("root/b.p2m"))))
        .containsExactly(
            "root/a.p2m:2:9: error[P2M0007]: `board.p2m` is a link that leads out of the source"
                + " root",
            "root/b.p2m:2:9: error[P2M0007]: `linked/board.p2m` is a link that leads out of the"
                + " source root");
  }

  @Test
  void aLinkInsideTheRootIsTheFileItLeadsTo() throws IOException {
    Path board = write("root/boards/board.p2m", BOARD);
    Path file = write("root/a.p2m", importing("boards/board.p2m", "link.p2m"));
    Files.createSymbolicLink(folder.resolve("root/link.p2m"), board);

    assertThat(compile(file).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.IMPORTED_TWICE.number());
  }

  @Test
  void aRootThatIsALinkIsARoot() throws IOException {
    write("root/board.p2m", BOARD);
    write("root/a.p2m", importing("board.p2m"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("root"));

    assertThat(compile(link.resolve("a.p2m")).diagnostics()).isEmpty();
  }

  @Test
  void aLinkInACircleEnds() throws IOException {
    Path file = write("root/a.p2m", "language 1\nimport \"again/a.p2m\"\n");
    Files.createSymbolicLink(folder.resolve("root/again"), folder.resolve("root"));

    assertThat(told(compile(file)))
        .containsExactly("root/a.p2m:2:9: error[P2M0009]: this file imports itself");
  }

  @Test
  void aLongChainEndsInAMessage() throws IOException {
    for (int i = 0; i < 120; i++) {
      write("f" + i + ".p2m", "language 1\nimport \"f" + (i + 1) + ".p2m\"\n");
    }
    write("f120.p2m", BOARD);

    assertThat(told(compile(folder.resolve("f0.p2m"))))
        .containsExactly(
            "f99.p2m:2:9: error[P2M0107]: more than 100 files import each other in a chain");
  }

  @Test
  void mistakesOfAnImportedFileAreToldOnce() throws IOException {
    write("a.p2m", importing("z/board.p2m"));
    write("b.p2m", importing("z/board.p2m"));
    write("z/board.p2m", BOARD + "const A = 1 - 2\nconst B = $\n");

    List<String> expected = List.of(
        "z/board.p2m:3:11: error[P2M0302]: the result is negative: -0x1",
        "z/board.p2m:4:11: error[P2M0102]: unexpected character `$` (U+0024)");
    assertThat(told(compile(folder))).isEqualTo(expected);
    assertThat(told(compile(folder.resolve("a.p2m"), folder.resolve("b.p2m")))).isEqualTo(expected);
  }

  @Test
  void whatIsNoTextIsToldOnceHoweverManyImportIt() throws IOException {
    Path board = write("z/board.p2m", "");
    Files.write(board, new byte[] {'x', (byte) 0xff});
    Path a = write("a.p2m", importing("z/board.p2m"));
    Path b = write("b.p2m", importing("z/board.p2m"));

    assertThat(told(compile(a, b)))
        .containsExactly("z/board.p2m:1:2: error[P2M0001]: byte 0xff at offset 1 is not UTF-8");
  }

  @Test
  void anImportedFileThatIsAskedForIsTheSame() throws IOException {
    write("a.p2m", importing("z.p2m"));
    write("z.p2m", BOARD + """
        domain own on board { p2m xen_4_8  operated by pe 0 }
        scenario "z" { when pe 0 { unmap own 0 size 8K  returns 0 } }
        """);

    Compilation compilation = compile(folder);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.vectors().vectors())
        .extracting(vector -> vector.heading().origin().toString())
        .containsExactly("a.p2m:4:1", "z.p2m:4:1");
  }

  @Test
  void scenariosOfAnImportedFileAreNoVectors() throws IOException {
    write("z.p2m", BOARD + """
        domain own on board { p2m xen_4_8  operated by pe 0 }
        scenario "z" { when pe 0 { unmap own 0 size 8K  returns 0 } }
        """);

    assertThat(compile(write("a.p2m", importing("z.p2m"))).vectors().vectors()).hasSize(1);
  }

  @Test
  void aLibraryIsAJarWithAFolder() throws IOException {
    Path jar = folder.resolve("library.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("p2m/boards/board.p2m"));
      out.write("language 1\nimport \"pes.p2m\"\nplatform board { pes PES  pa 40 bits }\n"
          .getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("p2m/boards/pes.p2m"));
      out.write("language 1\nimport \"../../secret.p2m\"\nconst PES = 1 - 2\n"
          .getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("secret.p2m"));
      out.write("language 1\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = write("sub/a.p2m", importing("boards/board.p2m"));

    try (URLClassLoader library = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      LoadOptions options = LoadOptions.defaults().withLibraries(library);

      assertThat(told(compile(options, file)))
          .containsExactly(
              "classpath:p2m/boards/pes.p2m:2:9: error[P2M0007]: `../../secret.p2m` leads out of"
                  + " the source root",
              "classpath:p2m/boards/pes.p2m:3:13: error[P2M0302]: the result is negative: -0x1");
    }
  }

  /** Libraries that nobody may ask for more than what is needed. */
  private static final class Lazy implements Libraries {
    private final List<String> asked = new ArrayList<>();

    @Override
    public Optional<URL> find(String name) {
      asked.add(name);
      return Optional.empty();
    }

    @Override
    public Optional<URL> findAtHand(String name) {
      return Optional.empty();
    }

    @Override
    public List<String> places() {
      return List.of("looked at a and b", "could not look at c");
    }
  }

  @Test
  void librariesAreAskedOnlyForWhatIsNotInTheSourceRoot() throws IOException {
    Lazy lazy = new Lazy();
    LoadOptions options = LoadOptions.defaults().withLibraries(lazy);
    write("board.p2m", "language 1\nplatform board { pes 1  pa 40 bits }\n");

    compile(options, write("a.p2m", importing("board.p2m")));
    assertThat(lazy.asked).isEmpty();
    assertThat(compile(options, write("b.p2m", importing("gone.p2m"))).diagnostics())
        .filteredOn(told -> told.code().equals("P2M0006"))
        .flatExtracting(Diagnostic::notes)
        .extracting(Note::text)
        .containsExactly("looked at a and b", "could not look at c");
    assertThat(lazy.asked).contains("p2m/gone.p2m");
  }

  @Test
  void theClosureTellsOfImportsWhatTheCompilerTells() throws IOException {
    Path a = write("a.p2m", importing("gone.p2m"));
    Loading loading = SourceLoader.load(List.of(a), LoadOptions.defaults().withNamesFrom(folder));
    List<String> told = new ArrayList<>();

    ImportClosure.of(loading.sources(), loading.imports(), mistake -> told.add(mistake.code()));

    assertThat(told).containsExactly("P2M0006");
  }

  @Test
  void theClosureHoldsWhatLiesBehindImportsAndNothingElse() throws IOException {
    write("z/board.p2m", "/* a */ language 1 // b\nimport \"more.p2m\"\nplatform board {}\n");
    write("z/more.p2m", "language 1\nimport \"gone.p2m\"\n");
    write("z/other.p2m", "language 1\n");
    Path a = write("a.p2m", importing("b.p2m", "z/board.p2m") + "import \"z/other.p2m\"\n");
    Path b = write("b.p2m", importing("z/board.p2m"));
    Loading loading =
        SourceLoader.load(List.of(a, b), LoadOptions.defaults().withNamesFrom(folder));

    assertThat(ImportClosure.of(loading.sources(), loading.imports()))
        .extracting(SourceFile::path)
        .containsExactly("z/board.p2m", "z/more.p2m");
  }

  @Test
  void theClosureFollowsAnImportOfAnyLength() throws IOException {
    Path a = write("a.p2m", importing("b".repeat(100_000) + ".p2m", "c.p2m"));
    write("c.p2m", "language 1\n");
    Loading loading = SourceLoader.load(List.of(a), LoadOptions.defaults().withNamesFrom(folder));

    assertThat(ImportClosure.of(loading.sources(), loading.imports()))
        .extracting(SourceFile::path)
        .containsExactly("c.p2m");
  }

  @Test
  @Timeout(30)
  void emptyLinesOfAnotherFileTakeNoTime() throws IOException {
    write("board.p2m", "language 1\n" + "\n".repeat(500_000) + "  platform board {}\n");
    Path file = write("a.p2m", "language 1\nregime vm on board { ipa 39 bits }\n");

    assertThat(compile(file).diagnostics())
        .flatExtracting(Diagnostic::help)
        .contains("it is declared in \"board.p2m\": import that");
  }
}
