// A class, a single scenario, and scenarios of a file with many are run by name.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 8
assert builds[0].tests() == ["2, 0, 0, 0"]
assert builds[1].tests() == ["1, 0, 0, 0"]
assert builds[2].tests() == ["19, 0, 0, 0"] // 7, 17, ... 97, and 70 to 79
assert !builds[3].tests().contains("1, 0, 0, 1")
assert builds[3].says("shatterproof.scenario=nowhere: no scenario or row of ManyTest, OneTest, TwoTest has that in its title; name a part")
assert builds[4].tests() == ["1, 0, 0, 1"] // skipped
assert builds[4].says("shatterproof.scenario=nowhere: no scenario or row of this class has that in its title")
assert builds[5].tests() == ["3, 0, 3, 0"] // once for each class
assert builds[5].says("no implementation is named 'nobody'; there is: reference; set the system property shatterproof.provider")
assert builds[6].tests() == ["2, 0, 0, 1"] // of a class without containers
assert builds[7].says("shatterproof.scenario=nowhere: no scenario or row of OneTest has that in its title; name a part")
return true
