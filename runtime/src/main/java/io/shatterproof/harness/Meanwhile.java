package io.shatterproof.harness;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * What observers see while the steps of a phase happen. Of bare tables they look at each boundary;
 * of a domain the judge's machine tells afterwards what they could have seen.
 */
final class Meanwhile {
  /** Nobody looks on. */
  static final Meanwhile NOBODY = new Meanwhile(-1, List.of());

  private final List<Expectation> expected;
  private final Map<Observer, List<List<AccessReport>>> seen = new LinkedHashMap<>();
  private final List<Observer> notInGuestAtFirst = new ArrayList<>();
  private final int phase;
  private int fresh;

  /**
   * Observers of a phase.
   *
   * @param phase its number
   * @param expected those that are in scope
   */
  Meanwhile(int phase, List<Expectation> expected) {
    this.phase = phase;
    this.expected = List.copyOf(expected);
    for (Expectation each : expected) {
      seen.put(observer(each), new ArrayList<>());
    }
  }

  /** Whether nobody looks on. */
  boolean isEmpty() {
    return expected.isEmpty();
  }

  int size() {
    return expected.size();
  }

  /** Whether the order of boundaries matters, and not only which there are. */
  boolean isAboutOrder() {
    return expected.stream().anyMatch(Expectation.NeverAfter.class::isInstance);
  }

  private static Observer observer(Expectation expectation) {
    if (expectation instanceof Expectation.AccessSees sees) {
      return Observer.of(sees);
    }
    if (expectation instanceof Expectation.NeverAfter never) {
      return Observer.of(never);
    }
    throw new MalformedVectorException(
        expectation.origin() + ": this is nothing that is seen meanwhile");
  }

  /** The phase begins in another order that begins alike: so many boundaries are as before. */
  void rewind(int boundaries) {
    fresh = boundaries;
    seen.values().forEach(each -> {
      if (each.size() > boundaries) {
        each.subList(boundaries, each.size()).clear();
      }
    });
  }

  /** The phase is about to begin. */
  void prepare(UnderTest underTest) {
    notInGuestAtFirst.clear();
    for (Expectation each : expected) {
      requireClaim(each, underTest);
      OptionalInt domain = observer(each).domain();
      if (domain.isPresent()) {
        underTest.requireEvents("what is seen meanwhile");
        if (observer(each).isIommu()) {
          underTest.requireIommu(each.origin(), domain.getAsInt());
        } else if (observer(each).isTranslation()) {
          underTest.requireWhereItIsMade(
              observer(each).pe(), domain.getAsInt(), observer(each).access());
        } else if (!underTest.isInGuest(observer(each).pe(), domain.getAsInt())) {
          notInGuestAtFirst.add(observer(each));
        }
      } else if (!underTest.maintainsTlbs()) {
        throw new MalformedVectorException(each.origin()
            + ": who sees bare tables meanwhile needs the capability tlb, and the vector does not");
      }
    }
  }

  private static void requireClaim(Expectation each, UnderTest underTest) {
    List<LegalOutcome> outcomes = outcomes(each);
    if (outcomes.isEmpty()) {
      throw new MalformedVectorException(each.origin() + ": the expectation claims nothing");
    }
    if (observer(each).domain().isEmpty()) {
      underTest.requireSyndromes(outcomes);
    }
  }

  private static List<LegalOutcome> outcomes(Expectation expectation) {
    if (expectation instanceof Expectation.AccessSees sees) {
      return sees.outcomes();
    }
    Expectation.NeverAfter never = (Expectation.NeverAfter) expectation;
    List<OutcomeClaim> claims = List.of(never.never(), never.after());
    return claims.stream().map(LegalOutcome::of).toList();
  }

  /** The phase is at a boundary. */
  void look(UnderTest underTest) {
    if (!underTest.maintainsTlbs()) {
      return;
    }
    int boundary = underTest.boundary();
    seen.forEach((observer, boundaries) -> {
      if (boundaries.size() <= boundary) {
        boundaries.add(underTest.bareTables().observe(observer.pe(), observer.access()));
      }
    });
  }

  /**
   * Judges what was seen.
   *
   * @param isComplete whether the phase is over; otherwise labels may be missing
   * @param flaws is told what does not hold
   */
  void judge(
      UnderTest underTest,
      boolean isComplete,
      Coverage coverage,
      BiConsumer<Expectation, Flaw> flaws) {
    notInGuestAtFirst.forEach(
        observer -> underTest.requireInGuest(observer.pe(), observer.domain().getAsInt()));
    seen.replaceAll((observer, boundaries) -> observer.domain().isEmpty()
        ? boundaries
        : underTest.seen(observer.pe(), observer.domain().getAsInt(), observer.access()));
    for (Expectation each : expected) {
      judge(each, underTest, isComplete, coverage).ifPresent(flaw -> flaws.accept(each, flaw));
    }
  }

  private Optional<Flaw> judge(
      Expectation each, UnderTest underTest, boolean isComplete, Coverage coverage) {
    Observer observer = observer(each);
    String subject = underTest.nameOf(observer);
    Stretch stretch = stretch(each);
    if (isComplete) {
      underTest.labels().require(stretch);
    }
    List<List<AccessReport>> boundaries = seen.getOrDefault(observer, List.of());
    BoundarySpan span = underTest.labels().span(stretch, boundaries.size() - 1);
    Coverage.Key key = new Coverage.Key(phase, each, "boundary");
    if (span.isEmpty()) {
      if (isComplete) {
        String reason = underTest.labels().reason(stretch);
        coverage.miss(key, () -> StretchJudge.noBoundary(each.origin(), subject, stretch, reason));
      }
      return Optional.empty();
    }
    coverage.show(key);
    StretchJudge judge = new StretchJudge(subject, boundaries, span, underTest::log);
    if (each instanceof Expectation.NeverAfter never) {
      return judge.neverAfter(never);
    }
    Expectation.AccessSees sees = (Expectation.AccessSees) each;
    if (sees.everyMember()) {
      judge.cover(sees, phase, coverage);
    }
    return judge.onlySees(sees, fresh);
  }

  private static Stretch stretch(Expectation expectation) {
    return expectation instanceof Expectation.AccessSees sees
        ? sees.stretch()
        : ((Expectation.NeverAfter) expectation).stretch();
  }
}
