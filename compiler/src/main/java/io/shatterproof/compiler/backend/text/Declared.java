package io.shatterproof.compiler.backend.text;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the scenarios of a file have declared: equal things once, different ones under different names. */
final class Declared {
  /** What stands in place of a profile that cannot be said. */
  static final String ANY_PROFILE = "xen_pre";

  private static final Pattern CHOICE = Pattern.compile("[0-9A-Za-z_]+");

  private final Predicate<String> isName;
  private final StringBuilder text = new StringBuilder();
  private final Set<String> taken = new HashSet<>();
  private final Map<Platform, String> platforms = new LinkedHashMap<>();
  private final Map<Group, List<String>> groups = new HashMap<>();
  private final Map<Memory, String> memories = new HashMap<>();

  /** Domains that stand together in their order, since their order is part of what a vector means. */
  private record Group(Platform platform, List<DomainConfig> domains, boolean isUnchecked) {}

  private record Memory(Platform platform, List<MemoryRange> ranges) {}

  /** What a vector calls its own. */
  record Names(List<String> domains, String regime) {}

  Declared(Predicate<String> isName) {
    this.isName = isName;
  }

  /** Every declaration, not formatted. */
  String text() {
    return text.toString();
  }

  /** Declares what a vector needs, unless that is declared. */
  Names declare(Setup setup, boolean isUnchecked, Obstacles obstacles) {
    Platform platform = setup.platform();
    tell(setup, obstacles);
    Group group = new Group(platform, setup.domains(), isUnchecked);
    List<String> domains = groups.get(group);
    if (domains == null) {
      domains = domains(group);
      groups.put(group, domains);
    }
    String regime = "";
    if (!setup.memory().isEmpty()) {
      regime = memories.computeIfAbsent(new Memory(platform, setup.memory()), this::memory);
    }
    return new Names(domains, regime);
  }

  /** Profiles and choices of a vector that nobody trusts may be any text, and are left out then. */
  private void tell(Setup setup, Obstacles obstacles) {
    setup.domains().stream()
        .map(DomainConfig::profile)
        .filter(profile -> !isName.test(profile))
        .forEach(profile -> obstacles.add("the profile \"" + Quoted.comment(profile) + "\""));
    setup.platform().choices().forEach((knob, choice) -> {
      if (!isSaid(knob, choice)) {
        obstacles.add("the choice \"" + Quoted.comment(knob + " " + choice) + "\"");
      }
    });
  }

  private static boolean isSaid(String knob, String choice) {
    return CHOICE.matcher(knob).matches() && CHOICE.matcher(choice).matches();
  }

  private List<String> domains(Group group) {
    List<String> names = new ArrayList<>();
    String platform = platform(group.platform());
    for (DomainConfig domain : group.domains()) {
      String name = free(domain.name(), "domain" + names.size());
      names.add(name);
      domain(name, platform, domain, group.isUnchecked());
    }
    return names;
  }

  private String memory(Memory memory) {
    String name = free("memory", "memory");
    line("regime " + name + " on " + platform(memory.platform()) + " {");
    for (MemoryRange range : memory.ranges()) {
      line("raw memory " + Numbers.hex(range.pa()) + " size " + Numbers.size(range.sizeBytes()));
    }
    line("}");
    line("");
    return name;
  }

  private String platform(Platform platform) {
    String known = platforms.get(platform);
    if (known != null) {
      return known;
    }
    String name = free(platform.name(), "board");
    platforms.put(platform, name);
    line("platform " + name + " {");
    line("pes " + platform.pes());
    line("pa " + platform.paBits() + " bits");
    if (!platform.features().isEmpty()) {
      line("features "
          + platform.features().stream().map(Feature::word).collect(Collectors.joining(", ")));
    }
    line("walker " + platform.walker().name().toLowerCase(Locale.ROOT));
    if (platform.iommu() != Platform.Iommu.NONE) {
      line("iommu " + platform.iommu().name().toLowerCase(Locale.ROOT));
    }
    platform.choices().forEach((knob, choice) -> {
      if (isSaid(knob, choice)) {
        line("choose " + knob + " " + choice);
      }
    });
    line("}");
    line("");
    return name;
  }

  private void domain(String name, String platform, DomainConfig domain, boolean isUnchecked) {
    line("domain " + name + " on " + platform + " {");
    line("p2m " + (isName.test(domain.profile()) ? domain.profile() : ANY_PROFILE));
    line("granule " + domain.geometry().granule());
    line("ipa " + domain.geometry().ipaBits() + " bits");
    int tables = domain.geometry().concatenatedTables();
    line("start level " + domain.geometry().startLevel()
        + (tables == 1 ? "" : " concatenated " + tables));
    line("operated by pe " + domain.operatedBy());
    if (!domain.runsOn().isEmpty()) {
      line("runs on pe "
          + domain.runsOn().stream().map(pe -> "" + pe).collect(Collectors.joining(", ")));
    }
    if (domain.usesIommu()) {
      line("uses iommu");
    }
    if (domain.vmid().isPresent()) {
      line("vmid " + domain.vmid().getAsInt());
    }
    if (domain.defaultAccess() != P2mAccess.RWX) {
      line("default access " + domain.defaultAccess().word());
    }
    if (isUnchecked) {
      line("unchecked");
    }
    line("}");
    line("");
  }

  /** The name itself, or one near it that is legal and free. */
  private String free(String wanted, String otherwise) {
    String base = isName.test(wanted) ? wanted : otherwise;
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
