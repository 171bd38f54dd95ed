package io.shatterproof.compiler.diagnostic.data;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Prints one JSON document, indented, with {@code \n}. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out = FACTORY.createGenerator(new Indented(), text);

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  /** The document; nothing more is printed. */
  String text() {
    out.close();
    return text + "\n";
  }

  /** An object as a value. */
  Json object(Runnable members) {
    out.writeStartObject();
    members.run();
    out.writeEndObject();
    return this;
  }

  Json object(String name, Runnable members) {
    out.writeName(name);
    return object(members);
  }

  <T> Json array(String name, List<T> values, Consumer<T> printElement) {
    out.writeName(name);
    out.writeStartArray();
    values.forEach(printElement);
    out.writeEndArray();
    return this;
  }

  <T> Json arrayUnlessEmpty(String name, List<T> values, Consumer<T> printElement) {
    return values.isEmpty() ? this : array(name, values, printElement);
  }

  Json textsUnlessEmpty(String name, List<String> values) {
    return arrayUnlessEmpty(name, values, out::writeString);
  }

  Json member(String name, String value) {
    out.writeStringProperty(name, value);
    return this;
  }

  Json member(String name, long value) {
    out.writeNumberProperty(name, value);
    return this;
  }
}
