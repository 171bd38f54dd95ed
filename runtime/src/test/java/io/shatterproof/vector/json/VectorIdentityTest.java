package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.ConformanceVector;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VectorIdentityTest {
  private static final String ID = Vectors.replacePage().heading().id();

  @Test
  void identityIsTheHashOfTheMeaning() {
    String meaning =
        new String(VectorEncoder.meaning(Vectors.replacePage()), StandardCharsets.UTF_8);

    assertThat(meaning)
        .isEqualTo("{\"profiles\":[\"xen_4_8\",\"xen_pre\"],"
            + "\"known_failures\":[{\"profile\":\"xen_pre\",\"violation\":\"no_break\",\"times\":3}],"
            + "\"setup\":{\"platform\":{\"pes\":2,\"pa_bits\":48,\"walker\":\"coherent\","
            + "\"iommu\":\"none\"},\"domains\":[{\"profile\":\"xen_4_8\",\"granule\":\"4K\","
            + "\"ipa_bits\":40,\"start_level\":1,\"start_tables\":2,\"output_bits\":40,"
            + "\"operated_by\":0,\"runs_on\":[1],\"uses_iommu\":false,"
            + "\"default_access\":\"rwx\"}]},"
            + "\"given\":[{\"step\":\"map\",\"pe\":0,\"domain\":0,\"ipa\":\"0x40000000\","
            + "\"size\":\"0x40000000\",\"pa\":\"0x800000000\",\"perm\":\"rwx\",\"memattr\":15,"
            + "\"sh\":\"inner\",\"type\":\"ram_rw\"}],"
            + "\"phases\":[{\"when\":[{\"step\":\"map\",\"pe\":0,\"domain\":0,"
            + "\"ipa\":\"0x40a07000\",\"size\":\"0x1000\",\"pa\":\"0x900000000\",\"perm\":\"rx\","
            + "\"memattr\":15,\"sh\":\"inner\",\"type\":\"ram_ro\",\"returns\":0}],"
            + "\"then\":[{\"expect\":\"access\",\"class\":\"must\",\"pe\":1,\"kind\":\"write\","
            + "\"domain\":0,\"ipa\":\"0x40a07008\","
            + "\"outcomes\":[{\"fault\":\"permission\",\"level\":3}]},"
            + "{\"expect\":\"counts\",\"for\":[\"xen_4_8\"],"
            + "\"counts\":[{\"counter\":\"tlbi\",\"value\":2}]}]}]}");
    // printf %s "$meaning" | sha256sum
    assertThat(ID).isEqualTo("84a9f4e74eba3aac");
  }

  @Test
  void titleAndPlaceDoNotChangeIt() {
    ConformanceVector renamed = Vectors.vector(
        Vectors.heading("another title", "xen_pre", 3, 300),
        Vectors.setup("guest"),
        Vectors.given(0x4000_0000L),
        Vectors.phase(2));

    assertThat(renamed.heading().id()).isEqualTo(ID);
  }

  @Test
  void nameOfTheDomainDoesNotChangeIt() {
    ConformanceVector renamed = Vectors.vector(
        Vectors.heading(), Vectors.setup("dom0"), Vectors.given(0x4000_0000L), Vectors.phase(2));

    assertThat(renamed.heading().id()).isEqualTo(ID);
  }

  @Test
  void addressOfStepChangesIt() {
    ConformanceVector moved = Vectors.vector(
        Vectors.heading(), Vectors.setup("guest"), Vectors.given(0x8000_0000L), Vectors.phase(2));

    assertThat(moved.heading().id()).isNotEqualTo(ID);
  }

  @Test
  void expectedCountChangesIt() {
    ConformanceVector stricter = Vectors.vector(
        Vectors.heading(), Vectors.setup("guest"), Vectors.given(0x4000_0000L), Vectors.phase(1));

    assertThat(stricter.heading().id()).isNotEqualTo(ID);
  }

  @Test
  void knownFailureChangesIt() {
    ConformanceVector other = Vectors.vector(
        Vectors.heading("replace 4K inside a 1G block", "xen_pre", 2, 3),
        Vectors.setup("guest"),
        Vectors.given(0x4000_0000L),
        Vectors.phase(2));

    assertThat(other.heading().id()).isNotEqualTo(ID);
  }
}
