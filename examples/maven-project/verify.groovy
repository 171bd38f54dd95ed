// Only for Shatterproof's own build: what the log of three builds in a row must say.
import java.nio.file.Files

String log = new File(basedir, "build.log").getText("UTF-8")
List<String> builds = log.split("(?m)^(?=.*Scanning for projects)").findAll { it.contains("BUILD") }
assert builds.size() == 3: "three builds, not ${builds.size()}"

String first = builds[0]
String second = builds[1]
String third = builds[2]

assert first.contains("Generated tests of 1 scenario file: 1 written, 0 unchanged, 0 deleted")
def ran = (first =~ /(?m)Tests run: (\d+), Failures: 0, Errors: 0, Skipped: 0$/)
assert ran.find() && ran.group(1).toInteger() > 0: "no test ran"

assert second.contains("the tests of 1 scenario file are up to date")
assert second.contains("Nothing to compile"): "unchanged tests were compiled again"
def again = (second =~ /(?m)Tests run: (\d+), Failures: 0, Errors: 0, Skipped: 0$/)
assert again.find() && again.group(1) == ran.group(1): "the second build ran other tests"

assert third.contains("Generating tests from scenario files is skipped.")
def still = (third =~ /(?m)Tests run: (\d+), Failures: 0, Errors: 0, Skipped: 0$/)
assert still.find() && still.group(1) == ran.group(1): "without generating, the tests were lost"

File generated = new File(basedir, "target/generated-test-sources/p2m/org/example/p2m/FirstStepsTest.java")
assert generated.isFile()
String java = generated.getText("UTF-8")
assert java.contains("src/test/p2m/first-steps.p2m")
assert !java.contains(basedir.getPath()): "a path of this machine is in the generated test"
return true
