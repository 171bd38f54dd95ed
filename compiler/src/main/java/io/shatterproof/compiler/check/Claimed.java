package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.AccessModel;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ObservedModel;
import io.shatterproof.compiler.model.ObservedModel.GuestAccessModel;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An access of an expectation and what is claimed of it: of a probe, or of an observer. */
record Claimed(ObservedModel access, List<OutcomeModel> outcomes) {

  /** Those of every expectation, in order. */
  static List<Claimed> of(ScenarioModel scenario) {
    List<Claimed> claimed = new ArrayList<>();
    scenario.expectations().forEach(expectation -> of(expectation).ifPresent(claimed::add));
    return claimed;
  }

  /** That of an expectation, if it is about an access. */
  static Optional<Claimed> of(ExpectationModel expectation) {
    if (expectation instanceof ExpectationModel.AccessExpectation guest) {
      return Optional.of(new Claimed(guest.access(), guest.outcomes()));
    }
    if (expectation instanceof ExpectationModel.ProbeExpectation probe) {
      return Optional.of(new Claimed(probe.access(), probe.outcomes()));
    }
    return expectation instanceof ExpectationModel.OfObserver observer
        ? Optional.of(new Claimed(observer.observed(), observer.outcomes()))
        : Optional.empty();
  }

  Quantity pe() {
    return access.pe();
  }

  /** Whether no PE makes the access. */
  boolean isByIommu() {
    return inGuest().filter(GuestAccessModel::isByIommu).isPresent();
  }

  /** The access, if it is one in the guest of a domain. */
  Optional<GuestAccessModel> inGuest() {
    return access instanceof GuestAccessModel guest ? Optional.of(guest) : Optional.empty();
  }

  /** The domain in whose guest it is. */
  Optional<DomainModel> domain() {
    return inGuest().map(GuestAccessModel::domain);
  }

  /** The regime that it is under. */
  Optional<RegimeModel> regime() {
    return access instanceof AccessModel bare ? Optional.of(bare.regime()) : Optional.empty();
  }
}
