package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.syntax.FileSyntax;

/**
 * What came of reading a file.
 *
 * @param hasSyntaxErrors whether something could not be understood
 */
public record Parsed(FileSyntax file, boolean hasSyntaxErrors) {}
