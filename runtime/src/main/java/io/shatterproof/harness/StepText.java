package io.shatterproof.harness;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.StepPe;
import java.util.List;

/** Steps in the words of the scenario language, a line each. */
final class StepText implements Step.Visitor<String> {
  private final List<DomainConfig> domains;

  StepText(Setup setup) {
    this.domains = setup.domains();
  }

  /** A step with the PE that does it, for example {@code PE 0: store page P := 0x0 (brk)}. */
  String withPe(Step step) {
    String who =
        StepPe.of(step).stream().mapToObj(pe -> "PE " + pe + ": ").findFirst().orElse("");
    return who + step.accept(this);
  }

  @Override
  public String map(Step.Map step) {
    return "map" + range(step.domain(), step.ipa(), step.sizeBytes()) + " to " + hex(step.pa())
        + as(step.attributes())
        + step.access().map(access -> " access " + access.word()).orElse("");
  }

  @Override
  public String populate(Step.Populate step) {
    return "populate" + range(step.domain(), step.ipa(), step.sizeBytes()) + as(step.attributes());
  }

  private static String as(MappingAttributes attributes) {
    return attributes
        .type()
        .map(P2mType::word)
        .map(word -> " as " + word)
        .orElse(" perm " + attributes.permissions());
  }

  @Override
  public String invalidateRoot(Step.InvalidateRoot step) {
    return "invalidate root" + domain(step.domain());
  }

  @Override
  public String resolve(Step.Resolve step) {
    return "resolve" + domain(step.domain()) + " " + hex(step.ipa());
  }

  @Override
  public String unmap(Step.Unmap step) {
    return "unmap" + range(step.domain(), step.ipa(), step.sizeBytes())
        + (step.pa().isPresent() ? " from " + hex(step.pa().getAsLong()) : "");
  }

  @Override
  public String locked(Step.Locked step) {
    List<String> inner = step.body().stream().map(s -> s.accept(this)).toList();
    return "lock" + domain(step.domain()) + " { " + String.join("; ", inner) + " }";
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
    return "protect" + range(step.domain(), step.ipa(), step.sizeBytes()) + access(step.access());
  }

  @Override
  public String protectNewMappings(Step.ProtectNewMappings step) {
    return "protect" + domain(step.domain()) + " default" + access(step.access());
  }

  private static String access(int number) {
    return " access "
        + P2mAccess.ofNumber(number).map(P2mAccess::word).orElse(Integer.toString(number));
  }

  @Override
  public String listen(Step.Listen step) {
    return "listener" + domain(step.domain()) + (step.connected() ? " connected" : "")
        + (step.required() ? " required" : "");
  }

  @Override
  public String clean(Step.Clean step) {
    return "clean" + range(step.domain(), step.ipa(), step.sizeBytes());
  }

  @Override
  public String relinquish(Step.Relinquish step) {
    return "relinquish" + domain(step.domain());
  }

  @Override
  public String teardown(Step.Teardown step) {
    return "teardown" + domain(step.domain());
  }

  @Override
  public String create(Step.Create step) {
    return "create" + domain(step.domain())
        + (step.more() == 0 ? "" : " and " + step.more() + " more");
  }

  @Override
  public String unpause(Step.Unpause step) {
    return "unpause" + domain(step.domain());
  }

  @Override
  public String resizePool(Step.ResizePool step) {
    return "pool" + domain(step.domain()) + " size " + hex(step.sizeBytes());
  }

  @Override
  public String setWay(Step.SetWay step) {
    return "set way" + domain(step.domain());
  }

  @Override
  public String switchCaches(Step.SwitchCaches step) {
    return "caches" + domain(step.domain()) + (step.on() ? " on" : " off");
  }

  @Override
  public String enter(Step.Enter step) {
    return "enters" + domain(step.domain())
        + (step.vcpu().isPresent() ? " vcpu " + step.vcpu().getAsInt() : "");
  }

  @Override
  public String leave(Step.Leave step) {
    return "leaves";
  }

  @Override
  public String emulate(Step.Emulate step) {
    return "emulate" + range(step.domain(), step.ipa(), step.sizeBytes());
  }

  @Override
  public String abort(Step.Abort step) {
    return "abort" + domain(step.domain()) + " " + hex(step.ipa()) + " "
        + step.access().word();
  }

  @Override
  public String storeWord(Step.StoreWord step) {
    return (step.exchange() ? "swap " : "store ") + word(step.note(), step.pa()) + " := "
        + hex(step.value());
  }

  @Override
  public String writeRegister(Step.WriteRegister step) {
    return "msr " + step.register().word() + " = " + hex(step.value());
  }

  @Override
  public String perform(Step.Perform step) {
    return step.access().kind().word() + " " + hex(step.access().address());
  }

  @Override
  public String runAt(Step.RunAt step) {
    return "at el" + step.el();
  }

  @Override
  public String invalidate(Step.Invalidate step) {
    String operand = step.note().isEmpty()
        ? (step.operand() == 0 ? "" : " operand " + hex(step.operand()))
        : " " + step.note();
    return "tlbi " + step.op().word() + operand;
  }

  @Override
  public String barrier(Step.Barrier step) {
    return "dsb " + step.option().word();
  }

  @Override
  public String synchronizeContext(Step.SynchronizeContext step) {
    return "isb";
  }

  @Override
  public String cleanLine(Step.CleanLine step) {
    return "dc cvac " + word(step.note(), step.pa());
  }

  @Override
  public String freeTable(Step.FreeTable step) {
    return "free " + word(step.note(), step.pa());
  }

  @Override
  public String labelled(Step.Labelled step) {
    return step.step().accept(this) + " (" + step.label() + ")";
  }

  @Override
  public String interleaved(Step.Interleaved step) {
    return step.bodies().size() + " PEs at once";
  }

  private static String word(String note, long pa) {
    return note.isEmpty() ? "word " + hex(pa) : note;
  }

  private String range(int domain, long ipa, long sizeBytes) {
    return domain(domain) + " " + hex(ipa) + " size " + hex(sizeBytes);
  }

  private String domain(int number) {
    boolean isKnown = number >= 0 && number < domains.size();
    return " " + (isKnown ? domains.get(number).name() : "domain " + number);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
