package io.shatterproof.compiler.layout;

import java.util.List;

/**
 * A file as it stands: each of its words and remarks, once and in order, grouped as the grammar reads them.
 *
 * @param declarations what begins on a line of its own: the line of the language, then the declarations
 * @param end the end of the file, with the remarks in front of it; its text is empty
 */
public record Layout(List<Group> declarations, Word end) {
  public Layout {
    declarations = List.copyOf(declarations);
  }
}
