package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecodeCommandTest {
  @TempDir
  private Path folder;

  private static Shell.Outcome decode(String line) {
    return Shell.run(("decode " + line).split(" ", -1));
  }

  private static String usageError(String message) {
    return "shatterproof: " + message + "\n  see shatterproof decode --help\n";
  }

  @Test
  void registerByName() {
    Shell.Outcome outcome = decode("vtcr_el2 0x80023559");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("VTCR_EL2 = 0x80023559\n")
        .contains("  => walks start at level 1, in one table of 512 descriptors\n")
        .endsWith("\n\nassumed: all features, 48 bits of PA\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vtcr_el2 0x80023559",
        "vtcr 0x80023559",
        "VTCR_EL2 0x8002_3559",
        "--register vtcr_el2 0x80023559",
        "--register=vtcr 0X80023559"
      })
  void registerCanBeNamedInManyWays(String line) {
    assertThat(decode(line)).isEqualTo(decode("vtcr_el2 0x80023559"));
  }

  @Test
  void descriptorAtALevel() {
    Shell.Outcome outcome = decode("--vtcr 0x80023559 --level 3 0x987657ff");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("0x987657ff at level 3, granule 4K: page 0x98765000 of 4K,"
            + " rwx, Normal WB, inner shareable\n");
    assertThat(outcome.out().lines().filter(line -> line.contains(" at level"))).hasSize(1);
  }

  @Test
  void descriptorWithoutALevelIsToldAtEachAndShortWhereItIsReserved() {
    assertThat(decode("0x40000040000445").out().lines().filter(line -> !line.startsWith("  ")))
        .containsExactly(
            "0x40000040000445 at level 0, granule 4K: reserved, walked as invalid",
            "",
            "0x40000040000445 at level 1, granule 4K: block 0x40000000 of 1G, r, Device-nGnRE, non-shareable",
            "",
            "0x40000040000445 at level 2, granule 4K: block 0x40000000 of 2M, r, Device-nGnRE, non-shareable",
            "",
            "0x40000040000445 at level 3, granule 4K: reserved, walked as invalid",
            "",
            "no --level given: told as at each level of the walk",
            "",
            "assumed: VTCR_EL2 = 0x80053590, all features, 48 bits of PA");
  }

  @Test
  void valuesShareAName() {
    assertThat(decode("esr_el2 0x93c18007 0x920000c6 hpfar_el2 0x4123450")
            .out()
            .lines()
            .filter(line -> line.contains(" = 0x")))
        .containsExactly("ESR_EL2 = 0x93c18007", "ESR_EL2 = 0x920000c6", "HPFAR_EL2 = 0x4123450");
  }

  @Test
  void controlRegistersHoldForWhatComesAfterThem() {
    assertThat(decode("vtcr_el2 0x80023558 vttbr_el2 0x80001000").out())
        .contains("! [12:1]")
        .contains("  => the start table is at PA 0x80000000\n");
    assertThat(decode("--vtcr 0x80023558 vttbr_el2 0x80001000").out()).contains("! [12:1]");
    assertThat(decode("--hcr 0x400000000000 --level 3 0x987657db").out())
        .contains("FWB: Normal WB");
    assertThat(decode("--level 3 0x987657db").out()).doesNotContain("FWB");
  }

  @Test
  void tlbMaintenanceOperationWithItsOperand() {
    Shell.Outcome outcome = decode("tlbi ipas2e1is 0x700000412345");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("TLBI IPAS2E1IS = 0x700000412345\n")
        .contains("  [39:0]   IPA   0x412345  IPA page 0x412345000\n")
        .endsWith("\n\nassumed: VTCR_EL2 = 0x80053590, all features, 48 bits of PA\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tlbi 4,8,0,1 0x412345",
        "tlbi #4,C8,c0,#1 0x412345",
        "TLBI IPAS2E1IS 0x41_2345",
      })
  void tlbMaintenanceOperationCanBeNamedInManyWays(String line) {
    assertThat(decode(line)).isEqualTo(decode("tlbi ipas2e1is 0x412345"));
  }

  @Test
  void tlbMaintenanceOperationsWithoutOperandAndSeveralOperandsOfOne() {
    assertThat(decode("tlbi 4,8,3,6 ipas2e1is vae1 0x1 0x2 alle1")
            .out()
            .lines()
            .filter(line -> line.startsWith("TLBI")))
        .containsExactly(
            "TLBI VMALLS12E1IS",
            "TLBI IPAS2E1IS",
            "TLBI VAE1 = 0x1",
            "TLBI VAE1 = 0x2",
            "TLBI ALLE1");
  }

  @Test
  void granuleOfAnOperandIsThatOfVtcr() {
    assertThat(decode("--vtcr 0x80028019 tlbi ipas2e1is 0x412345").out())
        .contains("IPA page 0x412344000")
        .endsWith("\n\nassumed: all features, 48 bits of PA\n");
  }

  @Test
  void featuresAndAddressSizeCanBeChosen() {
    assertThat(decode("--features none --pa 40 --vtcr 0x80023559 --level 3 0x200000987657ff")
            .out())
        .contains("! [53]")
        .doesNotContain("assumed");
    assertThat(decode("--features FEAT_XNX,s2fwb --vtcr 0x80023559 --level 3 0x200000987657ff")
            .out())
        .contains("executable at EL0, not at EL1")
        .endsWith("assumed: 48 bits of PA\n");
    assertThat(decode("vtcr_el2 0x80067556").out()).contains("output addresses of 52 bits;");
  }

  @Test
  void level0WithDsIsTheFormatOfLpa2() {
    assertThat(decode("--vtcr 0x180063590 --level 0 0x7fd").out())
        .startsWith("0x7fd at level 0, granule 4K, DS = 1: block 0xc000000000000 of 512G");
    assertThat(decode("--vtcr 0x38006350c --level -1 0x3").out())
        .startsWith("0x3 at level -1, granule 4K, DS = 1: table 0x0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "987657ff|'987657ff' is no hexadecimal number; did you mean 0x987657ff?",
        "0x1g|'0x1g' is no hexadecimal number such as 0x8000_0000",
        "0x|'0x' is no hexadecimal number such as 0x8000_0000",
        "0x1__0|'0x1__0' is no hexadecimal number such as 0x8000_0000",
        "0x12345678901234567|'0x12345678901234567' has more than 64 bits",
        "--vtcr 12g 0x1|invalid value for option '--vtcr': '12g' is no hexadecimal number such as 0x8000_0000",
        "vtcr_el3 0x1|unknown register 'vtcr_el3'; did you mean vtcr_el2?",
        "ffff|unknown register 'ffff'; a number begins with 0x",
        "esr 0x1|'esr' is ambiguous; write esr_el2 or esr_el1",
        "vtcr|the value of vtcr_el2 is missing",
        "vtcr hcr 0x1|the value of vtcr_el2 is missing",
        "--level 4 0x1|invalid value for option '--level': '4' is no level: they are -1 to 3",
        "--level -1 0x1|a 4K granule has no level -1 here: its levels are 0 to 3",
        "--vtcr 0x80024558 --level 0 0x1|a 64K granule has no level 0 here: its levels are 1 to 3",
        "--level 3 vtcr_el2 0x1|--level is for descriptors, and there is none",
        "--features xnx,lpa2 0x1|invalid value for option '--features': lpa2 needs lpa, which is not in the list",
        "--features bbml1,bbml2 0x1|invalid value for option '--features': bbml1 and bbml2 are levels of the same feature; name the higher one",
        "--features xnz 0x1|invalid value for option '--features': unknown feature 'xnz'; did you mean xnx?",
        "--pa 49 0x1|invalid value for option '--pa': '49' is none of 32, 36, 40, 42, 44, 48, 52, 56",
        "tlbi|the operation is missing, as in tlbi ipas2e1is 0x412345",
        "tlbi ipas2e1si 0x1|unknown TLB maintenance operation 'ipas2e1si'; did you mean ipas2e1is?",
        "tlbi VMALLS12E1ISX|unknown TLB maintenance operation 'VMALLS12E1ISX'; did you mean vmalls12e1is?",
        "tlbi zz|unknown TLB maintenance operation 'zz'; one is ipas2e1is",
        "tlbi vmalle1is 0x1|vmalle1is takes no operand",
        "tlbi 0x1|the operation of the operand 0x1 is missing",
        "tlbi ipas2e1is 0x1g|'0x1g' is no hexadecimal number such as 0x8000_0000",
        "tlbi 4,8,0|'4,8,0' is no encoding such as 4,8,0,1: op1, CRn, CRm, op2",
        "tlbi 4,8,0,x|'4,8,0,x' is no encoding such as 4,8,0,1: op1, CRn, CRm, op2",
        "tlbi 4,8,0,3|no TLB maintenance operation that is known here is encoded 4,8,0,3",
        "--level 3 tlbi alle1|--level and --register are not for tlbi",
        "--register vtcr tlbi alle1|--level and --register are not for tlbi",
        "--base 0x0 0x1|--base belongs to --dump, which is missing",
        "--big-endian 0x1|--big-endian belongs to --dump, which is missing",
        "--root 0x0 0x1|--root belongs to --dump, which is missing",
        "--dump x --vtcr 0x80023559 --root 0x0|--dump needs --base, where its first byte is",
        "--dump x --vtcr 0x80023559 --base 0x0|--dump needs --vttbr or --root, where the start table is",
        "--dump x --vtcr 0x80023559 --base 0x0 --root 0x0 --vttbr 0x0|--dump needs one of --vttbr and --root, not both",
        "--dump x --base 0x0 --root 0x0|--dump needs --vtcr",
        "--dump x --vtcr 0x80023559 --base 0x4 --root 0x0|--base 0x4 is no multiple of 8",
        "--dump x --vtcr 0x80023559 --base 0x0 --root 0x800|--root 0x800 is not aligned to the 0x1000 bytes of the start table",
        "--dump x --vtcr 0x80023559 --base 0x0 --root 0x0 0x1|--dump stands alone: no VALUE, --level or --register",
        "--max-lines 0 0x1|invalid value for option '--max-lines': '0' is not a whole number from 1 to 999999999"
      })
  void mistakesOfTheCommandLine(String line, String message) {
    assertThat(decode(line)).isEqualTo(new Shell.Outcome(2, "", usageError(message)));
  }

  @Test
  void nothingToDecodeIsWrongUsage() {
    assertThat(Shell.run("decode"))
        .isEqualTo(new Shell.Outcome(
            2, "", usageError("nothing to decode: a VALUE or --dump is missing")));
  }

  @Test
  void registerThatIsNearNoneGetsTheList() {
    assertThat(decode("zz 0x1").err())
        .contains("unknown register 'zz'; known are vttbr_el2, vtcr_el2,");
  }

  @Test
  void wideDescriptorsAreRefused() {
    assertThat(decode("--vtcr 0x4080023559 0x1"))
        .isEqualTo(new Shell.Outcome(
            1,
            "",
            "shatterproof: VTCR_EL2.D128 is set: 128-bit descriptors are not decoded yet\n"));
    assertThat(decode("--vtcr 0x4080023559 --dump x --base 0x0 --root 0x0").exitCode())
        .isEqualTo(1);
    assertThat(decode("--features none --vtcr 0x4080023559 --level 3 0x1").exitCode())
        .isZero();
  }

  private Shell.Outcome tree(Path file, String more) {
    return decode("--vtcr 0x80023559 --base 0x80000000 " + more + " --dump " + file);
  }

  @Test
  void dumpIsATree() throws IOException {
    Path pages = TablePages.write(folder.resolve("pages.bin"));

    Shell.Outcome outcome = tree(pages, "--vttbr 0x1000080000001");

    assertThat(outcome).isEqualTo(new Shell.Outcome(0, """
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x40000000-0x7fffffff  level 1  1 block -> 0x40000000  rwx  Normal WB, inner shareable
          0x400000000-0x43fffffff  level 1  table 0x80001000
            0x412200000-0x4123fffff  level 2  table 0x80002000
              0x412345000-0x41234cfff  level 3  8 pages -> 0x98765000  rwx  Normal WB, inner shareable
              0x41234e000-0x41234efff  level 3  1 page -> 0x10000000000  rwx  Normal WB, inner shareable, beyond 40 bits of output
            0x412400000-0x4125fffff  level 2  1 block -> 0x40000000  r  Device-nGnRE, non-shareable
          0x440000000-0x47fffffff  level 1  table 0x90000000, outside of the dump
          0x480000000-0x4bfffffff  level 1  table 0x80001000, shown at 0x400000000

        assumed: all features, 48 bits of PA
        """, ""));
    assertThat(tree(pages, "--root 0x80000000")).isEqualTo(outcome);
    assertThat(tree(pages, "--root 0x80000000 --max-lines 1").out())
        .contains("... more than 1 lines: the rest is left out");
  }

  @Test
  void bigEndianDumpIsTheSameTree() throws IOException {
    Path little = TablePages.write(folder.resolve("little.bin"));
    Path big = Files.write(folder.resolve("big.bin"), swapped(Files.readAllBytes(little)));

    assertThat(tree(big, "--root 0x80000000 --big-endian"))
        .isEqualTo(tree(little, "--root 0x80000000"));
    assertThat(tree(big, "--root 0x80000000").out()).doesNotContain("0x98765000");
  }

  private static byte[] swapped(byte[] bytes) {
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.allocate(bytes.length);
    while (little.hasRemaining()) {
      big.putLong(little.getLong());
    }
    return big.array();
  }

  @Test
  void dumpOfGarbageIsBounded() throws IOException {
    byte[] garbage = new byte[1 << 20];
    new Random(7).nextBytes(garbage);
    Path file = Files.write(folder.resolve("garbage.bin"), garbage);

    Shell.Outcome outcome =
        decode("--vtcr 0x80023559 --base 0x0 --root 0x0 --max-lines 100 --dump " + file);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines().count()).isLessThan(106);
  }

  @Test
  void badDumpsAreTold() throws IOException {
    Path missing = folder.resolve("missing.bin");
    Path empty = Files.createFile(folder.resolve("empty.bin"));
    Path odd = Files.write(folder.resolve("odd.bin"), new byte[12]);

    assertBad(missing, "cannot read " + missing + ": there is no such file");
    assertBad(folder, folder + " is a folder; name the files in it");
    assertBad(empty, empty + ": the dump is empty");
    assertBad(odd, odd + ": 12 bytes are no whole number of descriptors of 8 bytes");
  }

  private void assertBad(Path file, String message) {
    assertThat(tree(file, "--root 0x80000000"))
        .isEqualTo(new Shell.Outcome(1, "", "shatterproof: " + message + "\n"));
  }

  @Test
  void dumpUnderAnIllegalVtcrIsRefusedWithTheRule() throws IOException {
    Path pages = TablePages.write(folder.resolve("pages.bin"));

    assertThat(decode("--vtcr 0x80023519 --base 0x80000000 --root 0x80000000 --dump " + pages))
        .isEqualTo(new Shell.Outcome(
            1,
            "",
            "shatterproof: VTCR_EL2 is illegal: a walk of 39 bits"
                + " cannot start at level 2: a start table resolves at least one bit at its level, and 16"
                + " tables can be concatenated\n"));
  }
}
