package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.ClassName;

/** Names of what generated tests call; the compiler itself does not see these classes. */
final class Calls {
  static final ClassName ACCESSES = inHarness("Accesses");
  static final ClassName CLAIMS = inHarness("Claims");
  static final ClassName DURING = inHarness("During");
  static final ClassName DOMAIN = inHarness("Domain");
  static final ClassName PATTERNS = inHarness("Patterns");
  static final ClassName SCENARIO_RUN = inHarness("ScenarioRun");
  static final ClassName SCENARIO_TESTS = inHarness("ScenarioTests");
  static final ClassName STEPS = inHarness("Steps");
  static final ClassName TESTED = inHarness("Tested");
  static final ClassName VECTOR_FACTS = inHarness("VectorFacts");

  static final ClassName DISPLAY_NAME = inJupiter("DisplayName");
  static final ClassName DYNAMIC_NODE = inJupiter("DynamicNode");
  static final ClassName DYNAMIC_TEST = inJupiter("DynamicTest");
  static final ClassName REGISTER_EXTENSION =
      ClassName.get("org.junit.jupiter.api.extension", "RegisterExtension");
  static final ClassName TAG = inJupiter("Tag");
  static final ClassName TEST = inJupiter("Test");
  static final ClassName TEST_FACTORY = inJupiter("TestFactory");

  private Calls() {}

  private static ClassName inHarness(String name) {
    return ClassName.get("io.shatterproof.harness.junit", name);
  }

  private static ClassName inJupiter(String name) {
    return ClassName.get("org.junit.jupiter.api", name);
  }
}
