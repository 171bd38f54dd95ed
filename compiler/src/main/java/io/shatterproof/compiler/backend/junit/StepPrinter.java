package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.List;
import java.util.OptionalLong;

/** Prints a step as what follows {@code run.at(line, column)}. */
final class StepPrinter implements Step.Visitor<CodeBlock> {
  /** So many statements fit into one method of a class file with room to spare. */
  private static final int LONGEST_SECTION = 300;

  private final List<String> domains;
  private int depth;

  /**
   * Knows the domains.
   *
   * @param domains names of the local variables that hold them
   */
  StepPrinter(List<String> domains) {
    this.domains = domains;
  }

  @Override
  public CodeBlock create(Step.Create step) {
    String more = step.more() == 0 && step.returns().isEmpty() ? "" : ", " + step.more();
    return CodeBlock.of(
        ".create($N$L$L)", domains.get(step.domain()), more, returns(step.returns()));
  }

  @Override
  public CodeBlock unpause(Step.Unpause step) {
    return CodeBlock.of(".unpause($L, $N)", step.pe(), domains.get(step.domain()));
  }

  @Override
  public CodeBlock resizePool(Step.ResizePool step) {
    return CodeBlock.of(
        ".pool($L, $N, $L, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.sizeBytes()),
        preemption(step.preemptEvery()),
        returns(step.returns()));
  }

  @Override
  public CodeBlock setWay(Step.SetWay step) {
    return CodeBlock.of(".setWay($L, $N)", step.pe(), domains.get(step.domain()));
  }

  @Override
  public CodeBlock switchCaches(Step.SwitchCaches step) {
    return CodeBlock.of(
        ".caches$L($L, $N)", step.on() ? "On" : "Off", step.pe(), domains.get(step.domain()));
  }

  @Override
  public CodeBlock map(Step.Map step) {
    return CodeBlock.of(
        ".map($L, $N, $L, $L, $L, $L$L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        Literals.hex(step.sizeBytes()),
        Literals.hex(step.pa()),
        attributes(step.attributes()),
        step.access()
            .map(access -> CodeBlock.of(", $L", constant(access)))
            .orElse(CodeBlock.of("")),
        returns(step.returns()));
  }

  @Override
  public CodeBlock populate(Step.Populate step) {
    return CodeBlock.of(
        ".populate($L, $N, $L, $L, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        Literals.hex(step.sizeBytes()),
        attributes(step.attributes()),
        returns(step.returns()));
  }

  @Override
  public CodeBlock invalidateRoot(Step.InvalidateRoot step) {
    return CodeBlock.of(".invalidateRoot($L, $N)", step.pe(), domains.get(step.domain()));
  }

  @Override
  public CodeBlock resolve(Step.Resolve step) {
    return CodeBlock.of(
        ".resolve($L, $N, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        step.resolved().map(resolved -> ", " + resolved).orElse(""));
  }

  @Override
  public CodeBlock unmap(Step.Unmap step) {
    CodeBlock from = step.pa().isPresent()
        ? CodeBlock.of("$T.from($L)", Calls.STEPS, Literals.hex(step.pa().getAsLong()))
        : CodeBlock.of("$T.fromAnything()", Calls.STEPS);
    return CodeBlock.of(
        ".unmap($L, $N, $L, $L, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        Literals.hex(step.sizeBytes()),
        from,
        returns(step.returns()));
  }

  @Override
  public CodeBlock locked(Step.Locked step) {
    depth++;
    CodeBlock call = CodeBlock.of(
        ".lock($L, $N, $L)",
        step.pe(),
        domains.get(step.domain()),
        section(step.body(), step.origin().file()));
    depth--;
    return call;
  }

  /** A lambda that does the steps; a long one calls further lambdas, each a method of its own. */
  private CodeBlock section(List<Step> body, String file) {
    String name = depth == 1 ? "section" : "section" + depth;
    CodeBlock.Builder lambda = CodeBlock.builder().add("$L -> {\n", name).indent();
    if (body.size() <= LONGEST_SECTION) {
      for (Step step : body) {
        lambda.add("$L$L$L;\n", name, Literals.at(step.origin(), file), step.accept(this));
      }
    } else {
      int part = Math.max(LONGEST_SECTION, (body.size() + LONGEST_SECTION - 1) / LONGEST_SECTION);
      for (int from = 0; from < body.size(); from += part) {
        List<Step> steps = body.subList(from, Math.min(body.size(), from + part));
        depth++;
        lambda.add("$L.part($L);\n", name, section(steps, file));
        depth--;
      }
    }
    return lambda.unindent().add("}").build();
  }

  @Override
  public CodeBlock limitTables(Step.LimitTables step) {
    return CodeBlock.of(".tablesLeft($L)", Literals.decimal(step.tables()));
  }

  private static CodeBlock attributes(MappingAttributes attributes) {
    if (attributes.type().isPresent()) {
      return CodeBlock.of(
          "$T.as($T.$L)",
          Calls.STEPS,
          attributes.type().get().getDeclaringClass(),
          attributes.type().get().name());
    }
    return CodeBlock.of(
        "$T.perm($S, $L, $T.$L)",
        Calls.STEPS,
        attributes.permissions().toString(),
        attributes.memory().memAttr(),
        attributes.memory().shareability().getDeclaringClass(),
        attributes.memory().shareability().name());
  }

  private static String returns(OptionalLong returns) {
    return returns.isPresent() ? ", " + Literals.decimal(returns.getAsLong()) : "";
  }

  @Override
  public CodeBlock failAllocation(Step.FailAllocation step) {
    return CodeBlock.of(".failAllocation($L)", Literals.decimal(step.nth()));
  }

  @Override
  public CodeBlock protect(Step.Protect step) {
    return CodeBlock.of(
        ".protect($L, $N, $L, $L, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        Literals.hex(step.sizeBytes()),
        several(restriction(step.access()).toBuilder(), step.firstPage(), step.preemptEvery()),
        returns(step.returns()));
  }

  /** What stands behind a call of several that do a range together. */
  private static CodeBlock several(CodeBlock.Builder call, long firstPage, int preemptEvery) {
    if (firstPage != 0) {
      call.add(".continuedAt($L)", Literals.decimal(firstPage));
    }
    if (preemptEvery != 0) {
      call.add(".preemptEvery($L)", preemptEvery);
    }
    return call.build();
  }

  @Override
  public CodeBlock protectNewMappings(Step.ProtectNewMappings step) {
    return CodeBlock.of(
        ".protectNewMappings($L, $N, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        restriction(step.access()),
        returns(step.returns()));
  }

  private static CodeBlock restriction(int number) {
    if (number == P2mAccess.DEFAULT_NUMBER) {
      return CodeBlock.of("$T.defaultAccess()", Calls.STEPS);
    }
    return P2mAccess.ofNumber(number)
        .map(access -> CodeBlock.of(
            "$T.access($T.$L)", Calls.STEPS, access.getDeclaringClass(), access.name()))
        .orElseGet(() -> CodeBlock.of("$T.access($L)", Calls.STEPS, number));
  }

  @Override
  public CodeBlock listen(Step.Listen step) {
    CodeBlock.Builder words = CodeBlock.builder();
    if (step.connected()) {
      words.add(", $T.Listener.CONNECTED", Calls.STEPS);
    }
    if (step.required()) {
      words.add(", $T.Listener.REQUIRED", Calls.STEPS);
    }
    return words.isEmpty()
        ? CodeBlock.of(".noListener($N)", domains.get(step.domain()))
        : CodeBlock.of(".listener($N$L)", domains.get(step.domain()), words.build());
  }

  @Override
  public CodeBlock clean(Step.Clean step) {
    CodeBlock.Builder progress = CodeBlock.builder();
    if (step.firstPage() != 0 || step.preemptEvery() != 0) {
      progress.add(", $T.fromStart()", Calls.STEPS);
    }
    return CodeBlock.of(
        ".clean($L, $N, $L, $L$L$L)",
        step.pe(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        Literals.hex(step.sizeBytes()),
        several(progress, step.firstPage(), step.preemptEvery()),
        returns(step.returns()));
  }

  @Override
  public CodeBlock relinquish(Step.Relinquish step) {
    return CodeBlock.of(
        ".relinquish($L, $N, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        preemption(step.preemptEvery()),
        returns(step.returns()));
  }

  private static CodeBlock preemption(int every) {
    return every == 0
        ? CodeBlock.of("$T.neverPreempted()", Calls.STEPS)
        : CodeBlock.of("$T.preemptEvery($L)", Calls.STEPS, every);
  }

  @Override
  public CodeBlock teardown(Step.Teardown step) {
    if (!step.answers()) {
      return CodeBlock.of(".teardown($L, $N)", step.pe(), domains.get(step.domain()));
    }
    return CodeBlock.of(
        ".teardown($L, $N, $L$L)",
        step.pe(),
        domains.get(step.domain()),
        preemption(step.preemptEvery()),
        returns(step.returns()));
  }

  @Override
  public CodeBlock enter(Step.Enter step) {
    String vcpu = step.vcpu().isPresent() ? ", " + step.vcpu().getAsInt() : "";
    return CodeBlock.of(".enter($L, $N$L)", step.pe(), domains.get(step.domain()), vcpu);
  }

  @Override
  public CodeBlock leave(Step.Leave step) {
    return CodeBlock.of(".leave($L)", step.pe());
  }

  @Override
  public CodeBlock emulate(Step.Emulate step) {
    return CodeBlock.of(
        ".emulate($N, $L, $L)",
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        Literals.hex(step.sizeBytes()));
  }

  @Override
  public CodeBlock storeWord(Step.StoreWord step) {
    String word = step.exchange() ? "swap" : "store";
    return CodeBlock.of(
        ".pe($L).$L($L, $L, $L)",
        step.pe(),
        word + (step.sameContents() ? "SameContents" : ""),
        Literals.hex(step.pa()),
        Literals.hex(step.value()),
        Literals.string(step.note()));
  }

  @Override
  public CodeBlock writeRegister(Step.WriteRegister step) {
    return CodeBlock.of(
        ".writeRegister($L, $T.$L, $L)",
        step.pe(),
        step.register().getDeclaringClass(),
        step.register().name(),
        Literals.hex(step.value()));
  }

  @Override
  public CodeBlock perform(Step.Perform step) {
    return CodeBlock.of(".perform($L, $L)", step.pe(), AccessPrinter.print(step.access()));
  }

  @Override
  public CodeBlock abort(Step.Abort step) {
    return CodeBlock.of(
        ".abort($L, $T.$L, $N, $L, $L$L)",
        step.pe(),
        step.access().getDeclaringClass(),
        step.access().name(),
        domains.get(step.domain()),
        Literals.hex(step.ipa()),
        circumstances(step),
        step.outcome()
            .map(o -> CodeBlock.of(", $T.$L", o.getDeclaringClass(), o.name()))
            .orElse(CodeBlock.of("")));
  }

  private static CodeBlock circumstances(Step.Abort step) {
    CodeBlock.Builder told = CodeBlock.builder().add("$T.circumstances()", Calls.STEPS);
    step.fault().ifPresent(f -> told.add(".fault($T.$L)", f.getDeclaringClass(), f.name()));
    if (step.stage1Walk()) {
      told.add(".stage1Walk()");
    }
    if (!step.syndromeValid()) {
      told.add(".noSyndrome()");
    }
    if (step.external()) {
      told.add(".externalAbort()");
    }
    if (step.translationFails()) {
      told.add(".stage1Fails()");
    }
    return told.build();
  }

  @Override
  public CodeBlock runAt(Step.RunAt step) {
    return CodeBlock.of(".pe($L).runAt($L)", step.pe(), step.el());
  }

  @Override
  public CodeBlock invalidate(Step.Invalidate step) {
    CodeBlock op = constant(step.op());
    if (step.operand() == 0 && step.note().isEmpty()) {
      return CodeBlock.of(".pe($L).tlbi($L)", step.pe(), op);
    }
    return CodeBlock.of(
        ".pe($L).tlbi($L, $L, $L)",
        step.pe(),
        op,
        Literals.hex(step.operand()),
        Literals.string(step.note()));
  }

  @Override
  public CodeBlock barrier(Step.Barrier step) {
    return CodeBlock.of(".pe($L).dsb($L)", step.pe(), constant(step.option()));
  }

  @Override
  public CodeBlock synchronizeContext(Step.SynchronizeContext step) {
    return CodeBlock.of(".pe($L).isb()", step.pe());
  }

  @Override
  public CodeBlock cleanLine(Step.CleanLine step) {
    return CodeBlock.of(
        ".pe($L).cleanLine($L, $L)",
        step.pe(),
        Literals.hex(step.pa()),
        Literals.string(step.note()));
  }

  @Override
  public CodeBlock freeTable(Step.FreeTable step) {
    return CodeBlock.of(
        ".pe($L).freeTable($L, $L, $L)",
        step.pe(),
        Literals.hex(step.pa()),
        Literals.hex(step.sizeBytes()),
        Literals.string(step.note()));
  }

  @Override
  public CodeBlock labelled(Step.Labelled step) {
    Origin inner = step.step().origin();
    boolean isElsewhere =
        inner.line() != step.origin().line() || inner.column() != step.origin().column();
    return CodeBlock.of(
        ".label($L$L)$L",
        Literals.string(step.label()),
        isElsewhere ? ", " + inner.line() + ", " + inner.column() : "",
        step.step().accept(this));
  }

  @Override
  public CodeBlock interleaved(Step.Interleaved step) {
    depth++;
    CodeBlock bodies = step.bodies().stream()
        .map(body -> section(body, step.origin().file()))
        .collect(CodeBlock.joining(",\n"));
    depth--;
    return CodeBlock.of(".interleaved(\n$L)", bodies);
  }

  private static CodeBlock constant(Enum<?> constant) {
    return CodeBlock.of("$T.$L", constant.getDeclaringClass(), constant.name());
  }
}
