package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.ConformanceVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

  /** Places, names, reasons, and what only describes: not part of the meaning. */
  private static final Pattern DESCRIPTION = Pattern.compile(
      "/Heading\\.(?!profiles|knownFailures|waived)|/Origin\\.|/ExpectedFailure\\.|/Platform\\.name"
          + "|/DomainConfig\\.name|/LegalOutcome\\.(why|reference)|/Labelled\\.label"
          + "|/(StoreWord|Invalidate|CleanLine|FreeTable)\\.note");

  @Test
  void exactlyTheMeaningChangesTheIdentity() {
    RandomVectors random = new RandomVectors(11);
    Set<String> different = new TreeSet<>();
    Set<String> same = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      ConformanceVector vector = random.next();
      Variants.of(vector, (path, variant) -> {
        if (canBeSaid((ConformanceVector) variant)) {
          String id = VectorIdentity.identify((ConformanceVector) variant);
          assertThat(VectorIdentity.likeness((ConformanceVector) variant)
                  == VectorIdentity.likeness(vector))
              .as(path)
              .isEqualTo(id.equals(vector.heading().id()));
          (id.equals(vector.heading().id()) ? same : different).add(lastComponents(path));
        }
      });
    }

    assertThat(different).hasSizeGreaterThan(60).noneMatch(DESCRIPTION.asPredicate());
    assertThat(same).hasSizeGreaterThan(15).allMatch(DESCRIPTION.asPredicate());
  }

  private static boolean canBeSaid(ConformanceVector variant) {
    try {
      return VectorEncoder.line(variant).length > 0;
    } catch (IndexOutOfBoundsException | IllegalArgumentException noSuchWord) {
      return false;
    }
  }

  /** Enough of a path to tell what changed, without the ways that lead there. */
  private static String lastComponents(String path) {
    String[] components = path.split("/", -1);
    int from = Math.max(1, components.length - 2);
    return "/" + String.join("/", Arrays.asList(components).subList(from, components.length));
  }
}
