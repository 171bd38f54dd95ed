package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.p2m.DomainConfig;

/**
 * A declared domain. Two are equal if they are declared at one place: to compare all they say is slow.
 *
 * @param span its name
 * @param ordinal its place among the domains of the file
 */
public record DomainModel(Span span, int ordinal, PlatformModel platform, DomainConfig config) {

  /** The word of the scenario. */
  public String name() {
    return config.name();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainModel that && span.equals(that.span);
  }

  @Override
  public int hashCode() {
    return span.hashCode();
  }
}
