// With what the documentation tells to set up, tests are generated, compiled and run; a second build finds
// nothing to do but to run them.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 2
assert builds[0].says("Generated tests of 1 scenario file: 1 written, 0 unchanged, 0 deleted")
assert builds[0].says("Running org.example.p2m.FirstStepsTest")
assert builds[0].tests() == ["2, 0, 0, 0"]
assert !builds[0].hasLine(/\[WARNING\].*shatterproof.*/)

assert builds[1].says("the tests of 1 scenario file are up to date")
assert builds[1].says("Nothing to compile")
assert builds[1].tests() == ["2, 0, 0, 0"]
return true
