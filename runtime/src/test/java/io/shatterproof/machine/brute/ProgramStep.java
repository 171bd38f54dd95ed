package io.shatterproof.machine.brute;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;

/** One step of one PE. {@code toString} gives a call of the machine under test. */
sealed interface ProgramStep {
  int pe();

  /** A word is stored. */
  record Store(int pe, long pa, long value) implements ProgramStep {
    @Override
    public String toString() {
      return "store(" + pe + ", 0x" + Long.toHexString(pa) + "L, 0x" + Long.toHexString(value)
          + "L, false, false); // " + Layout.name(pa);
    }
  }

  /** VTTBR_EL2 is written. */
  record Vttbr(int pe, long value) implements ProgramStep {
    @Override
    public String toString() {
      return "write(" + pe + ", VTTBR_EL2, 0x" + Long.toHexString(value) + "L);";
    }
  }

  /** A PE goes to an Exception level. */
  record RunAt(int pe, int el) implements ProgramStep {
    @Override
    public String toString() {
      return "runAt(" + pe + ", " + el + ");";
    }
  }

  /** A TLB maintenance operation. */
  record Tlbi(int pe, TlbiOp op, long operand) implements ProgramStep {
    @Override
    public String toString() {
      return "tlbi(" + pe + ", " + op.name() + ", 0x" + Long.toHexString(operand) + "L);";
    }
  }

  /** A barrier. */
  record Dsb(int pe, DsbOption option) implements ProgramStep {
    @Override
    public String toString() {
      return "dsb(" + pe + ", " + option.name() + ");";
    }
  }

  /** A context synchronization event. */
  record Isb(int pe) implements ProgramStep {
    @Override
    public String toString() {
      return "isb(" + pe + ");";
    }
  }

  /** A cache line is cleaned. */
  record Clean(int pe, long pa) implements ProgramStep {
    @Override
    public String toString() {
      return "cleanLine(" + pe + ", 0x" + Long.toHexString(pa) + "L);";
    }
  }

  /** A table page is given back. */
  record Free(int pe, long pa) implements ProgramStep {
    @Override
    public String toString() {
      return "freeTable(" + pe + ", 0x" + Long.toHexString(pa) + "L, 0x1000L); // "
          + Layout.name(pa);
    }
  }
}
