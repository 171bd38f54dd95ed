package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.TlbiOp.Operand;
import io.shatterproof.arch.TlbiOp.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLB maintenance operations, against the tables of the manual. */
final class TlbiOpTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VMALLE1    | 0,8,7,0 | 0,8,3,0 | 0,8,1,0",
        "VAE1       | 0,8,7,1 | 0,8,3,1 | 0,8,1,1",
        "ASIDE1     | 0,8,7,2 | 0,8,3,2 | 0,8,1,2",
        "VAAE1      | 0,8,7,3 | 0,8,3,3 | 0,8,1,3",
        "VALE1      | 0,8,7,5 | 0,8,3,5 | 0,8,1,5",
        "VAALE1     | 0,8,7,7 | 0,8,3,7 | 0,8,1,7",
        "RVAE1      | 0,8,6,1 | 0,8,2,1 | 0,8,5,1",
        "RVAAE1     | 0,8,6,3 | 0,8,2,3 | 0,8,5,3",
        "RVALE1     | 0,8,6,5 | 0,8,2,5 | 0,8,5,5",
        "RVAALE1    | 0,8,6,7 | 0,8,2,7 | 0,8,5,7",
        "IPAS2E1    | 4,8,4,1 | 4,8,0,1 | 4,8,4,0",
        "RIPAS2E1   | 4,8,4,2 | 4,8,0,2 | 4,8,4,3",
        "IPAS2LE1   | 4,8,4,5 | 4,8,0,5 | 4,8,4,4",
        "RIPAS2LE1  | 4,8,4,6 | 4,8,0,6 | 4,8,4,7",
        "ALLE1      | 4,8,7,4 | 4,8,3,4 | 4,8,1,4",
        "VMALLS12E1 | 4,8,7,6 | 4,8,3,6 | 4,8,1,6",
        "ALLE2      | 4,8,7,0 | 4,8,3,0 | 4,8,1,0",
        "VAE2       | 4,8,7,1 | 4,8,3,1 | 4,8,1,1",
        "VALE2      | 4,8,7,5 | 4,8,3,5 | 4,8,1,5",
      })
  void hasTheEncodingOfTheManualAndIsFoundByIt(
      String name, String local, String inner, String outer) {
    assertEncoding(name, local);
    assertEncoding(name + "IS", inner);
    assertEncoding(name + "OS", outer);
    assertEncoding(name + "NXS", local.replace(",8,", ",9,"));
    assertEncoding(name + "ISNXS", inner.replace(",8,", ",9,"));
    assertEncoding(name + "OSNXS", outer.replace(",8,", ",9,"));
  }

  private static void assertEncoding(String name, String encoding) {
    TlbiOp op = TlbiOp.valueOf(name);
    int[] fields =
        Arrays.stream(encoding.split(",", -1)).mapToInt(Integer::parseInt).toArray();

    assertThat(op.encoding()).hasToString(encoding);
    assertThat(TlbiOp.of(fields[0], fields[1], fields[2], fields[3])).contains(op);
  }

  @Test
  void thereAreNineteenOperationsWithSixCombinationsOfSuffixes() {
    assertThat(TlbiOp.values()).hasSize(114);
    Set<TlbiOp.Encoding> encodings = new HashSet<>();
    for (TlbiOp op : TlbiOp.values()) {
      encodings.add(op.encoding());
    }
    assertThat(encodings).hasSize(114);
  }

  @ParameterizedTest
  @CsvSource({"0,8,3,4", "4,8,3,2", "6,8,7,0", "0,7,3,0", "4,10,3,4", "0,8,2,2"})
  void anEncodingOfSomethingElseIsNone(int op1, int crn, int crm, int op2) {
    assertThat(TlbiOp.of(op1, crn, crm, op2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALLE1,      ALL,            NONE,      false, false, true",
    "VMALLS12E1, VMID,           NONE,      false, false, true",
    "VMALLE1,    STAGE1_OF_VMID, NONE,      false, false, false",
    "ASIDE1,     ASID,           ASID,      false, false, false",
    "VAE1,       VA,             VA,        false, false, false",
    "VALE1,      VA,             VA,        false, true,  false",
    "VAAE1,      VA_ALL_ASIDS,   VA,        false, false, false",
    "VAALE1,     VA_ALL_ASIDS,   VA,        false, true,  false",
    "RVAE1,      VA,             VA_RANGE,  true,  false, false",
    "RVALE1,     VA,             VA_RANGE,  true,  true,  false",
    "RVAAE1,     VA_ALL_ASIDS,   VA_RANGE,  true,  false, false",
    "RVAALE1,    VA_ALL_ASIDS,   VA_RANGE,  true,  true,  false",
    "IPAS2E1,    IPA,            IPA,       false, false, true",
    "IPAS2LE1,   IPA,            IPA,       false, true,  true",
    "RIPAS2E1,   IPA,            IPA_RANGE, true,  false, true",
    "RIPAS2LE1,  IPA,            IPA_RANGE, true,  true,  true",
    "ALLE2,      EL2,            NONE,      false, false, true",
    "VAE2,       EL2,            VA,        false, false, true",
    "VALE2,      EL2,            VA,        false, true,  true",
  })
  void whatItRemovesDoesNotDependOnItsSuffixes(
      TlbiFamily family,
      Scope scope,
      Operand operand,
      boolean isRange,
      boolean isLastLevelOnly,
      boolean isUndefinedAtEl1) {
    for (String suffix : List.of("", "IS", "OS", "NXS", "ISNXS", "OSNXS")) {
      TlbiOp op = TlbiOp.valueOf(family.name() + suffix);

      assertThat(op.family()).isEqualTo(family);
      assertThat(op.scope()).isEqualTo(scope);
      assertThat(op.operand()).isEqualTo(operand);
      assertThat(op.isRange()).isEqualTo(isRange);
      assertThat(op.isLastLevelOnly()).isEqualTo(isLastLevelOnly);
      assertThat(op.isUndefinedAtEl1()).isEqualTo(isUndefinedAtEl1);
      assertThat(op.followsTge()).isEqualTo(!isUndefinedAtEl1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VMALLE1,     NON_SHAREABLE, false, false, ''",
    "VMALLE1IS,   INNER,         true,  false, ''",
    "VMALLE1OS,   OUTER,         true,  false, 'TLBIOS'",
    "VMALLE1NXS,  NON_SHAREABLE, false, true,  'XS'",
    "VMALLE1ISNXS, INNER,        true,  true,  'XS'",
    "VMALLE1OSNXS, OUTER,        true,  true,  'TLBIOS XS'",
    "RIPAS2E1IS,  INNER,         true,  false, 'TLBIRANGE'",
    "RVAE1OS,     OUTER,         true,  false, 'TLBIOS TLBIRANGE'",
    "RVAALE1OSNXS, OUTER,        true,  true,  'TLBIOS TLBIRANGE XS'",
  })
  void suffixesSayOnWhichPesAndWhatForWithTheFeaturesThatTheyNeed(
      TlbiOp op,
      ShareabilityDomain shareability,
      boolean isBroadcast,
      boolean excludesXs,
      String needs) {
    assertThat(op.shareability()).isEqualTo(shareability);
    assertThat(op.isBroadcast()).isEqualTo(isBroadcast);
    assertThat(op.excludesXs()).isEqualTo(excludesXs);
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (String name : needs.isEmpty() ? List.<String>of() : List.of(needs.split(" ", -1))) {
      features.add(Feature.valueOf(name));
    }
    assertThat(op.needs()).isEqualTo(features);
  }

  @ParameterizedTest
  @CsvSource({"VMALLS12E1IS, vmalls12e1is", "RIPAS2LE1OSNXS, ripas2le1osnxs", "VAE1, vae1"})
  void isCalledAsInAssembler(TlbiOp op, String word) {
    assertThat(op.word()).isEqualTo(word);
    assertThat(TlbiOp.parse(word)).contains(op);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vmalle", "VMALLE1IS", "vmalle1nxsis", "vmallws2e1", "alle3"})
  void anotherWordIsNone(String word) {
    assertThat(TlbiOp.parse(word)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TlbiOp.class)
  void isFoundByItsWordAndBySuffixes(TlbiOp op) {
    assertThat(TlbiOp.parse(op.word())).contains(op);
    assertThat(TlbiOp.of(op.family(), op.shareability(), op.excludesXs())).isEqualTo(op);
  }

  @ParameterizedTest
  @CsvSource({
    "VMALLE1, VMALLE1IS",
    "VAE1NXS, VAE1ISNXS",
    "RVAALE1, RVAALE1IS",
    "VMALLE1OS, VMALLE1OS",
    "ASIDE1IS, ASIDE1IS",
    "IPAS2E1, IPAS2E1",
    "ALLE1, ALLE1",
    "VAE2, VAE2",
  })
  void hcrFbMakesABroadcastOfWhatEl1ExecutesForOnePe(TlbiOp op, TlbiOp forced) {
    assertThat(op.withForcedBroadcast()).isEqualTo(forced);
  }

  @ParameterizedTest
  @CsvSource({
    "VMALLE1, VMALLE1NXS",
    "VAE1OS, VAE1OSNXS",
    "VAE1OSNXS, VAE1OSNXS",
    "VMALLS12E1IS, VMALLS12E1IS",
  })
  void hcrxFnxsExcludesXsFromWhatEl1Executes(TlbiOp op, TlbiOp forced) {
    assertThat(op.withForcedNxs()).isEqualTo(forced);
  }

  @Test
  void onlyOperationsOfOneAsidTakeOne() {
    Set<TlbiFamily> taking = EnumSet.noneOf(TlbiFamily.class);
    for (TlbiOp op : TlbiOp.values()) {
      if (op.takesAsid()) {
        taking.add(op.family());
      }
    }

    assertThat(taking)
        .containsExactly(
            TlbiFamily.ASIDE1,
            TlbiFamily.VAE1,
            TlbiFamily.VALE1,
            TlbiFamily.RVAE1,
            TlbiFamily.RVALE1);
  }
}
