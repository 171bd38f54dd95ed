package io.shatterproof.compiler.format;

/**
 * Where the first word of something is put.
 *
 * @param line whether it begins a line
 * @param indent where that line begins, if it begins one
 * @param ofRemarks where lines with remarks in front of it begin
 * @param blanks in front of it, if it begins none
 * @param mayFollowEmpty whether an empty line before it is kept
 */
record Place(When line, Indent indent, Indent ofRemarks, int blanks, boolean mayFollowEmpty) {
  enum When {
    ALWAYS,
    /** Where it did when it was typed. */
    AS_TYPED,
    /** Unless a remark of the end of the line is before it. */
    NEVER
  }

  static Place onNewLine(Indent indent) {
    return new Place(When.ALWAYS, indent, indent, 0, true);
  }

  static Place asTyped(Indent indent, int blanks) {
    return new Place(When.AS_TYPED, indent, indent, blanks, false);
  }

  static Place onLine(Indent otherwise, int blanks) {
    return new Place(When.NEVER, otherwise, otherwise, blanks, false);
  }

  Place withEmptyLine() {
    return new Place(line, indent, ofRemarks, blanks, true);
  }

  Place withoutEmptyLine() {
    return new Place(line, indent, ofRemarks, blanks, false);
  }

  Place withRemarksAt(Indent remarks) {
    return new Place(line, indent, remarks, blanks, mayFollowEmpty);
  }
}
