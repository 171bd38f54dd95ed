package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.Optional;

/** A property of a regime. */
public sealed interface RegimeMemberSyntax {

  Span span();

  /** {@code vmid N}. */
  record Vmid(Span span, ExpressionSyntax vmid) implements RegimeMemberSyntax {}

  /** {@code granule 4K}. */
  record GranuleSize(Span span, ExpressionSyntax size) implements RegimeMemberSyntax {}

  /** {@code ipa N bits}. */
  record IpaBits(Span span, ExpressionSyntax bits) implements RegimeMemberSyntax {}

  /** {@code start level N concatenated M}. */
  record StartLevel(Span span, LevelSyntax level, Optional<ExpressionSyntax> concatenated)
      implements RegimeMemberSyntax {}

  /** {@code output N bits}. */
  record OutputBits(Span span, ExpressionSyntax bits) implements RegimeMemberSyntax {}

  /** {@code tables in PA size N}. */
  record Tables(Span span, ExpressionSyntax pa, ExpressionSyntax size)
      implements RegimeMemberSyntax {}

  /** {@code memory PA size N}. */
  record Memory(Span span, ExpressionSyntax pa, ExpressionSyntax size)
      implements RegimeMemberSyntax {}

  /** {@code raw memory PA size N}. */
  record RawMemory(Span span, ExpressionSyntax pa, ExpressionSyntax size)
      implements RegimeMemberSyntax {}

  /** {@code root PA}. */
  record Root(Span span, ExpressionSyntax pa) implements RegimeMemberSyntax {}

  /** {@code stage1 tables in IPA at PA size N}. */
  record Stage1(Span span, ExpressionSyntax ipa, ExpressionSyntax pa, ExpressionSyntax size)
      implements RegimeMemberSyntax {}

  /** {@code vtcr { ... }}; {@code register} is its word. */
  record Register(Span span, NameSyntax register, FieldsSyntax fields)
      implements RegimeMemberSyntax {}

  /** {@code unchecked}. */
  record Unchecked(Span span) implements RegimeMemberSyntax {}
}
