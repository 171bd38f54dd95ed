package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.Tagging;

/** Writes what an access met as a line. */
final class ReportLineWriter implements Outcome.Visitor<LineWriter> {
  private final LineWriter out;

  ReportLineWriter(LineWriter out) {
    this.out = out;
  }

  void write(AccessReport report) {
    LineWriter line = report.outcome().accept(this);
    Syndrome syndrome = report.syndrome();
    syndrome.values().forEach((register, value) -> {
      line.hex(register.word(), value);
      if (syndrome.unknown(register) != 0) {
        line.hex(register.word() + "_unknown", syndrome.unknown(register));
      }
    });
    line.end();
  }

  @Override
  public LineWriter translated(Outcome.Translated outcome) {
    AccessAttributes attributes = outcome.attributes();
    out.begin("report", "ok").hex("pa", outcome.pa());
    level(outcome.level());
    out.text("memory", Spelling.MEMORY_TYPE.word(attributes.type()))
        .text("inner", Spelling.CACHEABILITY.word(attributes.inner()))
        .text("outer", Spelling.CACHEABILITY.word(attributes.outer()))
        .text("sh", Spelling.SHAREABILITY.word(attributes.shareability()));
    if (attributes.xs()) {
      out.flag("xs", true);
    }
    if (attributes.tagging() != Tagging.UNTAGGED) {
      out.text("tagging", Spelling.TAGGING.word(attributes.tagging()));
    }
    if (attributes.noTagAccess()) {
      out.flag("no_tag_access", true);
    }
    return out;
  }

  @Override
  public LineWriter faulted(Outcome.Faulted outcome) {
    out.begin("report", "fault").text("fault", Spelling.FAULT_KIND.word(outcome.kind()));
    level(outcome.level());
    if (outcome.stage() != FaultStage.STAGE2) {
      out.text("stage", Spelling.FAULT_STAGE.word(outcome.stage()));
    }
    return out;
  }

  private void level(int level) {
    if (level != Outcome.NO_LEVEL) {
      out.number("level", level);
    }
  }

  @Override
  public LineWriter wild(Outcome.Wild outcome) {
    return out.begin("report", "wild");
  }
}
