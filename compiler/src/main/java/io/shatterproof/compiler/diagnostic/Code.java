package io.shatterproof.compiler.diagnostic;

import java.util.Optional;

/**
 * Every mistake there is a message for. A number is for ever and never used again.
 *
 * <p>{@code docs/diagnostics.md} has a section for each.
 */
public enum Code {
  // Files.
  MALFORMED_UTF8("P2M0001"),
  UNREADABLE_FILE("P2M0002"),
  FILE_TOO_LARGE("P2M0003"),
  NO_SCENARIO_FILES("P2M0004"),
  TOO_MANY_ERRORS("P2M0005"),

  // What is typed.
  UNEXPECTED("P2M0101"),
  UNEXPECTED_CHARACTER("P2M0102"),
  STRING_NOT_CLOSED("P2M0103"),
  COMMENT_NOT_CLOSED("P2M0104"),
  BRACE_NOT_CLOSED("P2M0105"),
  NOT_SUPPORTED_YET("P2M0106"),
  NESTED_TOO_DEEPLY("P2M0107"),
  NO_LANGUAGE_LINE("P2M0108"),
  UNKNOWN_LANGUAGE_VERSION("P2M0109"),
  MALFORMED_NUMBER("P2M0110"),
  NUMBER_TOO_LARGE("P2M0111"),
  MALFORMED_ESCAPE("P2M0112"),
  MALFORMED_INTERPOLATION("P2M0113"),
  SHIFT_WITHOUT_PARENTHESES("P2M0114"),

  // Names.
  UNKNOWN_NAME("P2M0201"),
  UNKNOWN_PLATFORM("P2M0202"),
  UNKNOWN_DOMAIN("P2M0203"),
  DUPLICATE_NAME("P2M0204"),
  USED_BEFORE_DECLARED("P2M0205"),
  UNKNOWN_PROFILE("P2M0206"),
  UNKNOWN_TYPE("P2M0207"),
  UNKNOWN_ACCESS("P2M0208"),
  UNKNOWN_PERMISSIONS("P2M0209"),
  UNKNOWN_MEMORY_ATTRIBUTES("P2M0210"),
  UNKNOWN_VIOLATION("P2M0211"),
  UNKNOWN_FAULT("P2M0212"),
  UNKNOWN_FEATURE("P2M0213"),
  UNKNOWN_ERROR_NUMBER("P2M0214"),
  UNKNOWN_TLBI_OPERATION("P2M0215"),
  UNKNOWN_DSB_OPTION("P2M0216"),
  UNKNOWN_KNOB("P2M0217"),
  WRONG_KIND_OF_NAME("P2M0218"),

  // Values and addresses.
  OVERFLOW("P2M0301"),
  NEGATIVE("P2M0302"),
  OUT_OF_RANGE("P2M0303"),
  LEVEL_CANNOT_HOLD("P2M0304"),
  MISALIGNED("P2M0305"),
  EMPTY_RANGE("P2M0306"),
  RANGE_WRAPS("P2M0307"),
  IPA_OUT_OF_RANGE("P2M0308"),
  PA_OUT_OF_RANGE("P2M0309"),
  ILLEGAL_GEOMETRY("P2M0310"),
  NO_SUCH_PE("P2M0311"),
  NO_SUCH_ORDER("P2M0312"),
  OFFSETS_DIFFER("P2M0313"),
  TLBI_OPERAND("P2M0314"),

  // Declarations.
  DUPLICATE_PROPERTY("P2M0401"),
  MISSING_PROPERTY("P2M0402"),
  OPERATING_PE_RUNS_GUEST("P2M0403"),
  NO_IOMMU("P2M0404"),

  // Scenarios.
  DUPLICATE_TITLE("P2M0501"),
  DUPLICATE_IN_HEADER("P2M0502"),
  ROW_WIDTH("P2M0503"),
  DUPLICATE_COLUMN("P2M0504"),
  TOO_MANY_ROWS("P2M0505"),
  PARTS_OUT_OF_ORDER("P2M0506"),
  STATEMENT_IN_WRONG_PART("P2M0507"),
  SEVERAL_PROFILES("P2M0508"),
  SEVERAL_PLATFORMS("P2M0509"),
  NO_DOMAIN("P2M0510"),
  PROFILE_SCOPE_ONLY("P2M0511"),
  ACCESS_FROM_WRONG_PE("P2M0512"),
  NESTED_LOCK("P2M0513"),
  NOTHING_RETURNED("P2M0515"),
  CONTRADICTION("P2M0516"),

  // Warnings.
  UNUSED_DECLARATION("P2M0901", Severity.WARNING),
  UNUSED_COLUMN("P2M0902", Severity.WARNING),
  NO_EXPECTATIONS("P2M0903", Severity.WARNING),
  ONE_OF_ONE("P2M0904", Severity.WARNING),
  SAME_MEANING("P2M0905", Severity.WARNING);

  private final String number;
  private final Severity severity;

  Code(String number) {
    this(number, Severity.ERROR);
  }

  Code(String number, Severity severity) {
    this.number = number;
    this.severity = severity;
  }

  /** As printed, for example {@code P2M0304}. */
  public String number() {
    return number;
  }

  public Severity severity() {
    return severity;
  }

  /** The mistake of that number. */
  public static Optional<Code> parse(String number) {
    for (Code code : values()) {
      if (code.number.equals(number)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
