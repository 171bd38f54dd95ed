// p2m.skip and maven.test.skip generate nothing, and the first leaves the tests of an earlier build in the build;
// skipTests generates and compiles, as it does with tests written by hand.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
String source = new File(basedir, "target/generated-test-sources/p2m/org/example/p2m/OneTest.java").text

assert builds.size() == 5
assert builds[1].says("Generating tests from scenario files is skipped.")
assert builds[1].says("Nothing to compile")
assert builds[1].tests() == ["1, 0, 0, 0"]
assert builds[2].says("Generating tests from scenario files is skipped.")
assert builds[2].says("BUILD SUCCESS")
assert builds[2].tests() == []
assert builds[3].says("[ERROR] src/test/p2m/one.p2m:9:9: error[P2M")
assert builds[4].says("Generated tests of 2 scenario files: 1 written, 0 unchanged, 0 deleted")
assert builds[4].says("Recompiling the module")
assert builds[4].tests() == []
assert source.contains("a page of another name")
return true
