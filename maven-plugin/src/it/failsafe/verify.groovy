// Generated tests as integration tests: surefire leaves them, failsafe runs them and tells the place of the failure.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 1
assert !builds[0].hasLine(/.*surefire.*Running.*/)
assert builds[0].hasLine(/.*failsafe.*:verify .*/)
assert builds[0].tests() == ["2, 1, 0, 0"]
assert builds[0].says("src/test/p2m/one.p2m:18:9: lookup guest 0x500000 is 0x800000000")
assert new File(basedir, "target/failsafe-reports/TEST-org.example.it.OneTest.xml").isFile()
assert !new File(basedir, "target/surefire-reports/TEST-org.example.it.OneTest.xml").exists()
return true
