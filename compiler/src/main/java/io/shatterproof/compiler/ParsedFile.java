package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.syntax.FileSyntax;

/**
 * A file whose words are being read.
 *
 * @param diagnostics so far; more may be added
 */
record ParsedFile(FileSyntax syntax, Diagnostics diagnostics) {}
