package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventPattern;
import java.util.List;

/** Prints a pattern of events as a call of {@code Patterns}. */
final class PatternPrinter {
  private final List<String> domains;

  /**
   * Knows the domains.
   *
   * @param domains names of the local variables that hold them
   */
  PatternPrinter(List<String> domains) {
    this.domains = domains;
  }

  CodeBlock print(EventPattern pattern) {
    if (pattern instanceof EventPattern.Either either) {
      return CodeBlock.of(
          "$T.either(\n$L)",
          Calls.PATTERNS,
          either.alternatives().stream().map(this::alternative).collect(CodeBlock.joining(",\n")));
    }
    if (pattern instanceof EventPattern.Repeated repeated) {
      return repeated(repeated);
    }
    return print((EventPattern.OfEvent) pattern);
  }

  private CodeBlock alternative(List<EventPattern> patterns) {
    return CodeBlock.of(
        "$T.of($L)",
        List.class,
        patterns.stream().map(this::print).collect(CodeBlock.joining(",\n")));
  }

  private CodeBlock repeated(EventPattern.Repeated repeated) {
    CodeBlock pattern = print(repeated.pattern());
    int least = repeated.least();
    if (repeated.most().isEmpty()) {
      return CodeBlock.of("$T.atLeast($L, $L)", Calls.PATTERNS, least, pattern);
    }
    int most = repeated.most().getAsInt();
    if (least == 0 || least == most) {
      String method = least == 0 ? "atMost" : "exactly";
      return CodeBlock.of("$T.$L($L, $L)", Calls.PATTERNS, method, most, pattern);
    }
    return CodeBlock.of("$T.between($L, $L, $L)", Calls.PATTERNS, least, most, pattern);
  }

  /** Prints a pattern of one event. */
  CodeBlock print(EventPattern.OfEvent pattern) {
    if (pattern instanceof EventPattern.Stored stored) {
      return store(stored);
    }
    if (pattern instanceof EventPattern.Filled filled) {
      return CodeBlock.of(
          "$T.fill($N, $L, $L, $L)",
          Calls.PATTERNS,
          domains.get(filled.domain()),
          filled.level(),
          Literals.hex(filled.ipa()),
          filled.count());
    }
    if (pattern instanceof EventPattern.Invalidated tlbi) {
      String domain = domains.get(tlbi.domain());
      return tlbi.ipa().isPresent()
          ? CodeBlock.of(
              "$T.tlbi($T.$L, $N, $L)",
              Calls.PATTERNS,
              tlbi.op().getDeclaringClass(),
              tlbi.op().name(),
              domain,
              Literals.hex(tlbi.ipa().getAsLong()))
          : CodeBlock.of(
              "$T.tlbi($T.$L, $N)",
              Calls.PATTERNS,
              tlbi.op().getDeclaringClass(),
              tlbi.op().name(),
              domain);
    }
    if (pattern instanceof EventPattern.AnyInvalidation any) {
      return CodeBlock.of("$T.tlbi($N)", Calls.PATTERNS, domains.get(any.domain()));
    }
    if (pattern instanceof EventPattern.Covering covering) {
      return CodeBlock.of(
          "$T.tlbiCovers($N, $L, $L)",
          Calls.PATTERNS,
          domains.get(covering.domain()),
          Literals.hex(covering.ipa()),
          Literals.hex(covering.sizeBytes()));
    }
    if (pattern instanceof EventPattern.Synchronized dsb) {
      return constantCall(dsb.orStronger() ? "dsbOrStronger" : "dsb", dsb.option());
    }
    if (pattern instanceof EventPattern.Cleaned clean) {
      return clean.range().isEmpty()
          ? constantCall("clean", clean.what())
          : CodeBlock.of(
              "$T.clean($T.$L, $L, $L)",
              Calls.PATTERNS,
              clean.what().getDeclaringClass(),
              clean.what().name(),
              Literals.hex(clean.range().get().pa()),
              Literals.hex(clean.range().get().sizeBytes()));
    }
    if (pattern instanceof EventPattern.Dropped dropped) {
      return CodeBlock.of(
          "$T.referenceDropped($L)",
          Calls.PATTERNS,
          dropped.pa().isPresent() ? Literals.hex(dropped.pa().getAsLong()) : "");
    }
    if (pattern instanceof EventPattern.IommuFlushed flush) {
      return CodeBlock.of(
          "$T.iommuFlush($N, $L, $L)",
          Calls.PATTERNS,
          domains.get(flush.domain()),
          Literals.hex(flush.ipa()),
          Literals.decimal(flush.pages()));
    }
    if (pattern instanceof EventPattern.Monitored monitored) {
      return CodeBlock.of("$T.monitored($L)", Calls.PATTERNS, monitored.vcpuPaused());
    }
    return constantCall("event", pattern.kind());
  }

  private CodeBlock store(EventPattern.Stored stored) {
    DescriptorClaim claim = stored.descriptor();
    CodeBlock pa = claim.pa().isPresent()
        ? CodeBlock.of(", $L", Literals.hex(claim.pa().getAsLong()))
        : CodeBlock.of("");
    return CodeBlock.of(
        "$T.store($N, $L, $L, $T.$L$L)",
        Calls.PATTERNS,
        domains.get(stored.domain()),
        stored.level(),
        Literals.hex(stored.ipa()),
        claim.kind().getDeclaringClass(),
        claim.kind().name(),
        pa);
  }

  private static CodeBlock constantCall(String method, Enum<?> constant) {
    return CodeBlock.of(
        "$T.$L($T.$L)", Calls.PATTERNS, method, constant.getDeclaringClass(), constant.name());
  }
}
