// What worked once works again without any repository.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 2
assert builds[1].says("Generated tests of 2 scenario files: 1 written, 0 unchanged, 0 deleted")
assert builds[1].tests() == ["1, 0, 0, 0"]
assert !builds[1].says("Download")
return true
