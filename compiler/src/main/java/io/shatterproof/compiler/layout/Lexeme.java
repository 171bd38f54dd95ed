package io.shatterproof.compiler.layout;

/**
 * A word as it was typed.
 *
 * @param gap blanks, line ends and remarks in front of it
 * @param text empty at the end of the file
 */
public record Lexeme(String gap, String text) {}
