package io.shatterproof.compiler.load;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/** Finds the files that files import. One file is always the same {@link SourceFile}. */
public interface Imports {

  /**
   * The file that an import names, or nothing where a mistake is reported.
   *
   * @param path where it stands, without quotes, in the file that imports it
   */
  Optional<SourceFile> find(Span path, DiagnosticSink sink);

  /**
   * What to import for a name that nothing declares: the path of a file near that seems to.
   *
   * @param from the file that lacks the name
   * @param keyword of the declaration that is needed; empty if any would do
   */
  Optional<String> declaring(SourceFile from, String keyword, String name);

  /** For files that lie nowhere: there is nothing that they could import. */
  static Imports none() {
    return new Imports() {
      @Override
      public Optional<SourceFile> find(Span path, DiagnosticSink sink) {
        sink.report(Code.IMPORT_NOT_FOUND, path, "there is no file `" + path.text() + "`");
        return Optional.empty();
      }

      @Override
      public Optional<String> declaring(SourceFile from, String keyword, String name) {
        return Optional.empty();
      }
    };
  }
}
