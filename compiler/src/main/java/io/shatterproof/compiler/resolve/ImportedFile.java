package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.syntax.DeclarationSyntax;
import java.util.Optional;

/**
 * An import and what it makes visible.
 *
 * @param exports empty if the file could not be read, which has been told
 */
public record ImportedFile(DeclarationSyntax.Import statement, Optional<Exports> exports) {
  /** Whether nothing is missing of what the file declares. */
  public boolean isWhole() {
    return exports.filter(Exports::isWhole).isPresent();
  }
}
