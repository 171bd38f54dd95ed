package io.shatterproof.maven.build;

import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.WrongProvider;
import io.shatterproof.reference.ReferenceProvider;

/** An implementation among the tests of a project, with which no vector agrees. */
public final class Liar extends ForwardingProvider {
  /** Called by the service loader. */
  public Liar() {
    super(new WrongProvider(new ReferenceProvider()));
  }

  @Override
  public String name() {
    return "liar";
  }
}
