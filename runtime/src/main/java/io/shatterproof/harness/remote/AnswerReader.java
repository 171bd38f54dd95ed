package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.ImplementationClock;
import io.shatterproof.harness.TooManyEventsException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the lines that answer one call: what happened, what was found, and the result behind it.
 */
final class AnswerReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Bytes of one answer: what it says is held in memory until it is judged. */
  static final long MOST_BYTES = 1L << 27;

  private final EventLine events = new EventLine();
  private final FlatObject line = new FlatObject();

  /**
   * Reads the lines that answer a call, and tells events as they come. What is waited for them is the
   * time of the implementation; to read them is not.
   *
   * @param lines some whole lines whenever it is asked; the last of all has the result
   */
  Answer read(Supplier<byte[]> lines, EventSink sink) {
    return ImplementationClock.ofJudge(() -> readUntimed(lines, sink));
  }

  private Answer readUntimed(Supplier<byte[]> lines, EventSink sink) {
    Reading reading = new Reading(sink);
    long bytes = 0;
    while (reading.result == null) {
      byte[] some = ImplementationClock.ofImplementation(lines);
      bytes += some.length;
      if (bytes > MOST_BYTES) {
        throw new NonsenseException("the answer has more than " + MOST_BYTES + " bytes");
      }
      try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), some)) {
        while (next(parser, line)) {
          reading.take(line);
        }
      } catch (JacksonException syntax) {
        throw noJson(syntax);
      }
    }
    return new Answer(reading.result, reading.reports, reading.tables);
  }

  private static NonsenseException noJson(JacksonException syntax) {
    return new NonsenseException("a line is no JSON: "
        + FlatObject.shown(syntax.getOriginalMessage().lines().findFirst().orElse("")));
  }

  /** What was read of one answer. */
  private final class Reading {
    private final EventSink sink;
    private List<AccessReport> reports = List.of();
    private @Nullable TableWords tables;
    private @Nullable FlatObject result;

    Reading(EventSink sink) {
      this.sink = sink;
    }

    void take(FlatObject object) {
      if (result != null) {
        throw new NonsenseException("two objects stand in one line");
      } else if (object.has("event")) {
        tell(object);
      } else if (object.has("result")) {
        result = new FlatObject();
        object.moveTo(result);
      } else if (object.has("report")) {
        reports = reports.isEmpty() ? new ArrayList<>() : reports;
        reports.add(report(object));
      } else if (object.has("table")) {
        tables = tables == null ? new TableWords() : tables;
        tables.page(object.hex("table"), object.wholeOr(0x1000, "size"));
        object.end();
      } else if (object.has("word") && tables != null) {
        tables.word(object.hex("word"), object.hex("value"));
        object.end();
      } else {
        throw new NonsenseException("a line is no event, report, table, word or result");
      }
    }

    private void tell(FlatObject event) {
      try {
        events.tell(event, sink);
      } catch (TooManyEventsException tooMany) {
        throw new NonsenseException(tooMany.getMessage());
      }
    }
  }

  /** The flat object of one line. */
  static FlatObject parse(String line) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      FlatObject object = new FlatObject();
      if (!next(parser, object) || parser.nextToken() != null) {
        throw new NonsenseException("a line is no single object");
      }
      return object;
    } catch (JacksonException syntax) {
      throw noJson(syntax);
    }
  }

  /** Reads the next object; returns whether there is one. */
  private static boolean next(JsonParser parser, FlatObject object) {
    object.clear();
    JsonToken first = parser.nextToken();
    if (first == null) {
      return false;
    }
    if (first != JsonToken.START_OBJECT) {
      throw new NonsenseException("a line is no JSON object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NUMBER_INT) {
        object.put(name, number(parser, name));
      } else if (token == JsonToken.START_ARRAY) {
        object.put(name, list(parser, name));
      } else {
        object.put(name, scalar(parser, token, name));
      }
    }
    return true;
  }

  private static long number(JsonParser parser, String name) {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new NonsenseException("`" + FlatObject.shown(name) + "` does not fit into 64 bits");
    }
    return parser.getLongValue();
  }

  private static Object scalar(JsonParser parser, JsonToken token, String name) {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getString();
    } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    throw new NonsenseException(
        "`" + FlatObject.shown(name) + "` is no string, whole number, true, false or list");
  }

  private static List<Object> list(JsonParser parser, String name) {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(
          token == JsonToken.VALUE_NUMBER_INT
              ? (Object) number(parser, name)
              : scalar(parser, token, name));
    }
    return elements;
  }

  private static AccessReport report(FlatObject object) {
    Outcome outcome = switch (object.text("report")) {
      case "ok" -> new Outcome.Translated(object.hex("pa"), level(object), attributes(object));
      case "fault" -> faulted(object);
      case "wild" -> new Outcome.Wild();
      default -> throw FlatObject.unknown("report", object.text("report"));
    };
    AccessReport report = new AccessReport(outcome, syndrome(object));
    object.end();
    return report;
  }

  private static int level(FlatObject object) {
    return object.has("level") ? object.number("level", -1, 3) : Outcome.NO_LEVEL;
  }

  private static Outcome faulted(FlatObject object) {
    FaultKind kind = object.word("fault", Spelling.FAULT_KIND);
    FaultStage stage =
        object.has("stage") ? object.word("stage", Spelling.FAULT_STAGE) : FaultStage.STAGE2;
    return new Outcome.Faulted(kind, level(object), stage);
  }

  private static AccessAttributes attributes(FlatObject object) {
    if (!object.has("memory")) {
      return AccessAttributes.NORMAL_WB;
    }
    MemoryType type = object.word("memory", Spelling.MEMORY_TYPE);
    Cacheability usual = Cacheability.NC;
    return new AccessAttributes(
        type,
        object.has("inner") ? object.word("inner", Spelling.CACHEABILITY) : usual,
        object.has("outer") ? object.word("outer", Spelling.CACHEABILITY) : usual,
        object.word("sh", Spelling.SHAREABILITY),
        object.flagOr(false, "xs"),
        object.has("tagging") ? object.word("tagging", Spelling.TAGGING) : Tagging.UNTAGGED,
        object.flagOr(false, "no_tag_access"));
  }

  private static Syndrome syndrome(FlatObject object) {
    @Nullable Map<SystemRegister, Long> values = null;
    @Nullable Map<SystemRegister, Long> unknown = null;
    for (SystemRegister register : SystemRegister.values()) {
      if (register.reports() && object.has(register.word())) {
        values = values == null ? new EnumMap<>(SystemRegister.class) : values;
        values.put(register, object.hex(register.word()));
        String unknownBits = register.word() + "_unknown";
        if (object.has(unknownBits)) {
          unknown = unknown == null ? new EnumMap<>(SystemRegister.class) : unknown;
          unknown.put(register, object.hex(unknownBits));
        }
      }
    }
    return values == null
        ? Syndrome.NONE
        : new Syndrome(values, unknown == null ? Map.of() : unknown);
  }
}
