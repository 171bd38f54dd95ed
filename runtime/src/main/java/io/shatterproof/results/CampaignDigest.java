package io.shatterproof.results;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells apart the sets that campaigns were about: SHA-256 over the ids of all vectors in order, each
 * followed by a line feed.
 */
public final class CampaignDigest {
  private final MessageDigest digest;
  private long vectors;

  /** Of a set without vectors. */
  public CampaignDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** One more vector; returns which one it is, from 1. */
  public long add(String id) {
    digest.update(id.getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) '\n');
    return ++vectors;
  }

  /** How many vectors there are. */
  public long vectors() {
    return vectors;
  }

  /** The digest, {@code sha256:} in front. Nothing is added afterwards. */
  public String text() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }
}
