package io.shatterproof.cli;

import io.shatterproof.sets.TagExpression;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Expressions of tags, of the command line. */
final class TagsParser implements ITypeConverter<TagExpression> {
  @Override
  public TagExpression convert(String text) {
    try {
      return TagExpression.parse(text);
    } catch (IllegalArgumentException mistake) {
      throw new TypeConversionException("'" + text + "' is no expression of tags: "
          + mistake.getMessage() + ", as in 'bbm & !(slow | big)'");
    }
  }
}
