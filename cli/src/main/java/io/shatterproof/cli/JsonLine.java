package io.shatterproof.cli;

import io.shatterproof.vector.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A line of JSON. */
final class JsonLine {
  private JsonLine() {}

  /** An object with these members, without a line end. */
  static String of(Consumer<CanonicalJson> members) {
    CanonicalJson json = new CanonicalJson();
    json.beginObject();
    members.accept(json);
    return new String(json.endObject().toBytes(), StandardCharsets.UTF_8);
  }
}
