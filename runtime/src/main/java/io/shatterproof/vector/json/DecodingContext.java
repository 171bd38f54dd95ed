package io.shatterproof.vector.json;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What steps and expectations of one vector refer to: file, domains, PEs. */
final class DecodingContext {
  /** What the lexer of scenarios takes for a word, if it is not longer. */
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][0-9A-Za-z_]{0,63}");

  private final String file;
  private final int pes;
  private final List<MemoryRange> memory;
  private final boolean hasTlbs;
  private final Set<String> labels = new HashSet<>(2);
  private final Map<String, Integer> domains = new HashMap<>();
  private final Set<Integer> later;
  private final Set<Integer> notCreated;

  DecodingContext(String file, Setup setup, Needs needs) {
    this.file = file;
    this.pes = setup.platform().pes();
    this.memory = setup.memory();
    this.hasTlbs = needs.capabilities().contains(Capability.TLB);
    List<DomainConfig> configs = setup.domains();
    for (int i = 0; i < configs.size(); i++) {
      domains.put(configs.get(i).name(), i);
    }
    this.later = setup.later();
    this.notCreated = later.isEmpty() ? Set.of() : new HashSet<>(later);
  }

  /** Whether all that the vector is about are bare tables. */
  boolean isBare() {
    return domains.isEmpty() && !memory.isEmpty();
  }

  /** Whether there is memory for bare tables. */
  boolean hasMemory() {
    return !memory.isEmpty();
  }

  /** Whether the vector says that it needs TLBs. */
  boolean hasTlbs() {
    return hasTlbs;
  }

  /** Begins {@code given} or a phase, each of which has labels of its own. */
  void beginSection() {
    labels.clear();
  }

  /** The label of a step, which no other step of the section has. */
  String defineLabel(Members members) throws VectorFormatException {
    String label = members.text("label");
    if (!LABEL.matcher(label).matches()) {
      throw members.refuse(
          FormatFault.WRONG_TYPE,
          "label",
          "`label` is \"" + JsonLineParser.printable(label) + "\", not a short word",
          "write up to 64 letters, digits and underscores, and no digit in front");
    }
    if (!labels.add(label)) {
      throw members.refuse(
          FormatFault.DUPLICATE_MEMBER,
          "label",
          "two steps are labelled " + label,
          "label each step of a phase apart");
    }
    return label;
  }

  /** A label that a step of this section has. */
  String label(Members members, String name) throws VectorFormatException {
    String label = members.text(name);
    if (!labels.contains(label)) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          name,
          "no step of this phase is labelled \"" + JsonLineParser.printable(label) + "\"",
          "use the label of a step in `when` of the same phase");
    }
    return label;
  }

  Optional<String> optionalLabel(Members members, String name) throws VectorFormatException {
    return members.has(name) ? Optional.of(label(members, name)) : Optional.empty();
  }

  /** Numbers of PEs, ascending, each once. */
  List<Integer> pes(Members members, String name) throws VectorFormatException {
    return List.copyOf(new TreeSet<>(members.numbers(name, 0, pes - 1)));
  }

  /** The place of a vector, whose file is always told. */
  static Origin vectorOrigin(Members members) throws VectorFormatException {
    return PlaceText.parse(members.text("at"), Optional.empty())
        .orElseThrow(() -> notAPlace(members));
  }

  Origin origin(Members members) throws VectorFormatException {
    return PlaceText.parse(members.text("at"), Optional.of(file))
        .orElseThrow(() -> notAPlace(members));
  }

  int pe(Members members) throws VectorFormatException {
    return members.number("pe", 0, pes - 1);
  }

  /** A domain that exists where it is named. */
  int domain(Members members) throws VectorFormatException {
    int domain = declaredDomain(members);
    if (notCreated.contains(domain)) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "domain",
          "the domain \"" + JsonLineParser.printable(members.text("domain"))
              + "\" is `later`, and not created yet",
          "name it behind the step that creates it");
    }
    return domain;
  }

  /** The domain of a step that creates it. */
  int createdDomain(Members members) throws VectorFormatException {
    int domain = declaredDomain(members);
    if (!notCreated.contains(domain)) {
      throw members.refuse(
          later.contains(domain) ? FormatFault.DUPLICATE_MEMBER : FormatFault.UNKNOWN_WORD,
          "domain",
          "the domain \"" + JsonLineParser.printable(members.text("domain"))
              + (later.contains(domain) ? "\" is created twice" : "\" exists from the beginning"),
          "create each domain once, and declare it with `later`");
    }
    notCreated.remove(domain);
    return domain;
  }

  /** Whether every domain that does not exist from the beginning was created. */
  boolean hasCreatedAll() {
    return notCreated.isEmpty();
  }

  private int declaredDomain(Members members) throws VectorFormatException {
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

  /** The address of a whole page in memory of the setup. */
  long pagePa(Members members, long sizeBytes) throws VectorFormatException {
    long pa = members.hex("pa");
    boolean isAligned = (pa & (sizeBytes - 1)) == 0;
    for (long page = 0; page < sizeBytes; page += MemoryRange.PAGE_BYTES) {
      long pageOfMemory = pa + page;
      boolean isThere = memory.stream().anyMatch(range -> range.holdsWord(pageOfMemory));
      if (!isAligned || !isThere) {
        throw members.refuse(
            FormatFault.OUT_OF_RANGE,
            "pa",
            isAligned
                ? "the page at `pa` is not all in the memory of this vector's setup"
                : "`pa` is no multiple of `size`",
            "name a whole page of memory that the setup provides");
      }
    }
    return pa;
  }

  private static VectorFormatException notAPlace(Members members) {
    return members.refuse(
        FormatFault.WRONG_TYPE,
        "at",
        "`at` is not a place in a file",
        "write file:line:column, or line:column inside the file of the vector");
  }
}
