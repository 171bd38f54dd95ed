package io.shatterproof.compiler.check;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which PE is in which guest, step by step. At first those are that {@code runs on} names; a PE of
 * several domains may be in any of them. A domain that is created has its PEs from then on.
 */
final class GuestState {
  private final Map<Integer, Set<DomainModel>> guests = new HashMap<>();

  private GuestState() {}

  static GuestState atFirst(ScenarioModel scenario) {
    GuestState state = new GuestState();
    Set<DomainModel> atFirst = new HashSet<>(scenario.domains());
    atFirst.removeAll(scenario.created());
    for (DomainModel domain : atFirst) {
      for (int pe : domain.config().runsOn()) {
        state.guests.computeIfAbsent(pe, key -> new HashSet<>()).add(domain);
      }
    }
    return state;
  }

  /** Does a step. */
  void follow(StepModel step) {
    if (step instanceof StepModel.EnterStep enter) {
      guests.put(enter.pe(), Set.of(enter.domain()));
    } else if (step instanceof StepModel.LeaveStep leave) {
      guests.put(leave.pe(), Set.of());
    } else if (step instanceof StepModel.CreateStep create && create.creates()) {
      DomainModel created = create.domain();
      created.config().runsOn().forEach(pe -> guests.put(pe, Set.of(created)));
    }
  }

  /** Whether the PE is in any guest. */
  boolean isInAny(Quantity pe) {
    return !guestsOf(pe).isEmpty();
  }

  /** Whether the PE is in the guest of a domain. */
  boolean isIn(Quantity pe, DomainModel domain) {
    return guestsOf(pe).contains(domain);
  }

  private Set<DomainModel> guestsOf(Quantity pe) {
    return guests.getOrDefault((int) pe.value(), Set.of());
  }
}
