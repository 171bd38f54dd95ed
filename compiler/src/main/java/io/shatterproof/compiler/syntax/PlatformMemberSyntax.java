package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;

/** A property of a platform. */
public sealed interface PlatformMemberSyntax {

  Span span();

  /** {@code pes N}. */
  record Pes(Span span, ExpressionSyntax count) implements PlatformMemberSyntax {}

  /** {@code pa N bits}. */
  record PaBits(Span span, ExpressionSyntax bits) implements PlatformMemberSyntax {}

  /** {@code features a, b}. */
  record Features(Span span, List<NameSyntax> names) implements PlatformMemberSyntax {
    public Features {
      names = List.copyOf(names);
    }
  }

  /** {@code walker coherent} or {@code noncoherent}. */
  record Walker(Span span, boolean isCoherent) implements PlatformMemberSyntax {}

  /** {@code iommu coherent} or {@code noncoherent}. */
  record Iommu(Span span, boolean isCoherent) implements PlatformMemberSyntax {}

  /** {@code choose knob value}; the value may be a number. */
  record Choose(Span span, NameSyntax knob, NameSyntax value) implements PlatformMemberSyntax {}

  /** {@code tlb adversarial}. */
  record Tlb(Span span) implements PlatformMemberSyntax {}
}
