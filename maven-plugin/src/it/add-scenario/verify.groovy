// A new file becomes a new class, a new scenario of a file a new test; the rest is left alone.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 3
assert builds[0].tests() == ["1, 0, 0, 0"]
assert builds[1].says("Generated tests of 3 scenario files: 1 written, 1 unchanged, 0 deleted")
assert builds[1].says("Running org.example.p2m.TwoTest")
assert builds[1].tests() == ["2, 0, 0, 0"]
assert builds[2].says("Generated tests of 3 scenario files: 1 written, 1 unchanged, 0 deleted")
assert builds[2].tests() == ["3, 0, 0, 0"]
return true
