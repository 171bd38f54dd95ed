package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Other readers rest on these very bytes; that they read back is not enough. */
class SpellingTest {

  @Test
  void operationsOfVersionOneOneAreSpeltAsDocumented() {
    String line = new String(VectorEncoder.line(Vectors.everyOperation()), StandardCharsets.UTF_8);
    String place = "\"at\":\"8:9\",";
    String domain = "\"domain\":\"guest\"";
    String pe = "\"pe\":0";
    String profile = "\"for\":[\"xen_4_8\"],";

    assertThat(line.substring(line.indexOf("\"phases\"")).replace(place, ""))
        .isEqualTo(("\"phases\":[{\"when\":["
                + "{\"step\":\"locked\",PE,DOMAIN,\"body\":["
                + "{\"step\":\"fail_allocation\",\"nth\":3}]},"
                + "{\"step\":\"protect\",PE,DOMAIN,\"ipa\":\"0x1000\",\"size\":\"0x1000\","
                + "\"access\":\"rx2rw\",\"first_page\":512,\"preempt_every\":2},"
                + "{\"step\":\"protect_new_mappings\",PE,DOMAIN,\"access\":11,\"returns\":-22},"
                + "{\"step\":\"protect_new_mappings\",PE,DOMAIN,\"access\":\"default\"},"
                + "{\"step\":\"listen\",DOMAIN,\"connected\":true,\"required\":false},"
                + "{\"step\":\"clean\",PE,DOMAIN,\"ipa\":\"0x2000\",\"size\":\"0x3000\"},"
                + "{\"step\":\"enter\",PE,DOMAIN},"
                + "{\"step\":\"emulate\",DOMAIN,\"ipa\":\"0x9000000\",\"size\":\"0x1000\"},"
                + "{\"step\":\"abort\",PE,DOMAIN,\"access\":\"read\",\"ipa\":\"0x4000\","
                + "\"fault\":\"permission\",\"stage1_walk\":true,\"outcome\":\"inject\"},"
                + "{\"step\":\"abort\",PE,DOMAIN,\"access\":\"read\",\"ipa\":\"0x4000\","
                + "\"fault\":\"permission\"},"
                + "{\"step\":\"leave\",PE},"
                + "{\"step\":\"relinquish\",PE,DOMAIN},"
                + "{\"step\":\"teardown\",PE,DOMAIN}],"
                + "\"then\":["
                + "{\"expect\":\"restriction\",FOR,DOMAIN,\"ipa\":\"0x1000\",\"answer\":-3},"
                + "{\"expect\":\"restriction\",FOR,DOMAIN,\"answer\":\"rw\"},"
                + "{\"expect\":\"statistics\",FOR,DOMAIN,\"figures\":["
                + "{\"statistic\":\"mappings\",\"level\":1,\"value\":-1},"
                + "{\"statistic\":\"lowest\",\"value\":\"0xffffffffffffffff\"}]},"
                + "{\"expect\":\"events\",FOR,\"of\":\"all\",\"match\":\"include\","
                + "\"patterns\":[{\"any\":\"address_translated\"}]}]}]}")
            .replace("FOR,", profile)
            .replace("DOMAIN", domain)
            .replace("PE", pe));
  }
}
