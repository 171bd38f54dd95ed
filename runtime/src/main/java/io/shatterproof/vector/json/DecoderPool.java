package io.shatterproof.vector.json;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The decoders of one file: one for each thread that decodes, since each has room of its own. */
final class DecoderPool {
  private final ConcurrentLinkedDeque<VectorDecoder> free = new ConcurrentLinkedDeque<>();
  private final Supplier<VectorDecoder> maker;

  DecoderPool(Supplier<VectorDecoder> maker) {
    this.maker = maker;
  }

  VectorDecoder take() {
    @Nullable VectorDecoder known = free.poll();
    return known == null ? maker.get() : known;
  }

  void giveBack(VectorDecoder decoder) {
    free.push(decoder);
  }
}
