package io.shatterproof.harness;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A chip that knows bare tables of one kind: a start table at level 1 with blocks of 1G, whose access
 * flags it sets. Each of its decisions can be overridden to make it wrong.
 */
class ScriptedMmu implements P2mProvider {
  private static final int BLOCK_SHIFT = 30;
  private static final long ACCESS_FLAG = 1L << 10;

  @Override
  public String name() {
    return "mmu";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.REGIME, Capability.SYNDROME);
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.allOf(Feature.class);
  }

  @Override
  public List<String> profiles() {
    return List.of();
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return new Session();
  }

  /** What is answered instead of the one right report. */
  List<AccessReport> answers(AccessReport right) {
    return List.of(right);
  }

  /** Whether a store by software takes effect. */
  boolean takesStore(long pa, long value) {
    return true;
  }

  /** Hears each call, with its arguments. */
  void called(String call) {}

  private final class Session implements P2mSession {
    private final Map<Long, Long> words = new HashMap<>();
    private final Map<SystemRegister, Long> registers = new EnumMap<>(SystemRegister.class);

    @Override
    public void provideMemory(long pa, long sizeBytes) {
      called("memory " + hex(pa) + " " + hex(sizeBytes));
    }

    @Override
    public void storeWord(int pe, long pa, long value) {
      called("store " + pe + " " + hex(pa) + " " + hex(value));
      if (takesStore(pa, value)) {
        words.put(pa, value);
      }
    }

    @Override
    public void writeRegister(int pe, SystemRegister register, long value) {
      called("write " + pe + " " + register.word() + " " + hex(value));
      registers.put(register, value);
    }

    @Override
    public long readDescriptor(long pa) {
      return words.getOrDefault(pa, 0L);
    }

    @Override
    public List<AccessReport> perform(int pe, GuestAccess access) {
      called("perform " + pe + " " + access.kind().word() + " " + hex(access.address()));
      long tablePa = registers.getOrDefault(SystemRegister.VTTBR_EL2, 0L) & 0xffff_ffff_f000L;
      long pa = tablePa + (access.address() >>> BLOCK_SHIFT) * 8;
      long descriptor = words.getOrDefault(pa, 0L);
      if ((descriptor & 1) == 0) {
        return answers(new AccessReport(
            new Outcome.Faulted(FaultKind.TRANSLATION, 1), translationFault(access)));
      }
      words.put(pa, descriptor | ACCESS_FLAG);
      long offset = access.address() & ((1L << BLOCK_SHIFT) - 1);
      return answers(new AccessReport(
          new Outcome.Translated(
              (descriptor & 0xffff_c000_0000L) | offset, 1, AccessAttributes.NORMAL_WB),
          Syndrome.NONE));
    }

    /** A Data Abort from a lower Exception level, without valid instruction syndrome. */
    private Syndrome translationFault(GuestAccess access) {
      long esr = 0x9200_0005L | (access.kind().writes() ? 0x40 : 0);
      return new Syndrome(
          Map.of(
              SystemRegister.ESR_EL2,
              esr,
              SystemRegister.HPFAR_EL2,
              access.address() >>> 12 << 4,
              SystemRegister.FAR_EL2,
              access.address()),
          Map.of());
    }

    @Override
    public DomainReport createDomain(DomainConfig config) {
      throw new UnsupportedByProviderException("domains");
    }

    @Override
    public long map(
        int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
      throw new UnsupportedByProviderException("domains");
    }

    @Override
    public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
      throw new UnsupportedByProviderException("domains");
    }

    @Override
    public P2mEntry lookup(int domain, long ipa) {
      throw new UnsupportedByProviderException("domains");
    }

    @Override
    public void close() {}
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
