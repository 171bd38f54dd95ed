// The tests of a deleted file are deleted, source and class; what somebody else put beside them stays.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
File sources = new File(basedir, "target/generated-test-sources/p2m/org/example/p2m")
File classes = new File(basedir, "target/test-classes/org/example/p2m")

assert builds.size() == 2
assert builds[0].tests() == ["3, 0, 0, 0"]
assert builds[1].says("Generated tests of 2 scenario files: 0 written, 1 unchanged, 1 deleted")
assert builds[1].tests() == ["1, 0, 0, 0"]
assert sources.list().sort() == ["Foreign.java", "OneTest.java"]
assert classes.list().sort() == ["Foreign.class", "OneTest.class"]
return true
