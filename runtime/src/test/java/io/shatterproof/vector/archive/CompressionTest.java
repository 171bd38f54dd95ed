package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.UnreadableBytesException;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  @TempDir
  private Path temp;

  private final byte[] good = SampleFiles.good();

  @Test
  void firstBytesDecideAndNotTheName() throws Exception {
    Path packed = Files.write(temp.resolve("packed.p2mv"), SetFolders.gzip(good));
    Path plain = Files.write(temp.resolve("plain.p2mv.gz"), good);

    assertThat(SetFolders.read(packed)).isEqualTo(1);
    assertThat(SetFolders.read(plain)).isEqualTo(1);
  }

  @Test
  void cutFileIsRefused() throws IOException {
    byte[] packed = SetFolders.gzip(good);
    for (int length = 2; length < packed.length; length++) {
      Path file = Files.write(temp.resolve("cut.p2mv.gz"), Arrays.copyOf(packed, length));

      VectorFormatException refusal = SetFolders.refusal(file);
      assertThat(refusal).as("%d bytes", length).isNotNull();
      assertThat(refusal.fault()).isEqualTo(FormatFault.BAD_COMPRESSION);
      assertThat(refusal.line()).isBetween(1, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 10, 17, 18, 19, 40, 70_000})
  void bytesBehindTheEndAreRefused(int count) throws IOException {
    byte[] packed = SetFolders.gzip(good);
    for (byte filling : new byte[] {0, 'x', 0x1f}) {
      byte[] more = Arrays.copyOf(packed, packed.length + count);
      Arrays.fill(more, packed.length, more.length, filling);
      Path file = Files.write(temp.resolve("more.p2mv.gz"), more);

      VectorFormatException refusal = SetFolders.refusal(file);
      assertThat(refusal).as("%d times %d", count, filling).isNotNull();
      assertThat(refusal.fault()).isEqualTo(FormatFault.BAD_COMPRESSION);
      assertThat(refusal.reason()).isEqualTo("bytes stand behind the end of the compressed set");
    }
  }

  /** Every place of the end in a buffer, and every way of giving bytes. */
  @Test
  void endIsFoundWhereverABufferEnds() throws IOException {
    byte[] packed = SetFolders.gzip(good);
    byte[] more = Arrays.copyOf(packed, packed.length + 20);
    for (int piece = 1; piece <= 30; piece++) {
      int step = piece;
      assertThat(new GzipCompression().unpack(inPieces(packed, step)).readAllBytes())
          .isEqualTo(good);
      assertThatThrownBy(
              () -> new GzipCompression().unpack(inPieces(more, step)).readAllBytes())
          .as("%d bytes at a time", step)
          .isInstanceOf(UnreadableBytesException.class);
    }
  }

  private static InputStream inPieces(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(most, length));
      }
    };
  }

  @Test
  void membersOneBehindTheOtherAreOneFile() throws Exception {
    int half = good.length / 2;
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(SetFolders.gzip(Arrays.copyOf(good, half)));
    members.write(SetFolders.gzip(Arrays.copyOfRange(good, half, good.length)));
    Path file = Files.write(temp.resolve("members.p2mv.gz"), members.toByteArray());

    assertThat(SetFolders.read(file)).isEqualTo(1);
  }

  @Test
  void wrongChecksumIsRefused() throws IOException {
    byte[] packed = SetFolders.gzip(good);
    packed[packed.length - 8] ^= 1;
    Path file = Files.write(temp.resolve("crc.p2mv.gz"), packed);

    assertThat(SetFolders.refusal(file).fault()).isEqualTo(FormatFault.BAD_COMPRESSION);
  }

  @Test
  void whatUnpacksToTooMuchIsRefused() throws IOException {
    Path file = Files.write(temp.resolve("bomb.p2mv.gz"), SetFolders.gzip(new byte[3 << 20]));
    ArchiveLimits growth = new ArchiveLimits(ArchiveLimits.DEFAULT.reading(), 1L << 30, 100, 100);
    ArchiveLimits size = new ArchiveLimits(ArchiveLimits.DEFAULT.reading(), 1L << 20, 10_000, 100);

    assertThat(SetFolders.refusal(file, growth).reason()).contains("100 times its size");
    assertThat(SetFolders.refusal(file, size).reason()).contains("more than 1048576 bytes");
    assertThat(SetFolders.refusal(file, size).fault()).isEqualTo(FormatFault.TOO_LARGE);
  }

  @Test
  void diskThatFailsIsNoDamagedFile() {
    InputStream failing = new InputStream() {
      private final byte[] packed = packed();
      private int next;

      @Override
      public int read() throws IOException {
        if (next == 100) {
          throw new IOException("the disk fails");
        }
        return packed[next++] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        into[from] = (byte) read();
        return 1;
      }
    };

    assertThatThrownBy(() ->
            Unpacked.open(failing, OptionalLong.empty(), ArchiveLimits.DEFAULT).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("the disk fails");
  }

  private byte[] packed() {
    try {
      return SetFolders.gzip(good);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void zstdWithoutItsLibrarySaysWhatToDo() throws IOException {
    Path file = Files.write(
        temp.resolve("set.p2mv.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});

    VectorFormatException refusal = SetFolders.refusal(file);

    assertThat(refusal.fault()).isEqualTo(FormatFault.BAD_COMPRESSION);
    assertThat(refusal.cure()).contains("`zstd -d`");
  }
}
