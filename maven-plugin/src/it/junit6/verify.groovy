// Generated tests run unchanged on JUnit 6: single ones, rows, and containers of dynamic tests.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 1
assert new File(localRepositoryPath, "org/junit/jupiter/junit-jupiter-api/6.1.3/junit-jupiter-api-6.1.3.jar").isFile()
assert builds[0].says("Running org.example.p2m.ManyTest")
assert builds[0].tests() == ["103, 0, 0, 0"]
return true
