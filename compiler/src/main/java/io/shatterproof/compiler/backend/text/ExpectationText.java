package io.shatterproof.compiler.backend.text;

import io.shatterproof.arch.GuestAccess;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.PermissionClaim;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Stretch;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Expectations as statements; those of observers without the access that they are about. */
final class ExpectationText implements Expectation.Visitor<String> {
  private static final long VALID = 1; // bit 0 of every descriptor

  private final Speech speech;
  private final Codes codes;
  private final PatternText patterns;

  ExpectationText(Speech speech) {
    this.speech = speech;
    this.codes = new Codes(speech.obstacles());
    this.patterns = new PatternText(speech);
  }

  /** Who observes what, for example {@code pe 1 read guest 0x4000_0000}. */
  String observed(Expectation expectation) {
    if (expectation instanceof Expectation.AccessSees sees) {
      return observer(sees.pe()) + access(sees.access(), sees.domain());
    }
    Expectation.NeverAfter never = (Expectation.NeverAfter) expectation;
    return observer(never.pe()) + access(never.access(), never.domain());
  }

  private static String observer(int pe) {
    return pe == Expectation.IOMMU ? "iommu " : "pe " + pe + " ";
  }

  private String access(GuestAccess access, OptionalInt domain) {
    return domain.isPresent()
        ? AccessText.inGuest(access, speech.domain(domain.getAsInt()))
        : AccessText.ofMemory(access, speech.regime());
  }

  @Override
  public String lookupIs(Expectation.LookupIs lookup) {
    return "lookup " + page(lookup.domain(), lookup.ipa()) + " is "
        + (lookup.pa().isPresent() ? Numbers.hex(lookup.pa().getAsLong()) : "somewhere")
        + lookup
            .permissions()
            .map(PermissionClaim::word)
            .map(word -> " " + word)
            .orElse("")
        + lookup.type().map(type -> " as " + type.word()).orElse("")
        + lookup.access().map(P2mAccess::word).map(word -> " access " + word).orElse("")
        + order(lookup.order());
  }

  @Override
  public String lookupIsHole(Expectation.LookupIsHole hole) {
    return "lookup " + page(hole.domain(), hole.ipa()) + " is hole" + order(hole.order());
  }

  private static String order(Optional<PageOrder> order) {
    return order.map(value -> " order " + value).orElse("");
  }

  @Override
  public String accessHas(Expectation.AccessHas has) {
    return "pe " + has.pe() + " " + access(has.access(), has.domain()) + " -> " + verdict(has);
  }

  private String verdict(Expectation.AccessHas has) {
    boolean isSet = has.expectationClass() == ExpectationClass.ONE_OF
        || has.expectationClass() == ExpectationClass.CONSTRAINED;
    if (!isSet && has.outcomes().size() != 1) {
      speech
          .obstacles()
          .add("an access of class " + has.expectationClass().word() + " with "
              + has.outcomes().size() + " outcomes");
      return "wild";
    }
    return switch (has.expectationClass()) {
      case MUST -> OutcomeText.of(has.outcomes().get(0).outcome());
      case QUIRK -> "quirk " + OutcomeText.of(has.outcomes().get(0).outcome());
      case ONE_OF -> "one of " + OutcomeText.set(has.outcomes());
      case CONSTRAINED -> "constrained " + OutcomeText.set(has.outcomes());
      case MUST_NOT -> {
        speech.obstacles().add("an access of class must-not");
        yield OutcomeText.of(has.outcomes().get(0).outcome());
      }
    };
  }

  @Override
  public String accessSees(Expectation.AccessSees sees) {
    return stretch(sees.stretch())
        + (sees.everyMember() ? "sees exactly " : "sees only ")
        + OutcomeText.set(sees.outcomes());
  }

  @Override
  public String neverAfter(Expectation.NeverAfter never) {
    return stretch(never.stretch()) + "never " + OutcomeText.of(never.never()) + " after "
        + OutcomeText.of(never.after());
  }

  private String stretch(Stretch stretch) {
    return stretch.equals(Stretch.ALL)
        ? ""
        : new Stretch(
                stretch.from().map(speech::label),
                stretch.fromEnd(),
                stretch.to().map(speech::label))
            + " ";
  }

  @Override
  public String wordIs(Expectation.WordIs word) {
    return "stored " + speech.regime() + " at " + Numbers.hex(word.pa()) + " is "
        + bits(word.value(), word.mask());
  }

  @Override
  public String storedIs(Expectation.StoredIs stored) {
    if (stored.level() < 0) {
      speech.obstacles().add("a stored entry of level " + stored.level());
    }
    return "stored " + speech.domain(stored.domain()) + " level " + stored.level() + " of "
        + Numbers.hex(stored.ipa()) + " is " + bits(stored.value(), stored.mask());
  }

  private static String bits(long value, long mask) {
    return value == 0 && mask == VALID
        ? "invalid"
        : "raw " + Numbers.hex(value)
            + (mask == RegisterClaim.WHOLE ? "" : " mask " + Numbers.hex(mask));
  }

  @Override
  public String eventsAre(Expectation.EventsAre events) {
    return (events.all() ? "all" : "live") + " events " + events.matching().word() + " {\n"
        + patterns.lines(events.patterns()) + "}";
  }

  @Override
  public String noEvent(Expectation.NoEvent none) {
    return "no " + patterns.none(none.pattern());
  }

  @Override
  public String countsAre(Expectation.CountsAre counts) {
    return counts.counts().stream()
        .map(count -> count.counter().word() + (count.atMost() ? " at most " : " ") + count.value())
        .collect(Collectors.joining("  ", "counts { ", " }"));
  }

  @Override
  public String violationIs(Expectation.ViolationIs violation) {
    String holders = violation.heldBy().stream()
        .map(pe -> Integer.toString(pe))
        .collect(Collectors.joining(", "));
    return "violation " + violation.name().word()
        + violation.label().map(label -> " at " + speech.label(label)).orElse("")
        + (holders.isEmpty() ? "" : " held by pe " + holders)
        + (violation.times().isPresent() ? " times " + violation.times().getAsLong() : "");
  }

  @Override
  public String noViolation(Expectation.NoViolation none) {
    return "no violation";
  }

  @Override
  public String returned(Expectation.Returned returned) {
    return codes.claim(returned.code());
  }

  @Override
  public String restrictionIs(Expectation.RestrictionIs restriction) {
    String what = "access " + speech.domain(restriction.domain()) + " "
        + (restriction.ipa().isPresent() ? Numbers.hex(restriction.ipa().getAsLong()) : "default");
    if (restriction.answer() < 0) {
      return what + " fails with " + codes.error(restriction.answer());
    }
    Optional<P2mAccess> answer = P2mAccess.ofNumber(Math.toIntExact(restriction.answer()));
    if (answer.isEmpty()) {
      speech
          .obstacles()
          .add("the answer " + restriction.answer() + ", which is no access restriction");
    }
    return what + " is " + answer.orElse(P2mAccess.RWX).word();
  }

  @Override
  public String statisticsAre(Expectation.StatisticsAre statistics) {
    return statistics.figures().stream()
        .map(this::figure)
        .collect(
            Collectors.joining("  ", "stats " + speech.domain(statistics.domain()) + " { ", " }"));
  }

  private String figure(Expectation.Figure figure) {
    String word = figure.statistic().word();
    if (!figure.statistic().isByLevel()) {
      return word + " " + Numbers.hex(figure.value());
    }
    if (figure.level() < 0) {
      speech.obstacles().add("a statistic of level " + figure.level());
    }
    return word + " level " + figure.level() + " " + figure.value();
  }

  private String page(int domain, long ipa) {
    return speech.domain(domain) + " " + Numbers.hex(ipa);
  }
}
