// A renamed file leaves nothing of its old name behind, and its test names the new one.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
File folder = new File(basedir, "target/generated-test-sources/p2m/org/example/p2m")
List<String> sources = []
folder.eachFileRecurse { if (it.isFile()) sources << folder.relativePath(it) }

assert builds.size() == 2
assert builds[0].tests() == ["2, 0, 0, 0"]
assert builds[1].says("Generated tests of 3 scenario files: 1 written, 1 unchanged, 1 deleted")
assert builds[1].tests() == ["2, 0, 0, 0"]
assert sources.findAll { it.contains("Second") }.size() == 1
assert sources.findAll { it.contains("Two") }.isEmpty()
assert sources.size() == 2
return true
