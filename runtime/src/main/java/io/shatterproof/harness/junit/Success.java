package io.shatterproof.harness.junit;

import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An access that succeeds, and what is claimed of it. Each method answers a claim of more. */
public record Success(OutcomeClaim.Ok claim) implements Claims.Claimed {

  static Success at(long pa) {
    return new Success(new OutcomeClaim.Ok(pa, OptionalInt.empty()));
  }

  @Override
  public LegalOutcome legal() {
    return LegalOutcome.of(claim);
  }

  /** Through a leaf of this level. */
  public Success level(int level) {
    return new Success(new OutcomeClaim.Ok(
        claim.pa(), OptionalInt.of(level), claim.attributes(), claim.registers()));
  }

  /** To memory of this type. */
  public Success memory(MemoryType type) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        Optional.of(type),
        old.inner(),
        old.outer(),
        old.shareability(),
        old.xs(),
        old.tagging(),
        old.noTagAccess()));
  }

  /**
   * With this inner cacheability.
   *
   * @param word {@code wb} whatever its hints, or with them: {@code wb_rawa}
   */
  public Success inner(String word) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        old.type(),
        Optional.of(cache(word)),
        old.outer(),
        old.shareability(),
        old.xs(),
        old.tagging(),
        old.noTagAccess()));
  }

  /**
   * With this outer cacheability.
   *
   * @param word as for {@link #inner}
   */
  public Success outer(String word) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        old.type(),
        old.inner(),
        Optional.of(cache(word)),
        old.shareability(),
        old.xs(),
        old.tagging(),
        old.noTagAccess()));
  }

  /** With this shareability. */
  public Success shareability(Shareability shareability) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        old.type(),
        old.inner(),
        old.outer(),
        Optional.of(shareability),
        old.xs(),
        old.tagging(),
        old.noTagAccess()));
  }

  /** With this XS attribute. */
  public Success xs(boolean xs) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        old.type(),
        old.inner(),
        old.outer(),
        old.shareability(),
        Optional.of(xs),
        old.tagging(),
        old.noTagAccess()));
  }

  /** To memory tagged like this. */
  public Success tagging(Tagging tagging) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        old.type(),
        old.inner(),
        old.outer(),
        old.shareability(),
        old.xs(),
        Optional.of(tagging),
        old.noTagAccess()));
  }

  /** With this NoTagAccess attribute. */
  public Success noTagAccess(boolean noTagAccess) {
    AttributeClaim old = claim.attributes();
    return with(new AttributeClaim(
        old.type(),
        old.inner(),
        old.outer(),
        old.shareability(),
        old.xs(),
        old.tagging(),
        Optional.of(noTagAccess)));
  }

  /** Leaving this in a register. */
  public Success register(SystemRegister register, long value) {
    return register(register, value, RegisterClaim.WHOLE);
  }

  /** Leaving this in the bits {@code mask} of a register. */
  public Success register(SystemRegister register, long value, long mask) {
    List<RegisterClaim> registers = new ArrayList<>(claim.registers());
    registers.add(new RegisterClaim(register, value, mask));
    return new Success(
        new OutcomeClaim.Ok(claim.pa(), claim.level(), claim.attributes(), registers));
  }

  private Success with(AttributeClaim attributes) {
    return new Success(
        new OutcomeClaim.Ok(claim.pa(), claim.level(), attributes, claim.registers()));
  }

  private static AttributeClaim.CacheClaim cache(String word) {
    return AttributeClaim.CacheClaim.parse(word)
        .orElseThrow(() -> new IllegalArgumentException("no cacheability is called " + word));
  }
}
