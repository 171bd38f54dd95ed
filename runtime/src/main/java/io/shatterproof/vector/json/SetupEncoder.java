package io.shatterproof.vector.json;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Setup;
import java.util.TreeSet;

/** Prints what exists before the first step. */
final class SetupEncoder {
  private final Encoding encoding;
  private final CanonicalJson json;

  SetupEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.json = encoding.json;
  }

  void setup(Setup setup) {
    json.beginObject().name("platform");
    platform(setup.platform());
    int[] number = new int[1];
    json.arrayUnlessEmpty(
            "domains",
            setup.domains(),
            domain -> domain(domain, setup.later().contains(number[0]++)))
        .arrayUnlessEmpty("memory", setup.memory(), this::memory)
        .endObject();
  }

  private void platform(Platform platform) {
    json.beginObject();
    name(platform.name());
    json.member("pes", platform.pes())
        .member("pa_bits", platform.paBits())
        .textsUnlessEmpty(
            "features",
            new TreeSet<>(platform.features()).stream().map(Words.FEATURE::word).toList())
        .member("walker", Words.COHERENCE.word(platform.walker()))
        .member("iommu", Words.IOMMU.word(platform.iommu()));
    if (!platform.choices().isEmpty()) {
      json.name("choices").beginObject();
      platform.choices().forEach(json::dataMember);
      json.endObject();
    }
    json.endObject();
  }

  private void domain(DomainConfig domain, boolean isLater) {
    Stage2Geometry geometry = domain.geometry();
    json.beginObject();
    name(domain.name());
    json.member("profile", domain.profile())
        .member("granule", Words.GRANULE.word(geometry.granule()))
        .member("ipa_bits", geometry.ipaBits())
        .member("start_level", geometry.startLevel())
        .member("start_tables", geometry.concatenatedTables())
        .member("output_bits", geometry.outputBits())
        .member("operated_by", domain.operatedBy())
        .arrayUnlessEmpty("runs_on", domain.runsOn(), pe -> json.number(pe))
        .member("uses_iommu", domain.usesIommu());
    domain.vmid().ifPresent(vmid -> json.member("vmid", vmid));
    json.member("default_access", Words.P2M_ACCESS.word(domain.defaultAccess()));
    if (isLater) {
      encoding.since(4).member("later", true);
    }
    json.endObject();
  }

  private void memory(MemoryRange range) {
    json.beginObject()
        .hexMember("pa", range.pa())
        .hexMember("size", range.sizeBytes())
        .endObject();
  }

  private void name(String name) {
    json.unmeantMember("name", name);
  }
}
