package io.shatterproof.cli;

import io.shatterproof.results.ReportTarget;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code FORMAT:FILE}. */
final class ReportTargetParser implements ITypeConverter<ReportTarget> {
  @Override
  public ReportTarget convert(String text) {
    return ReportTarget.parse(text)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not " + ReportTarget.FORM));
  }
}
