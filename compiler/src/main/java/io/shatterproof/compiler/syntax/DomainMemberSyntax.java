package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A property of a domain. */
public sealed interface DomainMemberSyntax {

  Span span();

  /** {@code p2m PROFILE}. */
  record Profile(Span span, NameSyntax name) implements DomainMemberSyntax {}

  /** {@code granule 4K}. */
  record GranuleSize(Span span, ExpressionSyntax size) implements DomainMemberSyntax {}

  /** {@code ipa N bits}. */
  record IpaBits(Span span, ExpressionSyntax bits) implements DomainMemberSyntax {}

  /** {@code start level N concatenated M}. */
  record StartLevel(Span span, LevelSyntax level, Optional<ExpressionSyntax> concatenated)
      implements DomainMemberSyntax {}

  /** {@code operated by pe N}. */
  record OperatedBy(Span span, ExpressionSyntax pe) implements DomainMemberSyntax {}

  /** {@code runs on pe N, M}. */
  record RunsOn(Span span, List<ExpressionSyntax> pes) implements DomainMemberSyntax {
    public RunsOn {
      pes = List.copyOf(pes);
    }
  }

  /** {@code uses iommu}. */
  record UsesIommu(Span span) implements DomainMemberSyntax {}

  /** {@code vmid N}. */
  record Vmid(Span span, ExpressionSyntax vmid) implements DomainMemberSyntax {}

  /** {@code default access A}. */
  record DefaultAccess(Span span, NameSyntax access) implements DomainMemberSyntax {}

  /** {@code unchecked}. */
  record Unchecked(Span span) implements DomainMemberSyntax {}
}
