package io.shatterproof.vector.json;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What steps and expectations of one vector refer to: file, domains, PEs. */
final class DecodingContext {
  private static final Pattern PLACE =
      Pattern.compile("(?:(.*):)?([1-9][0-9]{0,8}):([1-9][0-9]{0,8})", Pattern.DOTALL);

  private final String file;
  private final int pes;
  private final List<MemoryRange> memory;
  private final Map<String, Integer> domains = new HashMap<>();

  DecodingContext(String file, Setup setup) {
    this.file = file;
    this.pes = setup.platform().pes();
    this.memory = setup.memory();
    List<DomainConfig> configs = setup.domains();
    for (int i = 0; i < configs.size(); i++) {
      domains.put(configs.get(i).name(), i);
    }
  }

  /** Whether all that the vector is about are bare tables. */
  boolean isBare() {
    return domains.isEmpty() && !memory.isEmpty();
  }

  /** The place of a vector, whose file is always told. */
  static Origin vectorOrigin(Members members) throws VectorFormatException {
    Matcher place = place(members);
    if (place.group(1) == null) {
      throw notAPlace(members);
    }
    return origin(place, place.group(1));
  }

  Origin origin(Members members) throws VectorFormatException {
    Matcher place = place(members);
    return origin(place, place.group(1) == null ? file : place.group(1));
  }

  int pe(Members members) throws VectorFormatException {
    return members.number("pe", 0, pes - 1);
  }

  int domain(Members members) throws VectorFormatException {
    String name = members.text("domain");
    Integer domain = domains.get(name);
    if (domain == null) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "domain",
          "no domain is called \"" + JsonLineParser.printable(name) + "\"",
          "use the name of a domain of this vector's setup");
    }
    return domain;
  }

  /** The address of a word in memory of the setup. */
  long wordPa(Members members) throws VectorFormatException {
    long pa = members.hex("pa");
    boolean isThere = memory.stream().anyMatch(range -> range.holdsWord(pa));
    if ((pa & 7) != 0 || !isThere) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "pa",
          "`pa` is no "
              + (isThere ? "multiple of 8" : "address in the memory of this vector's setup"),
          "name a whole word of memory that the setup provides");
    }
    return pa;
  }

  private static Origin origin(Matcher place, String file) {
    return new Origin(file, Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)));
  }

  private static Matcher place(Members members) throws VectorFormatException {
    Matcher place = PLACE.matcher(members.text("at"));
    if (!place.matches()) {
      throw notAPlace(members);
    }
    return place;
  }

  private static VectorFormatException notAPlace(Members members) {
    return members.refuse(
        FormatFault.WRONG_TYPE,
        "at",
        "`at` is not a place in a file",
        "write file:line:column, or line:column inside the file of the vector");
  }
}
