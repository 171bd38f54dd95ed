package io.shatterproof.vector.json;

import java.util.OptionalLong;

/** A member that is an address, or the word for any. */
final class PlaceMember {
  private static final String ANY = "somewhere";
  private static final int SINCE = 5;

  private PlaceMember() {}

  static CanonicalJson print(Encoding encoding, String name, OptionalLong pa) {
    return pa.isPresent()
        ? encoding.json.hexMember(name, pa.getAsLong())
        : encoding.since(SINCE).member(name, ANY);
  }

  static OptionalLong read(Members members, String name) throws VectorFormatException {
    if (members.isText(name) && members.text(name).equals(ANY)) {
      members.requireWordSince(SINCE, name, ANY);
      return OptionalLong.empty();
    }
    return OptionalLong.of(members.hex(name));
  }
}
