package io.shatterproof.vector.json;

import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.vector.Step;

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
  public CanonicalJson map(Step.Map step) {
    begin("map", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes()).hexMember("pa", step.pa());
    attributes(step.attributes());
    step.returns().ifPresent(code -> json.member("returns", code));
    return json;
  }

  @Override
  public CanonicalJson unmap(Step.Unmap step) {
    begin("unmap", step);
    target(step.pe(), step.domain(), step.ipa(), step.sizeBytes());
    step.pa().ifPresent(pa -> json.hexMember("pa", pa));
    step.returns().ifPresent(code -> json.member("returns", code));
    return json;
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

  @Override
  public CanonicalJson failAllocation(Step.FailAllocation step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson protect(Step.Protect step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson protectNewMappings(Step.ProtectNewMappings step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson listen(Step.Listen step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson clean(Step.Clean step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson relinquish(Step.Relinquish step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson teardown(Step.Teardown step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson enter(Step.Enter step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson leave(Step.Leave step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson emulate(Step.Emulate step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public CanonicalJson abort(Step.Abort step) {
    throw new UnsupportedOperationException("not wired yet");
  }
}
