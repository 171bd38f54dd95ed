// Modules built beside each other: each has its own test, and Maven does not warn of a goal that is not thread-safe.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 1
assert builds[0].says("MultiThreadedBuilder")
assert !builds[0].says("thread-safe")
assert !builds[0].says("threadSafe")
assert builds[0].tests() == ["1, 0, 0, 0"] * 4
["one", "two", "three", "four"].each { module ->
  String source = new File(basedir, "${module}/target/generated-test-sources/p2m/org/example/p2m/OneTest.java").text
  assert source.contains("a page of ${module}")
}
return true
