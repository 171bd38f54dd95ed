package io.shatterproof.arch.decode;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.Platform;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the two values of one-bit fields mean, for registers that are little but such fields. */
final class Flags {
  private final Map<Field, String[]> meanings = new LinkedHashMap<>();

  /** Says what 1 means; 0 means that it is not so. */
  Flags when(Field field, String one) {
    return when(field, one, "off");
  }

  Flags when(Field field, String one, String zero) {
    meanings.put(field, new String[] {one, zero});
    return this;
  }

  /** Adds a line for each field. */
  void tell(Platform platform, long register, Lines lines) {
    meanings.forEach((field, words) -> RegisterWords.missing(platform, field)
        .ifPresentOrElse(
            why -> lines.res0(field.name(), field.high(), field.low(), why),
            () -> lines.add(field, field.isSet(register) ? words[0] : words[1])));
  }
}
