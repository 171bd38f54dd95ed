package io.shatterproof.arch.decode;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells registers, stage 2 descriptors and operands of TLB maintenance field by field, in words.
 *
 * <p>Non-secure state is assumed; what other states make of a field is named, not decoded.
 */
public final class Decoder {
  private static final int LAST_LEVEL = 3;

  private final Stage2Control control;

  /** A decoder of descriptors, and of registers that depend on others, under these controls. */
  public Decoder(Stage2Control control) {
    this.control = control;
  }

  /** A decoder under these values of the registers. */
  public Decoder(Platform platform, long vtcr, long hcr) {
    this(new Stage2Control(platform, vtcr, hcr));
  }

  public Stage2Control control() {
    return control;
  }

  /**
   * The account of a register. VTCR_EL2 decides the form of VTTBR_EL2.
   *
   * @param value the register's 64 bits
   */
  public Account register(SystemRegister register, long value) {
    Platform platform = control.platform();
    return switch (register) {
      case VTTBR_EL2 -> ControlAccounts.vttbr(control, value);
      case VTCR_EL2 -> VtcrAccount.of(new Stage2Control(platform, value, control.hcr()));
      case HCR_EL2 -> ControlAccounts.hcr(platform, value);
      case HCRX_EL2 -> ControlAccounts.hcrx(platform, value);
      case SCTLR_EL1 -> ControlAccounts.sctlrEl1(platform, value);
      case SCTLR_EL2 -> ControlAccounts.sctlrEl2(value);
      case TCR_EL1 -> ControlAccounts.tcr(platform, value);
      case TTBR0_EL1, TTBR1_EL1 -> ControlAccounts.ttbr(platform, register.name(), value);
      case MAIR_EL1 -> ControlAccounts.mair(value);
      case ESR_EL2, ESR_EL1 -> SyndromeAccounts.esr(platform, register.name(), value);
      case FAR_EL2, FAR_EL1 -> SyndromeAccounts.far(register.name(), value);
      case HPFAR_EL2 -> SyndromeAccounts.hpfar(platform, value);
      case PAR_EL1 -> SyndromeAccounts.par(platform, value);
      case DAIF -> ControlAccounts.daif(value);
    };
  }

  /** The account of a TLB maintenance operation whose operand is not known: without fields. */
  public Account tlbi(TlbiOp op) {
    return TlbiAccount.of(control.platform(), op);
  }

  /**
   * The account of a TLB maintenance operation with its operand. VTCR_EL2 says what granule an IPA is
   * of, and in what units a range of them begins.
   *
   * @param operand the register's 64 bits
   * @throws IllegalArgumentException if the operation takes no operand
   */
  public Account tlbi(TlbiOp op, long operand) {
    return TlbiAccount.of(control, op, operand);
  }

  /**
   * The account of a stage 2 descriptor at one level.
   *
   * @param level -1 to 3, and not below the first level of the format
   * @throws IllegalStateException if {@link Stage2Control#cannotDecode} has an answer
   * @throws IllegalArgumentException if the granule has no such level
   */
  public Account descriptor(long descriptor, int level) {
    control.cannotDecode().ifPresent(why -> {
      throw new IllegalStateException(why);
    });
    if (level < firstLevel() || level > LAST_LEVEL) {
      throw new IllegalArgumentException(
          "a " + control.granule() + " granule has no level " + level);
    }
    return DescriptorAccount.of(control, descriptor, level, level);
  }

  /**
   * The accounts of a stage 2 descriptor at each level that walks can reach, from the first on.
   * Neighbouring levels at which the fields are the same share one.
   *
   * @throws IllegalStateException if {@link Stage2Control#cannotDecode} has an answer
   */
  public List<AtLevels> descriptor(long descriptor) {
    List<AtLevels> all = new ArrayList<>();
    int first = firstReached();
    while (first <= LAST_LEVEL) {
      List<AccountLine> lines = descriptor(descriptor, first).lines();
      int last = first;
      while (last < LAST_LEVEL && descriptor(descriptor, last + 1).lines().equals(lines)) {
        last++;
      }
      DescriptorKind kind = control.format().kind(descriptor, first);
      all.add(
          new AtLevels(first, last, kind, DescriptorAccount.of(control, descriptor, first, last)));
      first = last + 1;
    }
    return all;
  }

  /** The first level that a stage 2 table of this format can have. */
  public int firstLevel() {
    return control.format().firstLevel();
  }

  /** The level at which walks start; the first of the format if VTCR_EL2 is illegal. */
  private int firstReached() {
    return control.obstacle().isEmpty() ? control.geometry().startLevel() : firstLevel();
  }

  /**
   * What a descriptor is at some levels.
   *
   * @param first the first of them, -1 to 3
   * @param last the last of them
   * @param kind what it is there
   * @param account its fields there
   */
  public record AtLevels(int first, int last, DescriptorKind kind, Account account) {}
}
