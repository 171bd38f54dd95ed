// A class, a single scenario, and scenarios of a file with many are run by name.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 3
assert builds[0].tests() == ["2, 0, 0, 0"]
assert builds[1].tests() == ["1, 0, 0, 0"]
assert builds[2].tests() == ["19, 0, 0, 0"] // 7, 17, ... 97, and 70 to 79
return true
