// Files of a library in a repository are imported, and count when it is decided whether tests are up to date.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
String source = new File(basedir, "user/target/generated-test-sources/p2m/org/example/p2m/OneTest.java").text

assert builds.size() == 6
assert builds[1].says("Generated tests of 1 scenario file: 1 written, 0 unchanged, 0 deleted")
assert builds[1].tests() == ["1, 0, 0, 0"]
assert builds[2].says("the tests of 1 scenario file are up to date")
assert builds[5].says("Generated tests of 1 scenario file: 1 written, 0 unchanged, 0 deleted")
assert builds[5].tests() == ["1, 0, 0, 0"]
assert source.contains("0x9_0000_1000L")
assert !source.contains("0x8_0000_1000L")
return true
