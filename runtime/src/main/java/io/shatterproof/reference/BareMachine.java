package io.shatterproof.reference;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.walk.Mmu;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PEs whose tables and registers software gives, each access with an empty TLB. Of an access it knows
 * every report that the architecture permits.
 */
final class BareMachine {
  private static final int PAGE_BYTES = PhysicalMemory.WORDS * Long.BYTES;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final Mmu mmu;
  private final Map<Integer, RegisterFile> registers = new HashMap<>();

  BareMachine(Platform platform) {
    this.mmu = new Mmu(platform, memory);
  }

  void provideMemory(long pa, long sizeBytes) {
    for (long offset = 0; offset < sizeBytes; offset += PAGE_BYTES) {
      memory.zeroPage(pa + offset);
    }
  }

  boolean holds(long pa) {
    return memory.isBacked(pa);
  }

  long read(long pa) {
    return memory.read(pa);
  }

  void store(long pa, long value) {
    if (!holds(pa)) {
      throw new IllegalArgumentException("there is no memory at 0x" + Long.toHexString(pa));
    }
    memory.write(pa, value);
  }

  void write(int pe, SystemRegister register, long value) {
    registers.merge(
        pe,
        RegisterFile.NONE.with(register, value),
        (before, alone) -> before.with(register, value));
  }

  List<AccessReport> perform(int pe, GuestAccess access) {
    return mmu.permitted(registers.getOrDefault(pe, RegisterFile.NONE), access);
  }
}
