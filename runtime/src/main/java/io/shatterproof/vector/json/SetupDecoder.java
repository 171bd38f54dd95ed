package io.shatterproof.vector.json;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what exists before the first step. */
final class SetupDecoder {
  private static final int MOST_PES = 1024;

  private SetupDecoder() {}

  static Setup decode(Members members) throws VectorFormatException {
    Members platformMembers = members.object("platform");
    Platform platform = platform(platformMembers);
    Set<String> names = new HashSet<>();
    Set<Integer> later = new TreeSet<>();
    List<DomainConfig> domains =
        members.list("domains", value -> domain(members.of(value), platform.pes(), names, later));
    List<MemoryRange> memory = new ArrayList<>();
    members.requireSince(2, "memory");
    members.list("memory", value -> memory.add(memory(members.of(value), platform, memory)));
    members.end();
    if (domains.isEmpty() && memory.isEmpty()) {
      throw members.refuse(
          FormatFault.MISSING_MEMBER,
          "domains",
          "the setup has neither `domains` nor `memory`",
          "write the file again with a writer of this format version");
    }
    return new Setup(platform, domains, memory, later);
  }

  private static MemoryRange memory(Members members, Platform platform, List<MemoryRange> before)
      throws VectorFormatException {
    MemoryRange range = new MemoryRange(members.hex("pa"), members.hex("size"));
    members.end();
    Optional<String> obstacle = range.obstacle(platform, before);
    if (obstacle.isPresent()) {
      throw members.refuse(
          before.size() < MemoryRange.MOST_RANGES
              ? FormatFault.OUT_OF_RANGE
              : FormatFault.TOO_LARGE,
          "pa",
          "no memory can be there: " + obstacle.get(),
          "give whole pages that the platform can address, each once");
    }
    return range;
  }

  private static Platform platform(Members members) throws VectorFormatException {
    TreeMap<String, String> choices = new TreeMap<>(members.entries("choices"));
    Platform platform = new Platform(
        members.text("name"),
        members.number("pes", 1, MOST_PES),
        paBits(members),
        features(members),
        members.word("walker", Words.COHERENCE),
        members.word("iommu", Words.IOMMU),
        choices);
    members.end();
    return platform;
  }

  private static Set<Feature> features(Members members) throws VectorFormatException {
    Set<Feature> features = new TreeSet<>(members.words("features", Words.FEATURE));
    for (Feature feature : features) {
      Optional<Feature> missing =
          FeatureRules.neededBy(feature).filter(needed -> !features.contains(needed));
      if (missing.isPresent()) {
        throw members.refuse(
            FormatFault.MISSING_MEMBER,
            "features",
            "`" + feature.word() + "` needs `" + missing.get().word() + "`, which is missing",
            "add \"" + missing.get().word() + "\": no PE has one without the other");
      }
      Optional<Feature> other =
          features.stream().filter(one -> FeatureRules.exclude(feature, one)).findFirst();
      if (other.isPresent()) {
        throw members.refuse(
            FormatFault.OUT_OF_RANGE,
            "features",
            "`" + feature.word() + "` and `" + other.get().word() + "` are levels of one feature",
            "name the higher level only");
      }
    }
    return features;
  }

  private static int paBits(Members members) throws VectorFormatException {
    int bits = members.number("pa_bits", 32, 56);
    requireOneOf(members, "pa_bits", bits, Platform.PA_RANGES);
    return bits;
  }

  private static DomainConfig domain(
      Members members, int pes, Set<String> names, Set<Integer> later)
      throws VectorFormatException {
    String name = members.text("name");
    if (!names.add(name)) {
      throw members.refuse(
          FormatFault.DUPLICATE_MEMBER,
          "name",
          "two domains are called \"" + JsonLineParser.printable(name) + "\"",
          "name each domain of a vector apart");
    }
    DomainConfig domain = new DomainConfig(
        name,
        members.text("profile"),
        geometry(members),
        members.number("operated_by", 0, pes - 1),
        members.numbers("runs_on", 0, pes - 1),
        members.flag("uses_iommu"),
        vmid(members.optionalWhole("vmid", 0, 0xffff)),
        members.word("default_access", Words.P2M_ACCESS));
    members.requireSince(4, "later");
    if (members.flagOr(false, "later")) {
      later.add(names.size() - 1);
    }
    members.end();
    return domain;
  }

  private static Stage2Geometry geometry(Members members) throws VectorFormatException {
    int tables = members.number("start_tables", 1, 16);
    requireOneOf(members, "start_tables", tables, Set.of(1, 2, 4, 8, 16));
    return new Stage2Geometry(
        members.word("granule", Words.GRANULE),
        members.number("ipa_bits", 16, 56),
        members.number("start_level", -1, 3),
        tables,
        members.number("output_bits", 1, 64));
  }

  private static void requireOneOf(Members members, String name, int value, Set<Integer> legal)
      throws VectorFormatException {
    if (!legal.contains(value)) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          name,
          "`" + name + "` is " + value,
          "use one of " + new TreeSet<>(legal));
    }
  }

  private static OptionalInt vmid(OptionalLong vmid) {
    return vmid.isPresent() ? OptionalInt.of((int) vmid.getAsLong()) : OptionalInt.empty();
  }
}
