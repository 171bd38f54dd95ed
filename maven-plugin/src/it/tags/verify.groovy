// Tags of scenarios are what surefire calls groups; of rows and of files with many scenarios, too.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 4
assert builds[0].tests() == ["2, 0, 0, 0"]
assert builds[1].tests() == ["3, 0, 0, 0"]
assert builds[2].tests() == ["103, 0, 0, 0"]
assert builds[3].tests() == ["100, 0, 0, 0"]
return true
