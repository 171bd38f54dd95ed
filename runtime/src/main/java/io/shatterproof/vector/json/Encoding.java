package io.shatterproof.vector.json;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.List;

/** What the encoders of one vector share: where it goes, how much of it, and its names. */
final class Encoding {
  final CanonicalJson json = new CanonicalJson();

  private final Detail detail;
  private final String file;
  private final List<DomainConfig> domains;
  private List<String> labels = List.of();
  private int minorVersion;

  /** How much of a vector is printed. */
  enum Detail {
    /** Everything. */
    COMPLETE,
    /** What decides whether two vectors test the same: no names, places, reasons. */
    MEANING
  }

  Encoding(ConformanceVector vector, Detail detail) {
    this.detail = detail;
    this.file = vector.heading().origin().file();
    this.domains = vector.setup().domains();
  }

  boolean isComplete() {
    return detail == Detail.COMPLETE;
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
    if (labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException("two steps have the same label: " + labels);
    }
  }

  /** A label of the section: its name, or its number in the meaning. */
  CanonicalJson label(String name, String label) {
    int number = labels.indexOf(label);
    if (number < 0) {
      throw new IllegalArgumentException("no step is labelled " + label + ", only " + labels);
    }
    return isComplete() ? json.member(name, label) : json.member(name, number);
  }

  /** The place of a step or an expectation; the file is told only where the vector's differs. */
  CanonicalJson origin(Origin origin) {
    if (!isComplete()) {
      return json;
    }
    String place = origin.line() + ":" + origin.column();
    return json.member("at", origin.file().equals(file) ? place : origin.file() + ":" + place);
  }

  /** The domain of a step, expectation or pattern: its name, or its number in the meaning. */
  CanonicalJson domain(int domain) {
    String name = domains.get(domain).name();
    return isComplete() ? json.member("domain", name) : json.member("domain", domain);
  }

  /** The text of a person, left out where it is empty, and in the meaning. */
  CanonicalJson remark(String name, String text) {
    return isComplete() ? json.memberUnlessEmpty(name, text) : json;
  }

  /** Domains are named in JSON, so no two may share a name. */
  static void requireUniqueNames(Setup setup) {
    long names = setup.domains().stream().map(DomainConfig::name).distinct().count();
    if (names != setup.domains().size()) {
      throw new IllegalArgumentException("two domains of a vector have the same name");
    }
  }
}
