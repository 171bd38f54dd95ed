package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.source.Span;
import java.util.Optional;
import java.util.OptionalLong;

/** A declared name. What it stands for is absent where the declaration is wrong. */
sealed interface Symbol {

  /** The name where it is declared. */
  Span span();

  /** What it is, in the user's words. */
  String kind();

  /** Whether it is known what it stands for. */
  boolean isWhole();

  /**
   * A constant.
   *
   * @param text its value as written
   */
  record ConstantSymbol(Span span, OptionalLong value, String text) implements Symbol {
    @Override
    public String kind() {
      return "constant";
    }

    @Override
    public boolean isWhole() {
      return value.isPresent();
    }
  }

  /** A platform. */
  record PlatformSymbol(Span span, Optional<PlatformModel> platform) implements Symbol {
    @Override
    public String kind() {
      return "platform";
    }

    @Override
    public boolean isWhole() {
      return platform.isPresent();
    }
  }

  /** A regime. */
  record RegimeSymbol(Span span, Optional<RegimeModel> regime) implements Symbol {
    @Override
    public String kind() {
      return "regime";
    }

    @Override
    public boolean isWhole() {
      return regime.isPresent();
    }

    /** This with another place among the regimes of a file. */
    RegimeSymbol numbered(int ordinal) {
      return new RegimeSymbol(span, regime.map(model -> model.withOrdinal(ordinal)));
    }
  }

  /** A domain. */
  record DomainSymbol(Span span, Optional<DomainModel> domain) implements Symbol {
    @Override
    public String kind() {
      return "domain";
    }

    @Override
    public boolean isWhole() {
      return domain.isPresent();
    }

    /** This with another place among the domains of a file. */
    DomainSymbol numbered(int ordinal) {
      return new DomainSymbol(span, domain.map(model -> model.withOrdinal(ordinal)));
    }
  }
}
