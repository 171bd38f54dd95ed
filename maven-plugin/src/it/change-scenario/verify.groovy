// What runs is the scenario as it was changed; the others are left alone.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 2
assert builds[0].says("Generated tests of 3 scenario files: 2 written, 0 unchanged, 0 deleted")
assert builds[0].tests() == ["2, 0, 0, 0"]
assert builds[1].says("Generated tests of 3 scenario files: 1 written, 1 unchanged, 0 deleted")
assert builds[1].tests() == ["2, 1, 0, 0"]
assert builds[1].says("src/test/p2m/two.p2m:9:9: lookup guest 0x500000 is 0x800000000")
return true
