package io.shatterproof.vector.json;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Setup;
import java.util.List;

/** What the encoders of one vector share: where it goes, how much of it, and its names. */
final class Encoding {
  final CanonicalJson json = new CanonicalJson();

  private final Detail detail;
  private final String file;
  private final List<DomainConfig> domains;

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
