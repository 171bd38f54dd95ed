package io.shatterproof.sets;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.json.VectorLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What two vectors of one id say differently: everything that is no part of the id. */
public final class Wording {
  /** A place; within a string of JSON the quotes would be escaped. */
  private static final Pattern PLACE = Pattern.compile("\"at\":\"(?:[^\"\\\\]|\\\\.)*\",?");

  private Wording() {}

  /** What differs, in the words of the format; empty if nothing does but places. */
  public static List<String> differences(ConformanceVector one, ConformanceVector other) {
    List<String> differences = new ArrayList<>();
    Heading a = one.heading();
    Heading b = other.heading();
    add(differences, "title", a.title().equals(b.title()));
    add(differences, "scenario", a.scenario().equals(b.scenario()));
    add(differences, "was", a.was().equals(b.was()));
    add(differences, "tags", a.tags().equals(b.tags()));
    add(differences, "why", a.why().equals(b.why()));
    add(differences, "source", a.source().equals(b.source()));
    add(differences, "needs", a.needs().equals(b.needs()));
    add(differences, "kills", a.kills().equals(b.kills()));
    add(differences, "checks", a.checks() == b.checks());
    add(differences, "expected_failure", expected(a).equals(expected(b)));
    if (differences.isEmpty() && !withoutPlaces(one).equals(withoutPlaces(other))) {
      differences.add("names, notes or reasons");
    }
    return differences;
  }

  private static Optional<List<Object>> expected(Heading heading) {
    return heading.expectedFailure().map(failure -> List.of(failure.scope(), failure.until()));
  }

  private static void add(List<String> differences, String what, boolean isSame) {
    if (!isSame) {
      differences.add(what);
    }
  }

  /** The line without any place, so that moving a scenario in its file is no difference. */
  static String withoutPlaces(ConformanceVector vector) {
    return PLACE.matcher(VectorLine.print(vector)).replaceAll("");
  }
}
