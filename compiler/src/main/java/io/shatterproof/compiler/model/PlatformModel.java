package io.shatterproof.compiler.model;

import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.source.Span;

/** A declared platform; {@code span} is its name. */
public record PlatformModel(Span span, Platform platform) {}
