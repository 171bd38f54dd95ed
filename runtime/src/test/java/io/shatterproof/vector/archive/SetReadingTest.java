package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets one behind the other, one of which may be damaged. */
final class SetReadingTest {
  @TempDir
  private Path temp;

  private final List<String> told = new ArrayList<>();
  private Path first = Path.of("");
  private Path second = Path.of("");

  @BeforeEach
  void write() throws IOException {
    first = Files.write(temp.resolve("a.p2mv"), SampleFiles.good());
    second = Files.write(temp.resolve("b.p2mv"), SampleFiles.good());
  }

  private SetReading read(Path... files) throws Exception {
    List<VectorSource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.addAll(VectorArchive.open(file, ArchiveLimits.DEFAULT).sets());
    }
    return new SetReading(sources, new SetReading.Trouble() {
      @Override
      public void malformed(VectorFormatException why) {
        told.add(String.valueOf(why.getMessage()));
      }

      @Override
      public void unreadable(String set, IOException why) {
        told.add("cannot read " + set);
      }
    });
  }

  private static int count(SetReading reading) {
    int vectors = 0;
    while (reading.hasNext()) {
      reading.next();
      vectors++;
    }
    return vectors;
  }

  @Test
  void everySetIsReadOnceMoreIfWanted() throws Exception {
    try (SetReading reading = read(first, second)) {
      assertThat(count(reading)).isEqualTo(2);
      assertThat(reading.areWhole()).isTrue();
      assertThat(reading.suites()).hasSize(2);
      assertThat(reading.headers()).containsOnlyKeys(first.toString(), second.toString());
      assertThat(count(reading.again())).isEqualTo(2);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void damagedSetIsToldAndTheNextOneFollows() throws Exception {
    Files.writeString(first, "{\n");
    Path gone = temp.resolve("gone.p2mv");

    try (SetReading reading = read(first, gone, second)) {
      assertThat(count(reading)).isEqualTo(1);
      assertThat(reading.areWhole()).isFalse();
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith(first + ":1:");
    assertThat(told.get(1)).isEqualTo("cannot read " + gone);
  }

  @Test
  void setThatWasChangedBetweenIsRefused() throws Exception {
    try (SetReading reading = read(first)) {
      count(reading);
      String text = Files.readString(first);
      String title = "\"title\":\"";
      assertThat(text).contains(title);
      Files.writeString(first, text.replace(title, title + "changed "));

      SetReading again = reading.again();
      count(again);

      assertThat(again.areWhole()).isFalse();
    }
    assertThat(told).hasSize(1);
  }
}
