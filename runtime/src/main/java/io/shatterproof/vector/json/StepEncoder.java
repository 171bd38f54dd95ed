package io.shatterproof.vector.json;

import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.vector.Step;
import java.util.OptionalLong;

/** Prints steps. */
final class StepEncoder implements Step.Visitor<CanonicalJson> {
  private final Encoding encoding;
  private final CanonicalJson json;

  StepEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.json = encoding.json;
  }

  void encode(Step step) {
    step.accept(this).endObject();
  }

  @Override
  public CanonicalJson create(Step.Create step) {
    begin(4, "create", step);
    encoding.domain(step.domain()).memberUnlessZero("more", step.more());
    return returns(step.returns());
  }

  @Override
  public CanonicalJson unpause(Step.Unpause step) {
    begin(4, "unpause", step).member("pe", step.pe());
    return encoding.domain(step.domain());
  }

  @Override
  public CanonicalJson resizePool(Step.ResizePool step) {
    begin(4, "resize_pool", step).member("pe", step.pe());
    encoding
        .domain(step.domain())
        .hexMember("size", step.sizeBytes())
        .memberUnlessZero("preempt_every", step.preemptEvery());
    return returns(step.returns());
  }

  @Override
  public CanonicalJson setWay(Step.SetWay step) {
    begin(4, "set_way", step).member("pe", step.pe());
    return encoding.domain(step.domain());
  }

  @Override
  public CanonicalJson switchCaches(Step.SwitchCaches step) {
    begin(4, "switch_caches", step).member("pe", step.pe());
    return encoding.domain(step.domain()).member("on", step.on());
  }

  @Override
  public CanonicalJson map(Step.Map step) {
    begin("map", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes()).hexMember("pa", step.pa());
    attributes(step.attributes());
    step.access()
        .ifPresent(access -> encoding.since(5).member("access", Words.P2M_ACCESS.word(access)));
    return returns(step.returns());
  }

  @Override
  public CanonicalJson populate(Step.Populate step) {
    begin(5, "populate", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes());
    attributes(step.attributes());
    return returns(step.returns());
  }

  @Override
  public CanonicalJson invalidateRoot(Step.InvalidateRoot step) {
    begin(5, "invalidate_root", step).member("pe", step.pe());
    return encoding.domain(step.domain());
  }

  @Override
  public CanonicalJson resolve(Step.Resolve step) {
    begin(5, "resolve", step).member("pe", step.pe());
    encoding.domain(step.domain()).hexMember("ipa", step.ipa());
    step.resolved().ifPresent(resolved -> json.member("resolved", resolved));
    return json;
  }

  @Override
  public CanonicalJson unmap(Step.Unmap step) {
    begin("unmap", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes());
    step.pa().ifPresent(pa -> json.hexMember("pa", pa));
    return returns(step.returns());
  }

  @Override
  public CanonicalJson locked(Step.Locked step) {
    begin("locked", step).member("pe", step.pe());
    return encoding.domain(step.domain()).arrayUnlessEmpty("body", step.body(), this::encode);
  }

  @Override
  public CanonicalJson limitTables(Step.LimitTables step) {
    return begin("limit_tables", step).member("tables", step.tables());
  }

  @Override
  public CanonicalJson failAllocation(Step.FailAllocation step) {
    return begin("fail_allocation", step).member("nth", step.nth());
  }

  @Override
  public CanonicalJson protect(Step.Protect step) {
    begin("protect", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes());
    RestrictionWord.print(json, "access", step.access())
        .memberUnlessZero("first_page", step.firstPage())
        .memberUnlessZero("preempt_every", step.preemptEvery());
    return returns(step.returns());
  }

  @Override
  public CanonicalJson protectNewMappings(Step.ProtectNewMappings step) {
    begin("protect_new_mappings", step).member("pe", step.pe());
    RestrictionWord.print(encoding.domain(step.domain()), "access", step.access());
    return returns(step.returns());
  }

  @Override
  public CanonicalJson listen(Step.Listen step) {
    begin("listen", step);
    return encoding
        .domain(step.domain())
        .member("connected", step.connected())
        .member("required", step.required());
  }

  @Override
  public CanonicalJson clean(Step.Clean step) {
    begin("clean", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes());
    if (step.firstPage() != 0 || step.preemptEvery() != 0) {
      encoding
          .since(4)
          .memberUnlessZero("first_page", step.firstPage())
          .memberUnlessZero("preempt_every", step.preemptEvery());
    }
    return returns(step.returns());
  }

  @Override
  public CanonicalJson relinquish(Step.Relinquish step) {
    begin("relinquish", step).member("pe", step.pe());
    encoding.domain(step.domain()).memberUnlessZero("preempt_every", step.preemptEvery());
    return returns(step.returns());
  }

  @Override
  public CanonicalJson teardown(Step.Teardown step) {
    begin("teardown", step).member("pe", step.pe());
    encoding.domain(step.domain());
    if (step.answers()) {
      encoding.since(4).memberUnlessZero("preempt_every", step.preemptEvery());
    }
    return returns(step.returns());
  }

  @Override
  public CanonicalJson enter(Step.Enter step) {
    begin("enter", step).member("pe", step.pe());
    encoding.domain(step.domain());
    step.vcpu().ifPresent(vcpu -> encoding.since(4).member("vcpu", vcpu));
    return json;
  }

  @Override
  public CanonicalJson leave(Step.Leave step) {
    return begin("leave", step).member("pe", step.pe());
  }

  @Override
  public CanonicalJson emulate(Step.Emulate step) {
    begin("emulate", step);
    return encoding
        .domain(step.domain())
        .hexMember("ipa", step.ipa())
        .hexMember("size", step.sizeBytes());
  }

  @Override
  public CanonicalJson abort(Step.Abort step) {
    begin("abort", step).member("pe", step.pe());
    encoding
        .domain(step.domain())
        .member("access", Words.GUEST_ACCESS_KIND.word(step.access()))
        .hexMember("ipa", step.ipa());
    step.fault().ifPresent(fault -> encoding.word("fault", Words.FAULT_KIND, fault));
    json.memberUnless(false, "stage1_walk", step.stage1Walk())
        .memberUnless(true, "syndrome_valid", step.syndromeValid())
        .memberUnless(false, "external", step.external())
        .memberUnless(false, "translation_fails", step.translationFails());
    step.outcome().ifPresent(outcome -> json.member("outcome", Words.ABORT_OUTCOME.word(outcome)));
    return json;
  }

  @Override
  public CanonicalJson storeWord(Step.StoreWord step) {
    begin("store_word", step)
        .member("pe", step.pe())
        .hexMember("pa", step.pa())
        .hexMember("value", step.value());
    if (step.exchange() || step.sameContents()) {
      encoding
          .since(3)
          .memberUnless(false, "exchange", step.exchange())
          .memberUnless(false, "same_contents", step.sameContents());
    }
    return encoding.remark("note", step.note());
  }

  @Override
  public CanonicalJson writeRegister(Step.WriteRegister step) {
    return begin("write_register", step)
        .member("pe", step.pe())
        .member("register", Words.CONTROL_REGISTER.word(step.register()))
        .hexMember("value", step.value());
  }

  @Override
  public CanonicalJson perform(Step.Perform step) {
    begin("perform", step).member("pe", step.pe());
    return AccessCodec.print(json, step.access());
  }

  @Override
  public CanonicalJson runAt(Step.RunAt step) {
    return begin(3, "run_at", step).member("pe", step.pe()).member("el", step.el());
  }

  @Override
  public CanonicalJson invalidate(Step.Invalidate step) {
    begin(3, "tlbi", step).member("pe", step.pe());
    encoding.word("op", Words.TLBI_OP, step.op());
    if (step.operand() != 0) {
      json.hexMember("operand", step.operand());
    }
    return encoding.remark("note", step.note());
  }

  @Override
  public CanonicalJson barrier(Step.Barrier step) {
    begin(3, "dsb", step).member("pe", step.pe());
    return encoding.word("option", Words.DSB_OPTION, step.option());
  }

  @Override
  public CanonicalJson synchronizeContext(Step.SynchronizeContext step) {
    return begin(3, "isb", step).member("pe", step.pe());
  }

  @Override
  public CanonicalJson cleanLine(Step.CleanLine step) {
    begin(3, "clean_line", step).member("pe", step.pe()).hexMember("pa", step.pa());
    return encoding.remark("note", step.note());
  }

  @Override
  public CanonicalJson freeTable(Step.FreeTable step) {
    begin(3, "free_table", step)
        .member("pe", step.pe())
        .hexMember("pa", step.pa())
        .hexMember("size", step.sizeBytes());
    return encoding.remark("note", step.note());
  }

  @Override
  public CanonicalJson labelled(Step.Labelled step) {
    begin(3, "labelled", step);
    encoding.label("label", step.label()).name("does");
    encode(step.step());
    return json;
  }

  @Override
  public CanonicalJson interleaved(Step.Interleaved step) {
    return begin(3, "interleaved", step)
        .arrayUnlessEmpty("bodies", step.bodies(), body -> json.array(body, this::encode));
  }

  /** Begins a step that a minor version has added. */
  private CanonicalJson begin(int minorVersion, String word, Step step) {
    encoding.since(minorVersion);
    return begin(word, step);
  }

  private CanonicalJson begin(String word, Step step) {
    json.beginObject().member("step", word);
    return encoding.origin(step.origin());
  }

  private CanonicalJson target(int pe, int domain, long ipa, long sizeBytes) {
    json.member("pe", pe);
    return encoding.domain(domain).hexMember("ipa", ipa).hexMember("size", sizeBytes);
  }

  private void attributes(MappingAttributes attributes) {
    json.member("perm", attributes.permissions().toString())
        .member("memattr", attributes.memory().memAttr())
        .member("sh", Words.SHAREABILITY.word(attributes.memory().shareability()));
    attributes.type().ifPresent(type -> json.member("type", Words.P2M_TYPE.word(type)));
  }

  private CanonicalJson returns(OptionalLong code) {
    code.ifPresent(c -> json.member("returns", c));
    return json;
  }
}
