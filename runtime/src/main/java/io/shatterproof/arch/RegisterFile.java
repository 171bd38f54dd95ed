package io.shatterproof.arch;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The system registers of one PE that control translation, as values; never changed. */
public final class RegisterFile {
  /** Every register is zero. */
  public static final RegisterFile NONE = new RegisterFile(new EnumMap<>(SystemRegister.class));

  private final Map<SystemRegister, Long> values;

  private RegisterFile(Map<SystemRegister, Long> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** These registers, with one written. */
  public RegisterFile with(SystemRegister register, long value) {
    Map<SystemRegister, Long> changed = new EnumMap<>(SystemRegister.class);
    changed.putAll(values);
    changed.put(register, value);
    return new RegisterFile(changed);
  }

  /** What a register holds; 0 if it was never written. */
  public long value(SystemRegister register) {
    return values.getOrDefault(register, 0L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach((register, value) -> text.append(text.isEmpty() ? "" : " ")
        .append(register.word())
        .append(" 0x")
        .append(Long.toHexString(value)));
    return text.toString();
  }
}
