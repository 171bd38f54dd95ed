package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who claims a type claims the memory attributes of its leaf: here they are always those of RAM. */
class TypeAttributesTest {

  @Test
  void leafWithTheAttributesOfTheTypeAgrees() {
    assertThat(lookUp(P2mType.RAM_RW).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void leafWithOtherAttributesIsNotOfTheTypeThatIsTold() {
    Result result = lookUp(P2mType.MMIO_DEV);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason())
        .isEqualTo("lookup guest 0x40000000 has a leaf of MemAttr 0xf, SH inner, expected "
            + "as mmio_dev, MemAttr 0x1, SH outer");
    assertThat(result.failures().get(0).observables())
        .containsExactly(Observable.of(LookupPart.TYPE));
  }

  /** Looks up a block of write-back memory that the implementation says is of the type. */
  private static Result lookUp(P2mType type) {
    ScriptedP2m telling = new ScriptedP2m() {
      @Override
      P2mEntry answer(P2mEntry entry) {
        P2mEntry.Mapped mapped = (P2mEntry.Mapped) entry;
        return new P2mEntry.Mapped(
            mapped.pa(), mapped.permissions(), Optional.of(type), mapped.access(), mapped.order());
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(VectorBuilder.map(GIB, 2 * GIB))
        .then(new Expectation.LookupIs(
            HERE,
            BLOCKS,
            0,
            GIB,
            2 * GIB,
            Optional.empty(),
            Optional.of(type),
            Optional.empty(),
            Optional.empty()))
        .build();
    return new VectorRunner(telling, Duration.ofSeconds(10)).run(vector).get(0);
  }
}
