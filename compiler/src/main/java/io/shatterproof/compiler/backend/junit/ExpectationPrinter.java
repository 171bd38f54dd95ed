package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints an expectation as what follows {@code run.at(line, column)}. */
final class ExpectationPrinter implements Expectation.Visitor<CodeBlock> {
  /** So many patterns fit into one method of a class file with room to spare. */
  private static final int LONGEST_LIST = 500;

  private final List<String> domains;
  private final PatternPrinter patterns;

  /**
   * Knows the domains.
   *
   * @param domains names of the local variables that hold them
   */
  ExpectationPrinter(List<String> domains) {
    this.domains = domains;
    this.patterns = new PatternPrinter(domains);
  }

  @Override
  public CodeBlock lookupIs(Expectation.LookupIs expected) {
    CodeBlock.Builder claim = expected.pa().isPresent()
        ? CodeBlock.builder()
            .add("$T.mapped($L)", Calls.CLAIMS, Literals.hex(expected.pa().getAsLong()))
        : CodeBlock.builder().add("$T.mappedSomewhere()", Calls.CLAIMS);
    expected.permissions().ifPresent(p -> claim.add(".perm($L)", constant(p)));
    expected.type().ifPresent(t -> claim.add(".as($L)", constant(t)));
    expected.access().ifPresent(a -> claim.add(".access($L)", constant(a)));
    expected.order().ifPresent(o -> claim.add(".order($L)", o.value()));
    return lookup(expected.domain(), expected.ipa(), claim.build());
  }

  @Override
  public CodeBlock lookupIsHole(Expectation.LookupIsHole expected) {
    CodeBlock.Builder claim = CodeBlock.builder().add("$T.hole()", Calls.CLAIMS);
    expected.order().ifPresent(o -> claim.add(".order($L)", o.value()));
    return lookup(expected.domain(), expected.ipa(), claim.build());
  }

  private CodeBlock lookup(int domain, long ipa, CodeBlock claim) {
    return CodeBlock.of(".lookup($N, $L, $L)", domains.get(domain), Literals.hex(ipa), claim);
  }

  @Override
  public CodeBlock accessHas(Expectation.AccessHas expected) {
    List<CodeBlock> outcomes =
        expected.outcomes().stream().map(OutcomePrinter::print).toList();
    CodeBlock claim = CodeBlock.of(
        "$T.$L($L)",
        Calls.CLAIMS,
        claimMethod(expected.expectationClass()),
        CodeBlock.join(outcomes, ", "));
    if (expected.domain().isEmpty()) {
      return CodeBlock.of(
          ".access($L, $L, $L)", expected.pe(), AccessPrinter.print(expected.access()), claim);
    }
    return CodeBlock.of(
        ".access($L, $L, $L)",
        expected.pe(),
        inGuest(expected.access(), expected.domain().getAsInt()),
        claim);
  }

  /** An access in the guest of a domain: its parts, where it is one of a byte from EL1. */
  private CodeBlock inGuest(GuestAccess access, int domain) {
    String guest = domains.get(domain);
    return access.equals(GuestAccess.of(access.kind(), access.address()))
        ? CodeBlock.of("$L, $N, $L", constant(access.kind()), guest, Literals.hex(access.address()))
        : CodeBlock.of("$L, $N", AccessPrinter.print(access), guest);
  }

  @Override
  public CodeBlock wordIs(Expectation.WordIs expected) {
    return CodeBlock.of(
        ".word($L, $L, $L)",
        Literals.hex(expected.pa()),
        Literals.hex(expected.value()),
        Literals.hex(expected.mask()));
  }

  @Override
  public CodeBlock storedIs(Expectation.StoredIs expected) {
    return CodeBlock.of(
        ".stored($N, $L, $L, $L, $L)",
        domains.get(expected.domain()),
        expected.level(),
        Literals.hex(expected.ipa()),
        Literals.hex(expected.value()),
        Literals.hex(expected.mask()));
  }

  private static String claimMethod(ExpectationClass expectationClass) {
    return switch (expectationClass) {
      case MUST -> "must";
      case MUST_NOT -> "mustNot";
      case ONE_OF -> "oneOf";
      case CONSTRAINED -> "constrained";
      case QUIRK -> "quirk";
    };
  }

  @Override
  public CodeBlock eventsAre(Expectation.EventsAre expected) {
    CodeBlock.Builder call = CodeBlock.builder()
        .add(".$L($L", expected.all() ? "allEvents" : "liveEvents", constant(expected.matching()));
    List<CodeBlock> all = expected.patterns().stream().map(patterns::print).toList();
    if (all.size() <= LONGEST_LIST) {
      all.forEach(pattern -> call.add(",\n$L", pattern));
    } else {
      call.add(",\n$T.all(", Calls.PATTERNS);
      for (int from = 0; from < all.size(); from += LONGEST_LIST) {
        List<CodeBlock> part = all.subList(from, Math.min(all.size(), from + LONGEST_LIST));
        call.add(
            "$L\n() -> new $T[] {\n$L}",
            from == 0 ? "" : ",",
            EventPattern.class,
            CodeBlock.join(part, ",\n"));
      }
      call.add(")");
    }
    return call.add(")").build();
  }

  @Override
  public CodeBlock noEvent(Expectation.NoEvent expected) {
    return CodeBlock.of(".noEvent($L)", patterns.print(expected.pattern()));
  }

  @Override
  public CodeBlock countsAre(Expectation.CountsAre expected) {
    List<CodeBlock> counts = expected.counts().stream()
        .map(count -> CodeBlock.of(
            "$T.$L($L, $L)",
            Calls.CLAIMS,
            count.atMost() ? "atMost" : "count",
            constant(count.counter()),
            Literals.decimal(count.value())))
        .toList();
    return CodeBlock.of(".counts(\n$L)", CodeBlock.join(counts, ",\n"));
  }

  @Override
  public CodeBlock violationIs(Expectation.ViolationIs expected) {
    String times =
        expected.times().isPresent() ? Literals.decimal(expected.times().getAsLong()) : "";
    if (expected.label().isEmpty() && expected.heldBy().isEmpty()) {
      return CodeBlock.of(
          ".violation($L$L)", constant(expected.name()), times.isEmpty() ? "" : ", " + times);
    }
    CodeBlock.Builder claim =
        CodeBlock.builder().add("$T.found($L)", Calls.CLAIMS, constant(expected.name()));
    expected.label().ifPresent(label -> claim.add(".at($L)", Literals.string(label)));
    if (!expected.heldBy().isEmpty()) {
      claim.add(
          ".heldBy($L)",
          expected.heldBy().stream()
              .map(pe -> CodeBlock.of("$L", pe))
              .collect(CodeBlock.joining(", ")));
    }
    if (!times.isEmpty()) {
      claim.add(".times($L)", times);
    }
    return CodeBlock.of(".violation($L)", claim.build());
  }

  @Override
  public CodeBlock noViolation(Expectation.NoViolation expected) {
    return CodeBlock.of(".noViolation()");
  }

  @Override
  public CodeBlock returned(Expectation.Returned expected) {
    return CodeBlock.of(".returned($L)", Literals.decimal(expected.code()));
  }

  private static CodeBlock constant(Enum<?> constant) {
    return CodeBlock.of("$T.$L", constant.getDeclaringClass(), constant.name());
  }

  @Override
  public CodeBlock restrictionIs(Expectation.RestrictionIs expected) {
    return CodeBlock.of(
        expected.ipa().isPresent()
            ? ".restriction($N, $L$L)"
            : ".restrictionOfNewMappings($N, $L$L)",
        domains.get(expected.domain()),
        expected.ipa().isPresent() ? Literals.hex(expected.ipa().getAsLong()) + ", " : "",
        answer(expected.answer()));
  }

  /** In words where there are some. */
  private static CodeBlock answer(long answer) {
    Optional<P2mAccess> access =
        answer == (int) answer ? P2mAccess.ofNumber((int) answer) : Optional.empty();
    if (access.isPresent()) {
      return CodeBlock.of("$T.access($L)", Calls.CLAIMS, constant(access.get()));
    }
    return Errno.ofCode(answer)
        .map(error -> CodeBlock.of("$T.fails($L)", Calls.CLAIMS, constant(error)))
        .orElseGet(() -> CodeBlock.of("$L", Literals.decimal(answer)));
  }

  @Override
  public CodeBlock statisticsAre(Expectation.StatisticsAre expected) {
    CodeBlock.Builder call =
        CodeBlock.builder().add(".statistics($N", domains.get(expected.domain()));
    for (Expectation.Figure figure : expected.figures()) {
      boolean isByLevel = figure.statistic().isByLevel();
      call.add(
          ",\n$T.figure($L$L, $L)",
          Calls.CLAIMS,
          constant(figure.statistic()),
          isByLevel ? ", " + figure.level() : "",
          isByLevel ? Literals.decimal(figure.value()) : Literals.hex(figure.value()));
    }
    return call.add(")").build();
  }

  @Override
  public CodeBlock accessSees(Expectation.AccessSees expected) {
    List<CodeBlock> outcomes =
        expected.outcomes().stream().map(OutcomePrinter::print).toList();
    CodeBlock sight = CodeBlock.of(
        "$T.$L(\n$L)",
        Calls.CLAIMS,
        expected.everyMember() ? "exactly" : "only",
        CodeBlock.join(outcomes, ",\n"));
    return sees(expected.pe(), expected.access(), expected.domain(), expected.stretch(), sight);
  }

  @Override
  public CodeBlock neverAfter(Expectation.NeverAfter expected) {
    CodeBlock sight = CodeBlock.of(
        "$T.never($L).after($L)",
        Calls.CLAIMS,
        OutcomePrinter.print(expected.never()),
        OutcomePrinter.print(expected.after()));
    return sees(expected.pe(), expected.access(), expected.domain(), expected.stretch(), sight);
  }

  private CodeBlock sees(
      int pe, GuestAccess access, OptionalInt domain, Stretch stretch, CodeBlock sight) {
    if (pe == Expectation.IOMMU) {
      return CodeBlock.of(
          ".iommuSees($L, $N, $L$L,\n$L)",
          constant(access.kind()),
          domains.get(domain.getAsInt()),
          Literals.hex(access.address()),
          during(stretch),
          sight);
    }
    CodeBlock where =
        domain.isEmpty() ? AccessPrinter.print(access) : inGuest(access, domain.getAsInt());
    return CodeBlock.of(".sees($L, $L$L,\n$L)", pe, where, during(stretch), sight);
  }

  private static CodeBlock during(Stretch stretch) {
    if (stretch.equals(Stretch.ALL)) {
      return CodeBlock.of("");
    }
    CodeBlock to = stretch.to().map(Literals::string).orElse(CodeBlock.of(""));
    if (stretch.from().isEmpty()) {
      return CodeBlock.of(", $T.before($L)", Calls.DURING, to);
    }
    return CodeBlock.of(
        ", $T.$L($L)$L",
        Calls.DURING,
        stretch.fromEnd() ? "after" : "from",
        Literals.string(stretch.from().get()),
        to.isEmpty() ? "" : CodeBlock.of(".to($L)", to));
  }
}
