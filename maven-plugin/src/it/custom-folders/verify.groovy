// Folders, patterns and package are what the configuration says, relative to the project.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
File folder = new File(basedir, "target/tests from scenarios")
List<String> sources = []
folder.eachFileRecurse { if (it.isFile()) sources << folder.relativePath(it) }

assert builds.size() == 2
assert builds[0].says("Generated tests of 1 scenario file: 1 written, 0 unchanged, 0 deleted")
assert builds[0].hasLine(/.*Running org\.example\.somewhere\.else_\.\S*OneTest/)
assert builds[0].tests() == ["1, 0, 0, 0"]
assert sources.size() == 1
assert sources[0].startsWith("org/example/somewhere/else_/")
assert !new File(basedir, "target/generated-test-sources/p2m").exists()
assert builds[1].says("the tests of 1 scenario file are up to date")
assert builds[1].says("Nothing to compile")
assert builds[1].tests() == ["1, 0, 0, 0"]
return true
