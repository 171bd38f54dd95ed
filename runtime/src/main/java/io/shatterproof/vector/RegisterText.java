package io.shatterproof.vector;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.EsrEl2;
import io.shatterproof.arch.register.HpfarEl2;
import io.shatterproof.arch.register.ParEl1;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Registers that report, as text: {@code esr 0x93c18007}, or {@code esr { s1ptw 1 wnr 0 }} where
 * single fields are claimed. What is UNKNOWN is marked as such.
 */
public final class RegisterText {
  private RegisterText() {}

  /** Every register of a report, whole. */
  public static List<String> of(Syndrome syndrome) {
    return syndrome.values().keySet().stream()
        .map(register -> told(register, syndrome, RegisterClaim.WHOLE, List.of()))
        .toList();
  }

  /** What is claimed of a register. */
  static String of(RegisterClaim claim, boolean isFault) {
    Syndrome claimed = new Syndrome(Map.of(claim.register(), claim.value()), Map.of());
    return told(claim.register(), claimed, claim.mask(), fields(claim, isFault));
  }

  /** What a report has of that which is claimed of its registers. */
  static List<String> of(AccessReport report, List<RegisterClaim> claims) {
    boolean isFault = report.outcome() instanceof Outcome.Faulted;
    return claims.stream()
        .map(claim ->
            told(claim.register(), report.syndrome(), claim.mask(), fields(claim, isFault)))
        .toList();
  }

  /** The spelling of scenarios: {@code esr}, {@code far}, {@code hpfar} or {@code par}. */
  private static String word(SystemRegister register) {
    String word = register.word();
    return word.substring(0, word.indexOf('_'));
  }

  private static String told(
      SystemRegister register, Syndrome syndrome, long mask, List<Field> fields) {
    OptionalLong value = syndrome.value(register);
    long unknown = syndrome.unknown(register);
    if (value.isEmpty()) {
      return word(register) + " unknown";
    }
    if (fields.isEmpty()) {
      String claimed = mask == RegisterClaim.WHOLE ? "" : " mask " + hex(mask);
      String bits = (unknown & mask) == 0 ? "" : " (bits " + bits(unknown & mask) + " unknown)";
      return word(register) + " " + hex(value.getAsLong() & ~unknown & mask) + claimed + bits;
    }
    StringBuilder text = new StringBuilder(word(register)).append(" {");
    for (Field field : fields) {
      text.append(' ').append(field.word()).append(' ');
      text.append(field.isSet(unknown) ? "unknown" : number(field, field.of(value.getAsLong())));
    }
    return text.append(" }").toString();
  }

  /** The fields that a mask is made of; none where it is a whole register, or cuts one. */
  private static List<Field> fields(RegisterClaim claim, boolean isFault) {
    if (claim.mask() == RegisterClaim.WHOLE) {
      return List.of();
    }
    List<Field> claimed = new ArrayList<>();
    long rest = claim.mask();
    for (Field field : fields(claim.register(), isFault)) {
      if ((rest & field.mask()) == field.mask()) {
        claimed.add(field);
        rest &= ~field.mask();
      }
    }
    return rest == 0 ? claimed : List.of();
  }

  private static List<Field> fields(SystemRegister register, boolean isFault) {
    if (!register.reports()) {
      return List.of();
    }
    return switch (register) {
      case ESR_EL2, ESR_EL1 -> EsrEl2.FIELDS;
      case HPFAR_EL2 -> HpfarEl2.FIELDS;
      case PAR_EL1 -> isFault ? ParEl1.FAILURE : ParEl1.SUCCESS;
      case FAR_EL2, FAR_EL1 -> List.of(); // one address
      default -> throw new IllegalStateException("no fields are known of " + register.word());
    };
  }

  private static String number(Field field, long value) {
    return field.width() == 1 ? Long.toString(value) : hex(value);
  }

  /** The bits as the manual writes them, the highest first: {@code [31:26] [6]}. */
  public static String bits(long mask) {
    StringBuilder text = new StringBuilder();
    int high = 63;
    while (high >= 0) {
      if ((mask >>> high & 1) == 0) {
        high--;
        continue;
      }
      int low = high;
      while (low > 0 && (mask >>> (low - 1) & 1) != 0) {
        low--;
      }
      text.append(text.isEmpty() ? "" : " ")
          .append(high == low ? "[" + high + "]" : "[" + high + ":" + low + "]");
      high = low - 1;
    }
    return text.toString();
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
