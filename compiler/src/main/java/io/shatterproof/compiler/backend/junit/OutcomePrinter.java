package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import java.util.List;

/** Prints a legal outcome of an access as a call of {@code Claims}. */
final class OutcomePrinter {
  private OutcomePrinter() {}

  static CodeBlock print(LegalOutcome legal) {
    CodeBlock claim = print(legal.outcome());
    if (legal.why().isEmpty() && legal.reference().isEmpty()) {
      return claim;
    }
    return CodeBlock.of(
        "$T.why($L, $L, $L)",
        Calls.CLAIMS,
        claim,
        Literals.string(legal.why()),
        Literals.string(legal.reference()));
  }

  static CodeBlock print(OutcomeClaim claim) {
    if (claim instanceof OutcomeClaim.Ok ok) {
      return ok(ok);
    } else if (claim instanceof OutcomeClaim.Fault fault) {
      return fault(fault);
    }
    return CodeBlock.of("$T.wild()", Calls.CLAIMS);
  }

  private static CodeBlock ok(OutcomeClaim.Ok ok) {
    return CodeBlock.builder()
        .add(place(ok))
        .add(attributes(ok.attributes()))
        .add(registers(ok.registers()))
        .build();
  }

  private static CodeBlock place(OutcomeClaim.Ok ok) {
    if (ok.pa().isEmpty()) {
      String level = ok.level().isPresent() ? ".level(" + ok.level().getAsInt() + ")" : "";
      return CodeBlock.of("$T.okSomewhere()$L", Calls.CLAIMS, level);
    }
    String level = ok.level().isPresent() ? ", " + ok.level().getAsInt() : "";
    return CodeBlock.of("$T.ok($L$L)", Calls.CLAIMS, Literals.hex(ok.pa().getAsLong()), level);
  }

  private static CodeBlock attributes(AttributeClaim claim) {
    CodeBlock.Builder calls = CodeBlock.builder();
    claim.type().ifPresent(type -> calls.add(".memory($L)", constant(type)));
    claim.inner().ifPresent(inner -> calls.add(".inner($S)", inner.word()));
    claim.outer().ifPresent(outer -> calls.add(".outer($S)", outer.word()));
    claim.shareability().ifPresent(sh -> calls.add(".shareability($L)", constant(sh)));
    claim.xs().ifPresent(xs -> calls.add(".xs($L)", xs));
    claim.tagging().ifPresent(tagging -> calls.add(".tagging($L)", constant(tagging)));
    claim.noTagAccess().ifPresent(noAccess -> calls.add(".noTagAccess($L)", noAccess));
    return calls.build();
  }

  private static CodeBlock fault(OutcomeClaim.Fault fault) {
    String level = fault.level().isPresent() ? ", " + fault.level().getAsInt() : "";
    return CodeBlock.builder()
        .add("$T.fault($L$L)", Calls.CLAIMS, constant(fault.kind()), level)
        .add(stage(fault.stage()))
        .add(registers(fault.registers()))
        .build();
  }

  private static String stage(FaultStage stage) {
    return switch (stage) {
      case STAGE2 -> "";
      case STAGE2_ON_STAGE1_WALK -> ".onStage1Walk()";
      case STAGE1 -> ".ofStage1()";
    };
  }

  private static CodeBlock registers(List<RegisterClaim> claims) {
    CodeBlock.Builder calls = CodeBlock.builder();
    for (RegisterClaim claim : claims) {
      calls.add(
          ".register($L, $L$L)",
          constant(claim.register()),
          Literals.hex(claim.value()),
          claim.mask() == RegisterClaim.WHOLE ? "" : ", " + Literals.hex(claim.mask()));
    }
    return calls.build();
  }

  private static CodeBlock constant(Enum<?> constant) {
    return CodeBlock.of("$T.$L", constant.getDeclaringClass(), constant.name());
  }
}
