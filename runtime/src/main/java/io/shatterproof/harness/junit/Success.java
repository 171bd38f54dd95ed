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
import java.util.OptionalInt;
import java.util.OptionalLong;

/** An access that succeeds, and what is claimed of it. Each method answers a claim of more. */
public record Success(OutcomeClaim.Ok claim) implements Claims.Claimed {

  static Success at(long pa) {
    return new Success(new OutcomeClaim.Ok(pa, OptionalInt.empty()));
  }

  static Success somewhere() {
    return new Success(new OutcomeClaim.Ok(
        OptionalLong.empty(), OptionalInt.empty(), AttributeClaim.NONE, List.of()));
  }

  @Override
  public LegalOutcome legal() {
    return LegalOutcome.of(claim);
  }

  /** Through a leaf of this level. */
  public Success level(int level) {
    return new Success(claim.atLevel(level));
  }

  /** To memory of this type. */
  public Success memory(MemoryType type) {
    return with(claim.attributes().withType(type));
  }

  /**
   * With this inner cacheability.
   *
   * @param word {@code wb} whatever its hints, or with them: {@code wb_rawa}
   */
  public Success inner(String word) {
    return with(claim.attributes().withInner(cache(word)));
  }

  /**
   * With this outer cacheability.
   *
   * @param word as for {@link #inner}
   */
  public Success outer(String word) {
    return with(claim.attributes().withOuter(cache(word)));
  }

  /** With this shareability. */
  public Success shareability(Shareability shareability) {
    return with(claim.attributes().withShareability(shareability));
  }

  /** With this XS attribute. */
  public Success xs(boolean xs) {
    return with(claim.attributes().withXs(xs));
  }

  /** To memory tagged like this. */
  public Success tagging(Tagging tagging) {
    return with(claim.attributes().withTagging(tagging));
  }

  /** With this NoTagAccess attribute. */
  public Success noTagAccess(boolean noTagAccess) {
    return with(claim.attributes().withNoTagAccess(noTagAccess));
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
