package io.shatterproof.vector.json;

import java.util.Locale;

/** Why a reader refuses a vector file. The words are stable: other readers are tested by them. */
public enum FormatFault {
  /** There is not one byte. */
  EMPTY_FILE,
  NOT_UTF8,
  /** A line is not one JSON object, or the last line has no line feed. */
  NOT_JSON,
  /** The first line is not the header of a vector file. */
  NOT_VECTORS,
  /** The first line is not the header of results. */
  NOT_RESULTS,
  /** Another major version. */
  UNKNOWN_VERSION,
  /** A member that this version does not have, and that the header does not list as optional. */
  UNKNOWN_MEMBER,
  DUPLICATE_MEMBER,
  MISSING_MEMBER,
  WRONG_TYPE,
  /** A word that this version does not have, or a domain that is not declared. */
  UNKNOWN_WORD,
  OUT_OF_RANGE,
  /** Right in content, but not in the one form that gives equal files for equal sets. */
  NOT_CANONICAL,
  /** An id that is not that of the content. */
  WRONG_ID,
  /** Ids do not ascend. */
  NOT_SORTED,
  WRONG_COUNT,
  WRONG_DIGEST,
  /** More than the reader accepts: bytes in a line, nesting, vectors, steps. */
  TOO_LARGE;

  /** The spelling in messages and documentation, for example {@code unknown-member}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
