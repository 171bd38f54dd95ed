// Modules of one build: what another module has to import is found before that is packaged, or even compiled.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 2
assert builds[0].says("BUILD SUCCESS")
assert !builds[0].says("The generated tests need") // of the library, which has none
assert new File(basedir, "user/target/generated-test-sources/p2m/org/example/p2m/OneTest.java").isFile()
assert new File(basedir, "other/target/generated-test-sources/p2m/org/example/p2m/OneTest.java").isFile()
assert builds[1].tests() == ["1, 0, 0, 0", "1, 0, 0, 0"]
return true
