package io.shatterproof.vector.json;

import java.util.Locale;

/** Why a reader refuses a vector file, or a folder or jar of them. The words are stable: other readers are tested by them. */
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
  /** More than the reader accepts: bytes in a line, nesting, vectors, steps, unpacked bytes. */
  TOO_LARGE,
  /** The compressed bytes are damaged, or nobody here can unpack them. */
  BAD_COMPRESSION,
  /** A jar that is damaged, or has two entries of one name. */
  BAD_ARCHIVE,
  /** No manifest where one must be, or it is none. */
  NOT_MANIFEST,
  /** A path that is not a plain one inside the folder or jar. */
  BAD_PATH,
  /** A file that the manifest lists is not there. */
  MISSING_FILE,
  /** A vector file that the manifest does not list. */
  UNLISTED_FILE,
  /** A file is not the one that the manifest lists. */
  CHANGED_FILE;

  /** The spelling in messages and documentation, for example {@code unknown-member}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
