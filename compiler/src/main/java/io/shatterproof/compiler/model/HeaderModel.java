package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario says about itself.
 *
 * @param titleSpan the title as written
 * @param title the title of this row
 * @param scenario the title as written, the same for all rows
 * @param why the documentation comment; may be empty
 * @param source source of the rule; may be empty
 */
public record HeaderModel(
    Span titleSpan,
    String title,
    String scenario,
    List<Spanned<String>> tags,
    String why,
    String source,
    List<Spanned<SeededFault>> kills,
    List<FailureModel> knownFailures,
    List<WaiverModel> waivers,
    Optional<ExpectedFailureModel> expectedFailure) {
  public HeaderModel {
    tags = List.copyOf(tags);
    kills = List.copyOf(kills);
    knownFailures = List.copyOf(knownFailures);
    waivers = List.copyOf(waivers);
  }

  /**
   * A profile that is known to break the architecture here, in one way.
   *
   * @param span the clause, which may name several ways
   */
  public record FailureModel(
      Span span,
      Spanned<String> profile,
      Spanned<ViolationName> violation,
      Optional<Quantity> times) {}

  /**
   * What the checkers may find.
   *
   * @param name as it is written, which may stand for several
   */
  public record WaiverModel(Spanned<String> name, List<ViolationName> violations) {
    public WaiverModel {
      violations = List.copyOf(violations);
    }
  }

  /**
   * That a check fails.
   *
   * @param profiles the ones on which it does; every one if empty
   */
  public record ExpectedFailureModel(Span span, List<Spanned<String>> profiles, String until) {
    public ExpectedFailureModel {
      profiles = List.copyOf(profiles);
    }
  }
}
