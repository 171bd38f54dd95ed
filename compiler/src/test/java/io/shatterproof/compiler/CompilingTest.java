package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.load.Imports;
import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files come out in their order, whoever works on them, and whatever imports what. */
class CompilingTest {
  private static final int FILES = 60;
  private static final int WRONG = 13;

  @TempDir
  Path folder;

  /** Each imports the next but one, which is compiled later; a few have many scenarios. */
  private Loading files() throws IOException {
    for (int i = 0; i < FILES; i++) {
      StringBuilder text = new StringBuilder("language 1\n");
      if (i + 2 < FILES) {
        text.append("import \"%02d.p2m\"\n".formatted(i + 2));
      }
      text.append("platform arm%d { pes 2  pa 40 bits }\n".formatted(i));
      text.append("domain guest%1$d on arm%1$d { p2m xen_4_8  operated by pe 0 }\n".formatted(i));
      String domain = "guest" + (i + 2 < FILES ? i + 2 : i);
      for (int j = 0; j < (i % 20 == 0 ? 300 : 1); j++) {
        text.append("scenario \"%d of %d\" { when pe 0 { unmap %s 0x%x size 4K } then { %s } }\n"
            .formatted(
                j,
                i,
                domain,
                ((i * 1000L) + j) << 12,
                i == WRONG ? "lookup nobody 0 is hole" : "no violation"));
      }
      Files.writeString(folder.resolve("%02d.p2m".formatted(i)), text);
    }
    return SourceLoader.load(List.of(folder), LoadOptions.defaults().withNamesFrom(folder));
  }

  @Test
  void filesComeOutInOrder() throws IOException {
    Loading loading = files();
    List<String> titles = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    Iterator<Compilation.OfFile> compiled = Compiler.eachFile(loading.sources(), loading.imports());
    while (compiled.hasNext()) {
      Compilation.OfFile file = compiled.next();
      file.vectors().forEach(vector -> titles.add(vector.heading().title()));
      file.diagnostics().stream()
          .filter(Diagnostic::isError)
          .forEach(error -> mistakes.add(error.span() + " " + error.code()));
    }

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      for (int j = 0; i != WRONG && j < (i % 20 == 0 ? 300 : 1); j++) {
        expected.add(j + " of " + i);
      }
    }
    assertThat(titles).isEqualTo(expected);
    assertThat(mistakes).singleElement().asString().startsWith("13.p2m:5:").endsWith("P2M0203");
    assertThatThrownBy(compiled::next).isInstanceOf(NoSuchElementException.class);
  }

  /** The first file is there before the last is so much as looked at. */
  @Test
  void theFirstDoesNotWaitForTheLast() {
    List<SourceFile> sources = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      sources.add(new SourceFile(i + ".p2m", "language 1\nimport \"nowhere.p2m\"\n"));
    }
    List<String> asked = new ArrayList<>();
    Imports imports = new Imports() {
      @Override
      public Optional<SourceFile> find(Span path, DiagnosticSink sink) {
        asked.add(path.file().path());
        return Optional.empty();
      }

      @Override
      public Optional<String> declaring(SourceFile from, String keyword, String name) {
        return Optional.empty();
      }
    };

    Compiler.eachFile(sources, imports).next();

    assertThat(asked).contains("0.p2m").hasSizeLessThan(FILES / 2);
  }
}
