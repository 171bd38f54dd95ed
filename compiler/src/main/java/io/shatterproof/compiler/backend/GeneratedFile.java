package io.shatterproof.compiler.backend;

/**
 * A file that a backend produced and nobody has written yet.
 *
 * @param path relative to the output folder, with {@code /}
 * @param text with {@code \n} and a final newline
 */
public record GeneratedFile(String path, String text) {}
