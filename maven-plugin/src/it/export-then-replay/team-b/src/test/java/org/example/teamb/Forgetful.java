package org.example.teamb;

import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.WrongProvider;
import io.shatterproof.reference.ReferenceProvider;

/** An implementation that is among the tests of the project. */
public final class Forgetful extends ForwardingProvider {
  /** Called by the service loader. */
  public Forgetful() {
    super(new WrongProvider(new ReferenceProvider()));
  }

  @Override
  public String name() {
    return "forgetful";
  }
}
