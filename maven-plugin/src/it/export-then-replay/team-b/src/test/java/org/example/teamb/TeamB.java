package org.example.teamb;

import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.reference.ReferenceProvider;

/** An implementation that is among the tests of the project. */
public final class TeamB extends ForwardingProvider {
  /** Called by the service loader. */
  public TeamB() {
    super(new ReferenceProvider());
  }

  @Override
  public String name() {
    return "team-b";
  }
}
