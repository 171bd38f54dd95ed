package io.shatterproof.compiler.model;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.AttributeClaim;
import java.util.List;
import java.util.Optional;

/** A claimed outcome of a guest access. */
public sealed interface OutcomeModel {

  Span span();

  /** What is claimed of registers. */
  List<ReportModel> reports();

  /** The reason it is legal; may be empty. */
  String why();

  /** Where the architecture says so; may be empty. */
  String reference();

  /**
   * The access reaches an address.
   *
   * @param pa absent where it may be any
   */
  record OkOutcome(
      Span span,
      Optional<Quantity> pa,
      Optional<Quantity> level,
      AttributeClaim attributes,
      List<ReportModel> reports,
      String why,
      String reference)
      implements OutcomeModel {
    public OkOutcome {
      reports = List.copyOf(reports);
    }
  }

  /** The access is aborted. */
  record FaultOutcome(
      Span span,
      FaultKind kind,
      Optional<Quantity> level,
      FaultStage stage,
      List<ReportModel> reports,
      String why,
      String reference)
      implements OutcomeModel {
    public FaultOutcome {
      reports = List.copyOf(reports);
    }
  }

  /** Anything at all: the walk reads what is no descriptor any more. */
  record WildOutcome(Span span, String why, String reference) implements OutcomeModel {
    @Override
    public List<ReportModel> reports() {
      return List.of();
    }
  }

  /**
   * What is claimed of a register that reports.
   *
   * @param span its name
   * @param register by its word, whatever the Exception level
   * @param mask the claimed bits
   * @param fields names of the claimed fields; none where the whole value is claimed
   */
  record ReportModel(
      Span span, Register register, long value, long mask, List<Spanned<String>> fields) {
    public ReportModel {
      fields = List.copyOf(fields);
    }
  }

  /** A register that reports. */
  enum Register {
    ESR("esr"),
    FAR("far"),
    HPFAR("hpfar"),
    PAR("par");

    private final String word;

    Register(String word) {
      this.word = word;
    }

    /** The spelling. */
    public String word() {
      return word;
    }
  }
}
