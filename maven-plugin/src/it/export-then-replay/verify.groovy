// Vectors of one module are judged in another, on implementations that are among its tests.
import java.util.zip.ZipFile

String log = new File(basedir, "build.log").getText("UTF-8")

def jar = new ZipFile(new File(basedir, "team-a/target/team-a-1.0.0-vectors.jar"))
assert jar.getEntry("META-INF/p2m-vectors/remove.p2mv.zst") != null // of the last build
jar.close()

assert log.count("Judged 1 vector on team-b: agree 1") == 2
assert log.contains("Nothing to export: the vectors of 1 scenario file are up to date, target/team-a-1.0.0-vectors.jar")
assert log.contains("forgetful fails 1 of 1 run (disagree 1):")
assert log =~ /\(disagree 1\):\R(\[ERROR\] )?remove\.p2m:\d+:\d+: /
assert log.contains("no implementation is named 'nobody'; there are: forgetful, reference, team-b")
assert !log.contains("at io.shatterproof"): "a stack trace for a mistake of the user"

String report = new File(basedir, "team-b/target/replay/TEST-team-b.xml").getText("UTF-8")
assert report.contains("a removed page is gone")
assert new File(basedir, "team-b/target/replay/TEST-forgetful.xml").getText("UTF-8").contains("<failure")
return true
