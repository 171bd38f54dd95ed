package bench;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasspathResource;
import org.junit.platform.suite.api.Suite;

/** Runs every feature on the class path. */
@Suite
@IncludeEngines("cucumber")
@SelectClasspathResource("features")
public class FeaturesTest {}
