package io.shatterproof.vector.json;

import java.util.List;
import java.util.function.Consumer;

/** One line of JSON in the one spelling that vector files have, for files that go with them. */
public final class JsonText {
  private final CanonicalJson json = new CanonicalJson();

  public JsonText beginObject() {
    json.beginObject();
    return this;
  }

  public JsonText endObject() {
    json.endObject();
    return this;
  }

  public JsonText name(String name) {
    json.name(name);
    return this;
  }

  public JsonText text(String value) {
    json.text(value);
    return this;
  }

  public JsonText member(String name, String value) {
    json.member(name, value);
    return this;
  }

  public JsonText member(String name, long value) {
    json.member(name, value);
    return this;
  }

  /** Leaves the member out where the value is 0. */
  public JsonText memberUnlessZero(String name, long value) {
    json.memberUnlessZero(name, value);
    return this;
  }

  /** Leaves the member out where the text is empty. */
  public JsonText memberUnlessEmpty(String name, String value) {
    json.memberUnlessEmpty(name, value);
    return this;
  }

  /** Leaves the member out where the list is empty. */
  public JsonText textsUnlessEmpty(String name, List<String> values) {
    json.textsUnlessEmpty(name, values);
    return this;
  }

  /** Leaves the member out where the list is empty. */
  public <T> JsonText arrayUnlessEmpty(String name, List<T> values, Consumer<T> printElement) {
    json.arrayUnlessEmpty(name, values, printElement);
    return this;
  }

  /** What was printed so far, in UTF-8, without a line feed. */
  public byte[] toBytes() {
    return json.toBytes();
  }
}
