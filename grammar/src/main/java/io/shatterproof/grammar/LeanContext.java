package io.shatterproof.grammar;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** A node of the tree with short lists of children, most of which have one or two, found quickly. */
public class LeanContext extends ParserRuleContext {
  private static final int FEW = 2;
  private static final int GROWTH = 4;

  public LeanContext() {}

  public LeanContext(ParserRuleContext parent, int invokingState) {
    super(parent, invokingState);
  }

  @Override
  public <T extends ParseTree> T addAnyChild(T child) {
    if (children == null) {
      children = new ArrayList<>(FEW);
    } else if (children.size() == FEW) {
      ((ArrayList<ParseTree>) children).ensureCapacity(GROWTH * FEW);
    }
    children.add(child);
    return child;
  }

  @Override
  public <T extends ParserRuleContext> T getRuleContext(Class<? extends T> type, int index) {
    if (children != null) {
      int found = 0;
      for (int i = 0; i < children.size(); i++) {
        ParseTree child = children.get(i);
        if (child.getClass() == type || type.isInstance(child)) {
          if (found == index) {
            return type.cast(child);
          }
          found++;
        }
      }
    }
    return null;
  }

  @Override
  public <T extends ParserRuleContext> List<T> getRuleContexts(Class<? extends T> type) {
    if (children == null) {
      return List.of();
    }
    List<T> found = new ArrayList<>(children.size());
    for (int i = 0; i < children.size(); i++) {
      ParseTree child = children.get(i);
      if (child.getClass() == type || type.isInstance(child)) {
        found.add(type.cast(child));
      }
    }
    return found;
  }

  @Override
  public TerminalNode getToken(int type, int index) {
    if (children != null) {
      int found = 0;
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i) instanceof TerminalNode node) {
          Token symbol = node.getSymbol();
          if (symbol.getType() == type) {
            if (found == index) {
              return node;
            }
            found++;
          }
        }
      }
    }
    return null;
  }
}
