package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.HpfarEl2;
import io.shatterproof.arch.register.ParEl1;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.OutcomeModel;
import io.shatterproof.compiler.model.OutcomeModel.Register;
import io.shatterproof.compiler.model.OutcomeModel.ReportModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.ClaimedSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.MemberSyntax;
import io.shatterproof.compiler.syntax.VerdictSyntax.OutcomeSyntax;
import io.shatterproof.vector.AttributeClaim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What claimed outcomes of accesses mean. */
final class OutcomeResolver {
  private final Environment environment;

  OutcomeResolver(Environment environment) {
    this.environment = environment;
  }

  /** The outcomes of a set, or nothing where a mistake is reported. */
  Optional<List<OutcomeModel>> resolve(List<MemberSyntax> members) {
    List<OutcomeModel> outcomes = new ArrayList<>();
    for (MemberSyntax member : members) {
      outcome(member).ifPresent(outcomes::add);
    }
    return outcomes.size() == members.size() ? Optional.of(outcomes) : Optional.empty();
  }

  /** One outcome, without a reason. */
  Optional<OutcomeModel> resolve(OutcomeSyntax outcome) {
    return outcome(new MemberSyntax(outcome, Optional.empty(), Optional.empty()));
  }

  private Optional<OutcomeModel> outcome(MemberSyntax member) {
    String why = member.why().map(environment::text).orElse("");
    String reference = member.reference().map(environment::text).orElse("");
    if (member.outcome() instanceof OutcomeSyntax.Ok ok) {
      Maybe<Quantity> pa = environment.optional(ok.pa());
      Optional<Claims> claims = claims(ok.claims(), ParEl1.SUCCESS, true);
      return pa.isWrong() || claims.isEmpty()
          ? Optional.empty()
          : Optional.of(new OutcomeModel.OkOutcome(
              ok.span(),
              pa.value(),
              claims.get().level(),
              claims.get().attributes(),
              claims.get().reports(),
              why,
              reference));
    }
    if (!(member.outcome() instanceof OutcomeSyntax.Fault fault)) {
      return Optional.of(new OutcomeModel.WildOutcome(member.outcome().span(), why, reference));
    }
    Maybe<Quantity> level = environment.optionalLevel(fault.level());
    Optional<Claims> claims = claims(fault.claims(), ParEl1.FAILURE, false);
    return level.isWrong() || claims.isEmpty()
        ? Optional.empty()
        : Optional.of(new OutcomeModel.FaultOutcome(
            fault.span(),
            faultKind(fault.kind()),
            level.value().or(claims.get()::level),
            stage(fault),
            claims.get().reports(),
            why,
            reference));
  }

  private FaultStage stage(OutcomeSyntax.Fault fault) {
    if (fault.isOfStage1() && fault.isOnStage1Walk()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.CONTRADICTION,
                  fault.span(),
                  "a fault of stage 1 and one of stage 2 on its walk are said at once")
              .withHelp("leave one of `stage 1` and `on stage 1 walk` out"));
    }
    if (fault.isOfStage1()) {
      return FaultStage.STAGE1;
    }
    return fault.isOnStage1Walk() ? FaultStage.STAGE2_ON_STAGE1_WALK : FaultStage.STAGE2;
  }

  /** The class of fault of these words. */
  static FaultKind faultKind(String word) {
    return Arrays.stream(FaultKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(); // the grammar has the same words
  }

  /** What stands between the braces of an outcome. */
  private record Claims(
      Optional<Quantity> level, AttributeClaim attributes, List<ReportModel> reports) {
    static final Claims NONE = new Claims(Optional.empty(), AttributeClaim.NONE, List.of());
  }

  private Optional<Claims> claims(
      List<ClaimedSyntax> syntax, List<Field> parFields, boolean isSuccess) {
    if (syntax.isEmpty()) {
      return Optional.of(Claims.NONE);
    }
    boolean isWhole = isEachOnce(syntax);
    Optional<Quantity> level = Optional.empty();
    List<ReportModel> reports = new ArrayList<>();
    AttributeClaims attributes = new AttributeClaims(environment);
    for (ClaimedSyntax claimed : syntax) {
      if (claimed instanceof VerdictSyntax.ClaimedLevel said) {
        level = environment.level(said.level());
        isWhole &= level.isPresent();
        continue;
      }
      NameSyntax name = name(claimed);
      Optional<Register> register = Arrays.stream(Register.values())
          .filter(candidate -> candidate.word().equals(name.text()))
          .findFirst();
      if (register.isPresent()) {
        Optional<ReportModel> report = report(register.get(), claimed, parFields);
        report.ifPresent(reports::add);
        isWhole &= report.isPresent();
      } else if (isSuccess
          && AttributeClaims.WORDS.contains(name.text())
          && claimed instanceof VerdictSyntax.ClaimedValue value) {
        isWhole &= hasNoMask(value) && attributes.add(value);
      } else {
        isWhole = false;
        reportUnknown(name, isSuccess);
      }
    }
    return isWhole && agree(reports) && attributes.arePossible()
        ? Optional.of(new Claims(level, attributes.claim(), reports))
        : Optional.empty();
  }

  /** Rule: only of registers some bits are claimed. */
  private boolean hasNoMask(VerdictSyntax.ClaimedValue value) {
    value
        .mask()
        .ifPresent(mask -> environment
            .sink()
            .report(Diagnostic.of(
                    Code.UNKNOWN_CLAIM, mask.span(), "`" + value.name().text() + "` has no bits")
                .withHelp("`mask` stands behind the value of a register")));
    return value.mask().isEmpty();
  }

  /** Rule: a whole value and fields of it do not contradict each other. */
  private boolean agree(List<ReportModel> reports) {
    boolean agree = true;
    for (int i = 0; i < reports.size(); i++) {
      ReportModel one = reports.get(i);
      for (ReportModel other : reports.subList(i + 1, reports.size())) {
        long difference = (one.value() ^ other.value()) & one.mask() & other.mask();
        if (one.register() == other.register() && difference != 0) {
          agree = false;
          environment
              .sink()
              .report(Diagnostic.of(
                      Code.CONTRADICTION,
                      other.span(),
                      "`" + other.register().word() + "` is claimed to have two values")
                  .withNote("the other is at", one.span()));
        }
      }
    }
    return agree;
  }

  private boolean isEachOnce(List<ClaimedSyntax> syntax) {
    Set<String> seen = new LinkedHashSet<>();
    boolean isOnce = true;
    for (ClaimedSyntax claimed : syntax) {
      String word = claimed instanceof VerdictSyntax.ClaimedLevel
          ? "level"
          : name(claimed).text();
      boolean hasFields = claimed instanceof VerdictSyntax.ClaimedFields;
      if (!seen.add(hasFields ? word + " {" : word)) {
        isOnce = false;
        environment
            .sink()
            .report(Code.DUPLICATE_PROPERTY, claimed.span(), "`" + word + "` is given twice");
      }
    }
    return isOnce;
  }

  private static NameSyntax name(ClaimedSyntax claimed) {
    return claimed instanceof VerdictSyntax.ClaimedFields fields
        ? fields.name()
        : ((VerdictSyntax.ClaimedValue) claimed).name();
  }

  private void reportUnknown(NameSyntax name, boolean isSuccess) {
    List<String> known = new ArrayList<>(isSuccess ? AttributeClaims.WORDS : List.of());
    known.add("level");
    for (Register register : Register.values()) {
      if (!isSuccess || register == Register.PAR) {
        known.add(register.word());
      }
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.UNKNOWN_CLAIM, name.span(), "an outcome says nothing of `" + name.text() + "`")
            .withMeant(name.text(), known));
  }

  private Optional<ReportModel> report(
      Register register, ClaimedSyntax claimed, List<Field> parFields) {
    Span span = name(claimed).span();
    if (claimed instanceof VerdictSyntax.ClaimedValue value) {
      Optional<Quantity> whole = environment.quantity(value.value());
      Maybe<Quantity> mask = environment.optional(value.mask());
      return mask.isWrong()
          ? Optional.empty()
          : whole
              .filter(said -> BitMaskRule.holds(said, mask.value(), environment.sink()))
              .map(said -> new ReportModel(
                  span,
                  register,
                  said.value(),
                  mask.value().map(Quantity::value).orElse(-1L),
                  List.of()));
    }
    List<Field> known = switch (register) {
      case ESR -> EsrEl2.FIELDS;
      case FAR -> List.of();
      case HPFAR -> HpfarEl2.FIELDS;
      case PAR -> parFields;
    };
    RegisterFields fields = new RegisterFields(environment, register.name(), known);
    Map<Field, Spanned<Long>> values =
        fields.resolve(((VerdictSyntax.ClaimedFields) claimed).fields().fields());
    if (fields.isWrong()) {
      return Optional.empty();
    }
    if (values.isEmpty()) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.CLAIMS_NOTHING, span, "nothing of `" + register.word() + "` is claimed")
              .withHelp("name fields of it, or leave it out"));
      return Optional.empty();
    }
    long word = 0;
    long mask = 0;
    List<Spanned<String>> names = new ArrayList<>();
    for (Map.Entry<Field, Spanned<Long>> field : values.entrySet()) {
      word = field.getKey().in(word, field.getValue().value());
      mask |= field.getKey().mask();
      names.add(new Spanned<>(field.getKey().word(), field.getValue().span()));
    }
    return Optional.of(new ReportModel(span, register, word, mask, names));
  }
}
