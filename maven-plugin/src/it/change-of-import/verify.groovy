// A change of what a file imports changes its tests.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 2
assert builds[0].tests() == ["1, 0, 0, 0"]
assert builds[1].says("Generated tests of 3 scenario files: 1 written, 0 unchanged, 0 deleted")
assert !builds[1].says("Nothing to compile")
assert builds[1].tests() == ["1, 1, 0, 0"]
assert builds[1].says("src/test/p2m/one.p2m:10:9: lookup guest 0x400000 is 0x800000000")
return true
