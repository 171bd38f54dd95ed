package io.shatterproof.compiler.backend.text;

import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.vector.Step;
import java.util.stream.Collectors;

/** Steps as statements. The PE that a block says is not repeated. */
final class StepText implements Step.Visitor<String> {
  private final Speech speech;
  private final Codes codes;

  StepText(Speech speech) {
    this.speech = speech;
    this.codes = new Codes(speech.obstacles());
  }

  @Override
  public String create(Step.Create step) {
    return "create " + speech.domain(step.domain())
        + (step.more() == 0 ? "" : " and " + step.more() + " more") + codes.behind(step.returns());
  }

  @Override
  public String unpause(Step.Unpause step) {
    return "unpause " + speech.domain(step.domain());
  }

  @Override
  public String map(Step.Map step) {
    return "map " + range(step.domain(), step.ipa(), step.sizeBytes()) + " to "
        + Numbers.hex(step.pa()) + as(step.attributes())
        + step.access().map(access -> " access " + access.word()).orElse("")
        + codes.behind(step.returns());
  }

  private String as(MappingAttributes attributes) {
    if (attributes.type().isPresent()) {
      if (!attributes.equals(MappingAttributes.of(attributes.type().get()))) {
        speech
            .obstacles()
            .add("the type " + attributes.type().get().word() + " with other permissions or"
                + " attributes than its own");
      }
      return " as " + attributes.type().get().word();
    }
    if (!attributes.memory().equals(MemoryAttributes.NORMAL_WB)) {
      speech.obstacles().add("a mapping with " + attributes.memory());
    }
    return " perm " + attributes.permissions() + " mem normal_wb";
  }

  @Override
  public String populate(Step.Populate step) {
    return "populate " + range(step.domain(), step.ipa(), step.sizeBytes()) + as(step.attributes())
        + codes.behind(step.returns());
  }

  @Override
  public String invalidateRoot(Step.InvalidateRoot step) {
    return "invalidate root " + speech.domain(step.domain());
  }

  @Override
  public String resolve(Step.Resolve step) {
    return "resolve " + speech.domain(step.domain()) + " " + Numbers.hex(step.ipa())
        + step.resolved()
            .map(resolved -> resolved ? " -> resolved" : " -> unresolved")
            .orElse("");
  }

  @Override
  public String unmap(Step.Unmap step) {
    return "unmap " + range(step.domain(), step.ipa(), step.sizeBytes())
        + (step.pa().isPresent() ? " from " + Numbers.hex(step.pa().getAsLong()) : "")
        + codes.behind(step.returns());
  }

  @Override
  public String locked(Step.Locked step) {
    String body =
        step.body().stream().map(inner -> inner.accept(this) + "\n").collect(Collectors.joining());
    return "lock " + speech.domain(step.domain()) + " {\n" + body + "}";
  }

  @Override
  public String limitTables(Step.LimitTables step) {
    return "tables left " + step.tables();
  }

  @Override
  public String failAllocation(Step.FailAllocation step) {
    return "fail allocation " + step.nth();
  }

  @Override
  public String protect(Step.Protect step) {
    return "protect " + range(step.domain(), step.ipa(), step.sizeBytes()) + access(step.access())
        + continued(step.firstPage()) + preempt(step.preemptEvery())
        + codes.behind(step.returns());
  }

  @Override
  public String protectNewMappings(Step.ProtectNewMappings step) {
    return "protect " + speech.domain(step.domain()) + " default" + access(step.access())
        + codes.behind(step.returns());
  }

  private static String access(int number) {
    String word = P2mAccess.ofNumber(number)
        .map(P2mAccess::word)
        .orElse(number == P2mAccess.DEFAULT_NUMBER ? "default" : Integer.toString(number));
    return " access " + word;
  }

  private static String continued(long firstPage) {
    return firstPage == 0 ? "" : " continued at " + firstPage;
  }

  private static String preempt(int every) {
    return every == 0 ? "" : " preempt every " + every;
  }

  @Override
  public String listen(Step.Listen step) {
    String words = (step.connected() ? " connected" : "") + (step.required() ? " required" : "");
    return "listener " + speech.domain(step.domain()) + (words.isEmpty() ? " none" : words);
  }

  @Override
  public String clean(Step.Clean step) {
    return "clean " + range(step.domain(), step.ipa(), step.sizeBytes())
        + continued(step.firstPage()) + preempt(step.preemptEvery())
        + codes.behind(step.returns());
  }

  @Override
  public String relinquish(Step.Relinquish step) {
    return "relinquish " + speech.domain(step.domain()) + preempt(step.preemptEvery())
        + codes.answer(step.returns());
  }

  @Override
  public String teardown(Step.Teardown step) {
    return "teardown " + speech.domain(step.domain()) + preempt(step.preemptEvery())
        + codes.answer(step.returns());
  }

  @Override
  public String resizePool(Step.ResizePool step) {
    return "pool " + speech.domain(step.domain()) + " size " + Numbers.size(step.sizeBytes())
        + preempt(step.preemptEvery()) + codes.answer(step.returns());
  }

  @Override
  public String setWay(Step.SetWay step) {
    return "pe " + step.pe() + " set way " + speech.domain(step.domain());
  }

  @Override
  public String switchCaches(Step.SwitchCaches step) {
    return "pe " + step.pe() + " caches " + speech.domain(step.domain())
        + (step.on() ? " on" : " off");
  }

  @Override
  public String enter(Step.Enter step) {
    return "pe " + step.pe() + " enters " + speech.domain(step.domain())
        + (step.vcpu().isPresent() ? " vcpu " + step.vcpu().getAsInt() : "");
  }

  @Override
  public String leave(Step.Leave step) {
    return "pe " + step.pe() + " leaves";
  }

  @Override
  public String emulate(Step.Emulate step) {
    return "emulate " + range(step.domain(), step.ipa(), step.sizeBytes());
  }

  @Override
  public String abort(Step.Abort step) {
    String circumstances = step.fault().map(kind -> " fault " + kind.word()).orElse("")
        + (step.stage1Walk() ? " stage1 walk" : "")
        + (step.translationFails() ? " stage1 fails" : "")
        + (step.syndromeValid() ? "" : " no syndrome")
        + (step.external() ? " external abort" : "");
    return "pe " + step.pe() + " abort " + speech.domain(step.domain()) + " "
        + Numbers.hex(step.ipa()) + " " + step.access().word()
        + (circumstances.isEmpty() ? "" : " {" + circumstances + " }")
        + step.outcome().map(outcome -> " -> " + outcome.word()).orElse("");
  }

  @Override
  public String storeWord(Step.StoreWord step) {
    return "pe " + step.pe() + (step.exchange() ? " swap " : " store ") + word(step.pa())
        + " := raw "
        + Numbers.hex(step.value()) + (step.sameContents() ? " same contents" : "")
        + note(step.note());
  }

  @Override
  public String writeRegister(Step.WriteRegister step) {
    return "pe " + step.pe() + " msr " + step.register().word() + " = " + Numbers.hex(step.value());
  }

  @Override
  public String perform(Step.Perform step) {
    return "pe " + step.pe() + " " + AccessText.ofMemory(step.access(), speech.regime());
  }

  @Override
  public String runAt(Step.RunAt step) {
    return "pe " + step.pe() + " at el" + step.el() + " with " + speech.regime();
  }

  @Override
  public String invalidate(Step.Invalidate step) {
    boolean takesOperand = step.op().operand() != TlbiOp.Operand.NONE;
    return "pe " + step.pe() + " tlbi " + step.op().word()
        + (takesOperand ? " operand " + Numbers.hex(step.operand()) : "") + note(step.note());
  }

  @Override
  public String barrier(Step.Barrier step) {
    return "pe " + step.pe() + " dsb " + step.option().word();
  }

  @Override
  public String synchronizeContext(Step.SynchronizeContext step) {
    return "pe " + step.pe() + " isb";
  }

  @Override
  public String cleanLine(Step.CleanLine step) {
    return "pe " + step.pe() + " dc cvac " + word(step.pa()) + note(step.note());
  }

  @Override
  public String freeTable(Step.FreeTable step) {
    return "pe " + step.pe() + " free " + word(step.pa()) + " size "
        + Numbers.size(step.sizeBytes()) + note(step.note());
  }

  @Override
  public String labelled(Step.Labelled step) {
    return speech.label(step.label()) + ": " + step.step().accept(this);
  }

  @Override
  public String interleaved(Step.Interleaved step) {
    throw new IllegalStateException("several bodies are several blocks");
  }

  private String word(long pa) {
    return speech.regime() + " at " + Numbers.hex(pa);
  }

  private static String note(String note) {
    return note.isEmpty() ? "" : "   // " + Quoted.comment(note);
  }

  private String range(int domain, long ipa, long sizeBytes) {
    return speech.domain(domain) + " " + Numbers.hex(ipa) + " size " + Numbers.size(sizeBytes);
  }
}
