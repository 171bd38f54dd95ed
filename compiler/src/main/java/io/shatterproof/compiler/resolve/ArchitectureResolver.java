package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.model.StepModel;
import io.shatterproof.compiler.syntax.StatementSyntax;
import io.shatterproof.compiler.syntax.StatementSyntax.ArchitecturalSyntax;
import java.util.Optional;

/** What instructions of bare tables mean: stores, TLB maintenance, barriers, registers. */
final class ArchitectureResolver {
  private final StepContext context;
  private final Environment environment;

  ArchitectureResolver(StepContext context) {
    this.context = context;
    this.environment = context.environment();
  }

  /** The step, or nothing where a mistake is reported. */
  Optional<StepModel> resolve(ArchitecturalSyntax syntax) {
    Optional<Quantity> pe = pe(syntax);
    if (syntax instanceof StatementSyntax.StoreSyntax store) {
      return new StoreResolver(environment).resolve(store, pe);
    }
    if (syntax instanceof StatementSyntax.TlbiSyntax tlbi) {
      return new TlbiResolver(environment).resolve(tlbi, pe);
    }
    if (syntax instanceof StatementSyntax.DsbSyntax dsb) {
      Optional<Spanned<DsbOption>> option = environment.word(dsb.option(), Vocabulary.DSB);
      return pe.flatMap(
          known -> option.map(said -> new StepModel.BarrierStep(dsb.span(), known, said)));
    }
    if (syntax instanceof StatementSyntax.IsbSyntax) {
      return pe.map(known -> new StepModel.SynchronizeStep(syntax.span(), known));
    }
    if (syntax instanceof StatementSyntax.DcSyntax dc) {
      return clean(dc, pe);
    }
    return syntax instanceof StatementSyntax.FreeSyntax free
        ? free(free, pe)
        : write((StatementSyntax.WriteRegisterSyntax) syntax, pe);
  }

  /** The PE that executes it: the one that is said, or that of the {@code when}. */
  private Optional<Quantity> pe(ArchitecturalSyntax syntax) {
    if (syntax.pe().isPresent()) {
      return Pes.number(syntax.pe().get(), environment);
    }
    return Pes.ofWhen(context, syntax.span(), "a step of `given` says which PE executes it", 0);
  }

  private Optional<StepModel> clean(StatementSyntax.DcSyntax syntax, Optional<Quantity> pe) {
    boolean isKnown = environment.word(syntax.operation(), Vocabulary.CLEANS).isPresent();
    if (syntax.at().isPresent()) {
      Optional<StepModel> cleaned =
          new RawMemory(environment).clean(syntax, syntax.at().get(), pe);
      return isKnown ? cleaned : Optional.empty();
    }
    Optional<EntryModel> entry = environment
        .entry(syntax.entry())
        .filter(known -> environment.isPlaced(known, syntax.entry()));
    return isKnown
        ? pe.flatMap(known ->
            entry.map(cleaned -> new StepModel.CleanLineStep(syntax.span(), known, cleaned)))
        : Optional.empty();
  }

  private Optional<StepModel> free(StatementSyntax.FreeSyntax syntax, Optional<Quantity> pe) {
    if (syntax.at().isPresent()) {
      return new RawMemory(environment)
          .free(syntax, syntax.at().get(), syntax.size().orElseThrow(), pe);
    }
    Optional<EntryModel> table = environment
        .entry(syntax.table())
        .filter(entry -> environment.isTable(entry, syntax.table()));
    return pe.flatMap(
        known -> table.map(freed -> new StepModel.FreeStep(syntax.span(), known, freed)));
  }

  private Optional<StepModel> write(
      StatementSyntax.WriteRegisterSyntax syntax, Optional<Quantity> pe) {
    Optional<Spanned<SystemRegister>> register =
        environment.word(syntax.register(), Vocabulary.REGISTERS);
    Optional<Quantity> value = environment.quantity(syntax.value());
    return pe.isEmpty() || register.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepModel.RegisterStep(
            syntax.span(), pe.get(), register.get().value(), value.get().value()));
  }
}
