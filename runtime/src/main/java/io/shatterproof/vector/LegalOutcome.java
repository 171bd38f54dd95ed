package io.shatterproof.vector;

/**
 * One member of a set of outcomes.
 *
 * @param why the reason it is legal; may be empty
 * @param reference where the architecture says so; may be empty
 */
public record LegalOutcome(OutcomeClaim outcome, String why, String reference) {

  /** A member without reason. */
  public static LegalOutcome of(OutcomeClaim outcome) {
    return new LegalOutcome(outcome, "", "");
  }
}
