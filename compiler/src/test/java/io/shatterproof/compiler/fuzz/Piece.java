package io.shatterproof.compiler.fuzz;

/**
 * A place in the text of a seed that one rule of the grammar has read.
 *
 * @param rule index of the rule in the parser
 * @param start offset of its first character
 * @param end offset behind its last character
 */
record Piece(int rule, int start, int end) {}
