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

  @Test
  void expectationsOfVersionOneFiveAreSpeltAsDocumented() {
    String line =
        new String(VectorEncoder.line(Vectors.everyLaterExpectation()), StandardCharsets.UTF_8);

    assertThat(line)
        .contains("\"waived\":[\"no_tlbi\",\"leak\"],\"expected_failure\":"
            + "{\"at\":\"8:9\",\"for\":[\"xen_4_8\"],\"until\":\"it is mended\"},");
    assertThat(line.substring(line.indexOf("\"phases\"")).replace("\"at\":\"8:9\",", ""))
        .isEqualTo(("\"phases\":[{\"then\":[{\"expect\":\"events\",FOR,\"of\":\"live\","
                + "\"match\":\"any_order\",\"patterns\":[{\"either\":[[ANY,{\"event\":\"tlbi\","
                + "\"domain\":\"guest\",\"covers\":\"0x1000\",\"size\":\"0x2000\"}],"
                + "[{\"event\":\"dsb\",\"option\":\"ish\",\"or_stronger\":true}]]},"
                + "{\"at_most\":2,\"of\":ANY},{\"at_least\":3,\"of\":ANY},"
                + "{\"at_least\":4,\"at_most\":4,\"of\":ANY}]},"
                + "{\"expect\":\"no_event\",FOR,\"pattern\":{\"any\":\"tlbi\"}}]}]}")
            .replace("FOR", "\"for\":[\"xen_4_8\"]")
            .replace("ANY", "{\"event\":\"tlbi\",\"op\":\"any\",\"domain\":\"guest\"}"));
  }

  @Test
  void whetherAVectorIsExpectedToFailIsNoPartOfItsMeaning() {
    String meaning =
        new String(VectorEncoder.meaning(Vectors.everyLaterExpectation()), StandardCharsets.UTF_8);

    assertThat(meaning).contains("\"waived\":[").doesNotContain("expected_failure");
  }

  @Test
  void operationsOfVersionOneFourAreSpeltAsDocumented() {
    String line =
        new String(VectorEncoder.line(Vectors.everyLaterOperation()), StandardCharsets.UTF_8);

    assertThat(line).contains("\"default_access\":\"rwx\"},{\"name\":\"second\"");
    assertThat(line.substring(line.indexOf(",\"later\"")).replace("\"at\":\"8:9\",", ""))
        .isEqualTo((",\"later\":true}]},\"phases\":[{\"when\":["
                + "{\"step\":\"create\",SECOND,\"more\":300,\"returns\":-16},"
                + "{\"step\":\"unpause\",PE,SECOND},"
                + "{\"step\":\"resize_pool\",PE,FIRST,\"size\":\"0x100000\","
                + "\"preempt_every\":3,\"returns\":-85},"
                + "{\"step\":\"resize_pool\",PE,FIRST,\"size\":\"0x0\"},"
                + "{\"step\":\"enter\",PE,FIRST,\"vcpu\":1},"
                + "{\"step\":\"set_way\",PE,FIRST},"
                + "{\"step\":\"switch_caches\",PE,FIRST,\"on\":true},"
                + "{\"step\":\"switch_caches\",PE,FIRST,\"on\":false},"
                + "{\"step\":\"clean\",PE,FIRST,\"ipa\":\"0x2000\",\"size\":\"0x3000\","
                + "\"first_page\":1,\"preempt_every\":2},"
                + "{\"step\":\"teardown\",PE,FIRST,\"preempt_every\":4,\"returns\":-85},"
                + "{\"step\":\"teardown\",PE,FIRST,\"returns\":0}],"
                + "\"then\":[{\"expect\":\"returned\",\"for\":[\"xen_latest\"],\"code\":0}]}]}")
            .replace("FIRST", "\"domain\":\"guest\"")
            .replace("SECOND", "\"domain\":\"second\"")
            .replace("PE", "\"pe\":0"));
  }

  @Test
  void bareTablesOfVersionOneTwoAreSpeltAsDocumented() {
    String line = new String(VectorEncoder.line(Vectors.everythingBare()), StandardCharsets.UTF_8);

    assertThat(line.substring(line.indexOf("\"memory\"")).replace("\"at\":\"9:5\",", ""))
        .isEqualTo("\"memory\":[{\"pa\":\"0x80000000\",\"size\":\"0x1000\"},"
            + "{\"pa\":\"0x90000000\",\"size\":\"0x2000\"}]},"
            + "\"phases\":[{\"when\":["
            + "{\"step\":\"store_word\",\"pe\":0,\"pa\":\"0x80000ff8\","
            + "\"value\":\"0xffffffffffffffff\"},"
            + "{\"step\":\"store_word\",\"pe\":0,\"pa\":\"0x90000000\",\"value\":\"0x0\","
            + "\"note\":\"invalid\"},"
            + "{\"step\":\"write_register\",\"pe\":1,\"register\":\"mair_el1\","
            + "\"value\":\"0xff\"},"
            + "{\"step\":\"perform\",\"pe\":1,\"kind\":\"atomic\",\"va\":\"0x1000\"},"
            + "{\"step\":\"perform\",\"pe\":1,\"kind\":\"write\",\"va\":\"0x1000\","
            + "\"el\":0,\"size\":4,\"register\":\"wzr acquire\"},"
            + "{\"step\":\"perform\",\"pe\":0,\"kind\":\"at_s12e1w\",\"va\":\"0x1000\","
            + "\"el\":2}],"
            + "\"then\":["
            + "{\"expect\":\"access\",\"class\":\"must\",\"pe\":1,\"kind\":\"fetch\","
            + "\"va\":\"0x2000\",\"size\":4,\"outcomes\":[{\"ok\":\"0x3000\","
            + "\"memory\":\"normal\",\"inner\":\"wb_rawa\",\"outer\":\"nc\",\"sh\":\"outer\","
            + "\"xs\":false,\"tagging\":\"untagged\",\"no_tag_access\":true,"
            + "\"registers\":[{\"register\":\"par_el1\",\"value\":\"0x0\",\"mask\":\"0x1\"}]}]},"
            + "{\"expect\":\"access\",\"class\":\"must\",\"pe\":1,\"kind\":\"read\","
            + "\"va\":\"0x2000\",\"outcomes\":[{\"fault\":\"address_size\",\"level\":0,"
            + "\"stage\":\"stage2_on_stage1_walk\","
            + "\"registers\":[{\"register\":\"far_el2\",\"value\":\"0x2000\"}]}]},"
            + "{\"expect\":\"access\",\"class\":\"must\",\"pe\":1,\"kind\":\"read\","
            + "\"va\":\"0x2000\",\"outcomes\":[{\"fault\":\"alignment\",\"stage\":\"stage1\"}]},"
            + "{\"expect\":\"word\",\"pa\":\"0x80000ff8\",\"value\":\"0xffffffffffffffff\"},"
            + "{\"expect\":\"word\",\"pa\":\"0x90000000\",\"value\":\"0x400\","
            + "\"mask\":\"0x401\"}]}]}");
  }

  @Test
  void tlbMaintenanceOfVersionOneThreeIsSpeltAsDocumented() {
    String line =
        new String(VectorEncoder.line(Vectors.everythingOfTlbs()), StandardCharsets.UTF_8);

    assertThat(line).contains("\"needs\":{\"capabilities\":[\"regime\",\"tlb\"]}");
    assertThat(line.substring(line.indexOf("\"phases\"")).replace("\"at\":\"12:5\",", ""))
        .isEqualTo("\"phases\":[{\"when\":["
            + "{\"step\":\"store_word\",\"pe\":0,\"pa\":\"0x90000000\",\"value\":\"0x1\","
            + "\"same_contents\":true,\"note\":\"page Q\"},"
            + "{\"step\":\"run_at\",\"pe\":1,\"el\":2},"
            + "{\"step\":\"interleaved\",\"bodies\":[["
            + "{\"step\":\"store_word\",\"pe\":0,\"pa\":\"0x80000008\",\"value\":\"0x0\","
            + "\"exchange\":true},"
            + "{\"step\":\"labelled\",\"label\":\"brk\",\"does\":"
            + "{\"step\":\"dsb\",\"at\":\"13:7\",\"pe\":0,\"option\":\"ishnxs\"}},"
            + "{\"step\":\"tlbi\",\"pe\":0,\"op\":\"vmalle1os\"},"
            + "{\"step\":\"tlbi\",\"pe\":0,\"op\":\"ripas2le1isnxs\","
            + "\"operand\":\"0xffffffffffffffff\",\"note\":\"the range R\"}],["
            + "{\"step\":\"isb\",\"pe\":1},"
            + "{\"step\":\"labelled\",\"label\":\"make\",\"does\":"
            + "{\"step\":\"clean_line\",\"pe\":1,\"pa\":\"0x90000ff8\","
            + "\"note\":\"page P\"}}]]},"
            + "{\"step\":\"free_table\",\"pe\":1,\"pa\":\"0x90001000\","
            + "\"size\":\"0x1000\",\"note\":\"table T\"}],"
            + "\"meanwhile\":["
            + "{\"expect\":\"sees\",\"pe\":1,\"kind\":\"read\",\"va\":\"0x4000\","
            + "\"el\":0,\"stretch\":{\"to\":\"brk\"},"
            + "\"outcomes\":[{\"fault\":\"conflict\"}]},"
            + "{\"expect\":\"sees\",\"for\":[\"xen_4_8\"],\"pe\":1,\"kind\":\"read\","
            + "\"va\":\"0x4000\",\"stretch\":{\"after\":\"brk\",\"to\":\"make\"},"
            + "\"every_member\":true,\"outcomes\":[{\"wild\":true,"
            + "\"why\":\"its table is freed\",\"reference\":\"a book\"}]},"
            + "{\"expect\":\"never_after\",\"pe\":1,\"kind\":\"read\",\"va\":\"0x4000\","
            + "\"stretch\":{\"from\":\"make\"},\"never\":{\"wild\":true},"
            + "\"after\":{\"fault\":\"conflict\"}},"
            + "{\"expect\":\"never_after\",\"pe\":0,\"kind\":\"read\",\"va\":\"0x4000\","
            + "\"never\":{\"fault\":\"conflict\"},\"after\":{\"wild\":true}}],"
            + "\"then\":["
            + "{\"expect\":\"violation\",\"name\":\"no_tlbi\",\"label\":\"make\","
            + "\"held_by\":[0,1]},"
            + "{\"expect\":\"no_violation\",\"for\":[\"xen_4_8\"]}]}]}");
  }

  @Test
  void whatAStoredWordIsSaidToBeIsNoPartOfItsMeaning() {
    assertThat(new String(VectorEncoder.meaning(Vectors.everythingBare()), StandardCharsets.UTF_8))
        .doesNotContain("note");
    assertThat(
            new String(VectorEncoder.meaning(Vectors.everythingOfTlbs()), StandardCharsets.UTF_8))
        .doesNotContain("note");
  }

  @Test
  void labelIsItsNumberInTheMeaning() {
    String meaning =
        new String(VectorEncoder.meaning(Vectors.everythingOfTlbs()), StandardCharsets.UTF_8);

    assertThat(meaning)
        .contains("\"label\":0,", "\"label\":1,", "\"stretch\":{\"after\":0,\"to\":1}")
        .doesNotContain("brk", "make");
  }
}
