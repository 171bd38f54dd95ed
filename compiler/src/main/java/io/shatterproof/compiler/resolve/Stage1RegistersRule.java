package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.TcrEl1;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Spanned;
import java.util.Map;
import java.util.Optional;

/**
 * Rule: the registers of stage 1 agree with its tables: there are some where it is on, and they have
 * a 4K granule and addresses of 48 bits. {@code unchecked} changes nothing, since other tables are
 * not built.
 */
final class Stage1RegistersRule {
  /** What these fields of TCR_EL1 are with such tables. */
  private static final Map<Field, Long> OF_TABLES =
      Map.of(TcrEl1.TG0, 0b00L, TcrEl1.TG1, 0b10L, TcrEl1.DS, 0L);

  private Stage1RegistersRule() {}

  /** Whether the rule holds; if not, that is reported. */
  static boolean holds(RegimeRegisters registers, boolean hasTables, DiagnosticSink sink) {
    return hasTables ? isFormat(registers, sink) : isOff(registers, sink);
  }

  private static boolean isOff(RegimeRegisters registers, DiagnosticSink sink) {
    Optional<Spanned<Long>> on =
        registers.said(SystemRegister.SCTLR_EL1, SctlrEl1.M).filter(value -> value.value() == 1);
    on.ifPresent(value ->
        sink.report(Diagnostic.of(Code.NO_STAGE1, value.span(), "stage 1 needs tables to be on")
            .withHelp("add for example `stage1 tables in 0x5000_0000 at 0xa000_0000 size 64K`")));
    return on.isEmpty();
  }

  private static boolean isFormat(RegimeRegisters registers, DiagnosticSink sink) {
    boolean isFormat = true;
    for (Field field : TcrEl1.FIELDS) {
      long needed = OF_TABLES.getOrDefault(field, -1L);
      Optional<Spanned<Long>> said = registers
          .said(SystemRegister.TCR_EL1, field)
          .filter(value -> needed != -1 && value.value() != needed);
      if (said.isPresent()) {
        isFormat = false;
        sink.report(Diagnostic.of(
                Code.NOT_MODELLED,
                said.get().span(),
                "tables of stage 1 have a 4K granule and no DS: other ones are not modelled")
            .withHelp("leave `" + field.word() + "` out, or say `" + field.word() + " "
                + (needed == 0 ? "0" : "0b" + Long.toBinaryString(needed)) + "`"));
      }
    }
    return isFormat;
  }
}
