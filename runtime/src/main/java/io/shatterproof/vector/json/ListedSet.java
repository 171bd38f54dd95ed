package io.shatterproof.vector.json;

/**
 * An entry of a manifest that was read.
 *
 * @param manifest the file that lists it, for messages
 * @param column where its path stands in line 1 of that file, from 1
 */
public record ListedSet(VectorManifest.Entry entry, String manifest, int column) {

  /** The refusal of this entry. */
  public VectorFormatException refuse(FormatFault fault, String reason, String cure) {
    return new VectorFormatException(manifest, 1, column, fault, reason, cure);
  }
}
