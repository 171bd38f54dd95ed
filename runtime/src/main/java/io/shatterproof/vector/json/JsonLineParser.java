package io.shatterproof.vector.json;

import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Turns one line into one JSON object of bounded depth without duplicate members. */
final class JsonLineParser {
  private static final String CURE = "the file was damaged or edited by hand; write it again";

  private static final int LONGEST_SHOWN = 60;

  private final JsonFactory factory;
  private final int nesting;

  JsonLineParser(ReadLimits limits) {
    nesting = limits.nesting();
    factory = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(nesting)
            .maxStringLength(limits.lineBytes())
            .maxNameLength(limits.lineBytes())
            .build())
        .build();
  }

  JsonValue.Structure parse(Line line) throws VectorFormatException {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), line.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw line.refuse(
            FormatFault.NOT_JSON, 0, "the line does not begin with a JSON object", CURE);
      }
      JsonValue.Structure object = object(line, parser);
      if (parser.nextToken() != null) {
        throw line.refuse(
            FormatFault.NOT_JSON, offset(parser), "something follows the JSON object", CURE);
      }
      return object;
    } catch (StreamConstraintsException tooMuch) {
      throw line.refuse(
          FormatFault.TOO_LARGE,
          offset(tooMuch),
          "deeper than " + nesting + " levels, or a longer number than any vector needs",
          "read with larger limits if you trust the file");
    } catch (JacksonException syntax) {
      String message = syntax.getOriginalMessage().lines().findFirst().orElse("");
      throw line.refuse(
          FormatFault.NOT_JSON, offset(syntax), "this is not JSON: " + printable(message), CURE);
    }
  }

  private JsonValue value(Line line, JsonParser parser) throws VectorFormatException {
    int offset = offset(parser);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(line, parser);
    } else if (token == JsonToken.START_ARRAY) {
      List<JsonValue> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(line, parser));
      }
      return new JsonValue.Array(offset, elements);
    } else if (token == JsonToken.VALUE_STRING) {
      return new JsonValue.Text(offset, parser.getString());
    } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return new JsonValue.Flag(offset, token == JsonToken.VALUE_TRUE);
    } else if (token == JsonToken.VALUE_NULL) {
      return new JsonValue.Null(offset);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      return whole(line, parser, offset);
    }
    throw line.refuse(
        FormatFault.WRONG_TYPE, offset, "numbers are whole", "write digits only, after a minus");
  }

  private JsonValue.Structure object(Line line, JsonParser parser) throws VectorFormatException {
    int offset = offset(parser);
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int nameOffset = offset(parser);
      parser.nextToken();
      JsonValue.Member member = new JsonValue.Member(nameOffset, value(line, parser));
      if (members.put(name, member) != null) {
        throw line.refuse(
            FormatFault.DUPLICATE_MEMBER,
            nameOffset,
            "`" + printable(name) + "` is there twice",
            "keep one of them");
      }
    }
    return new JsonValue.Structure(offset, members);
  }

  private static JsonValue whole(Line line, JsonParser parser, int offset)
      throws VectorFormatException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw line.refuse(
          FormatFault.OUT_OF_RANGE,
          offset,
          "the number does not fit into 64 bits",
          "addresses are strings as in \"0x40000000\"");
    }
    return new JsonValue.Whole(offset, parser.getLongValue());
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static int offset(JacksonException exception) {
    return exception.getLocation() == null
        ? 0
        : (int) Math.max(0, exception.getLocation().getCharOffset());
  }

  /** Text of a file that nobody trusts, short and fit for a terminal. */
  static String printable(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return VisibleText.of(text);
    }
    return VisibleText.of(text.substring(0, LONGEST_SHOWN)) + "...";
  }
}
