package io.shatterproof.compiler.layout;

/** What a group of words is, as far as that decides where it is put. */
public enum Construct {
  /** Whatever begins on a line of its own at the left margin. */
  DECLARATION,

  /** A part of the head of a declaration that may be put on the next line. */
  CLAUSE,

  /** The braces of a declaration, and all between them. */
  BODY,

  /** Braces around statements, and all between them. */
  BLOCK,

  /** Braces around facts, which may begin behind the brace and go on below it. */
  FACTS,

  /** One of several between braces. */
  ITEM,

  /** An item that is a name and a value, as in a platform. */
  PROPERTY,

  /** A part of a scenario or of a twin. */
  PART,

  /** A part that the next one may go on with: {@code when}. */
  ACTION,

  /** A part that goes on with the one before: {@code meanwhile}. */
  SEQUEL,

  /** A row of a table. */
  ROW,

  /** The label of a statement, with its colon. */
  LABEL,

  /** What the statement before it returns. */
  CLAIM,

  /** An access of somebody, with all it sees. */
  OBSERVER,

  /** A line of what somebody sees. */
  SIGHT,

  /** From where to where that holds. */
  STRETCH,

  /** An access to an address. */
  ACCESS,

  /** An access that ends in the hypervisor. */
  ABORT,

  /** The kind of an access. */
  ACCESS_KIND,

  /** An event whose first word has the operands of a store behind it. */
  EVENT,

  /** An entry of tables that begins with its kind. */
  ENTRY
}
