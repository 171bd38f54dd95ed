package io.shatterproof.harness.junit;

import io.shatterproof.arch.GuestAccess;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.OptionalInt;

/** What an access can meet while the steps of a phase happen. */
public sealed interface Sight {

  /** What an observer says. */
  Expectation expectation(Observer observer);

  /**
   * Who looks, where and when.
   *
   * @param domain in whose guest; empty under bare tables
   */
  record Observer(
      Origin origin,
      Scope scope,
      int pe,
      GuestAccess access,
      OptionalInt domain,
      Stretch stretch) {}

  /**
   * These outcomes and no other.
   *
   * @param everyMember whether each of them must be possible somewhere
   * @param outcomes at least one
   */
  record Only(boolean everyMember, List<LegalOutcome> outcomes) implements Sight {
    public Only {
      outcomes = List.copyOf(outcomes);
    }

    @Override
    public Expectation expectation(Observer observer) {
      return new Expectation.AccessSees(
          observer.origin(),
          observer.scope(),
          observer.pe(),
          observer.access(),
          observer.domain(),
          observer.stretch(),
          everyMember,
          outcomes);
    }
  }

  /** One outcome no more, once another was possible. */
  record Never(OutcomeClaim never, OutcomeClaim after) implements Sight {
    @Override
    public Expectation expectation(Observer observer) {
      return new Expectation.NeverAfter(
          observer.origin(),
          observer.scope(),
          observer.pe(),
          observer.access(),
          observer.domain(),
          observer.stretch(),
          never,
          after);
    }
  }

  /** An outcome of which it is to be said when it is not possible any more. */
  record Forbidden(OutcomeClaim never) {
    /** Once this one was possible. */
    public Sight after(Claims.Claimed outcome) {
      return new Never(never, outcome.legal().outcome());
    }
  }
}
