package io.shatterproof.vector.json;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.List;

/** What the encoders of one vector share: where it goes, what of it is meant, and its names. */
final class Encoding {
  final CanonicalJson json;

  private final String file;
  private final List<DomainConfig> domains;
  private List<String> labels = List.of();
  private int minorVersion;

  /**
   * Begins a vector.
   *
   * @param json where it goes, which is empty
   */
  Encoding(ConformanceVector vector, CanonicalJson json) {
    this.json = json;
    this.file = vector.heading().origin().file();
    this.domains = vector.setup().domains();
  }

  /** The minor version that whoever reads what was printed so far must know. */
  int minorVersion() {
    return minorVersion;
  }

  /** What is printed is of this minor version. */
  CanonicalJson since(int version) {
    minorVersion = Math.max(minorVersion, version);
    return json;
  }

  /** A word as the value of a member. */
  <E extends Enum<E>> CanonicalJson word(String name, Words<E> words, E constant) {
    return since(words.since(constant)).member(name, words.word(constant));
  }

  /** Begins {@code given} or a phase, each of which has labels of its own. */
  void beginSection(List<Step> steps) {
    labels = Labels.of(steps);
    if (!labels.isEmpty() && labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException("two steps have the same label: " + labels);
    }
  }

  /** A label of the section: its name, or its number in the meaning. */
  CanonicalJson label(String name, String label) {
    int number = labels.indexOf(label);
    if (number < 0) {
      throw new IllegalArgumentException("no step is labelled " + label + ", only " + labels);
    }
    return json.member(name, label, number);
  }

  /** The place of a step or an expectation; the file is told only where the vector's differs. */
  CanonicalJson origin(Origin origin) {
    return json.unmeantPlace("at", origin, origin.file().equals(file));
  }

  /** The domain of a step, expectation or pattern: its name, or its number in the meaning. */
  CanonicalJson domain(int domain) {
    return json.member("domain", domains.get(domain).name(), domain);
  }

  /** The text of a person, left out where it is empty, and in the meaning. */
  CanonicalJson remark(String name, String text) {
    return text.isEmpty() ? json : json.unmeantMember(name, text);
  }

  /** Domains are named in JSON, so no two may share a name. */
  static void requireUniqueNames(Setup setup) {
    if (setup.domains().size() < 2) {
      return;
    }
    long names = setup.domains().stream().map(DomainConfig::name).distinct().count();
    if (names != setup.domains().size()) {
      throw new IllegalArgumentException("two domains of a vector have the same name");
    }
  }
}
