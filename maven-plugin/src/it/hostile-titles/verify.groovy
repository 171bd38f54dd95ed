// No title breaks or changes what is generated, compiled or reported.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
File reports = new File(basedir, "target/surefire-reports")
List<String> names = []
reports.eachFileMatch(~/TEST-.*\.xml/) { report ->
  new groovy.xml.XmlSlurper().parse(report).testcase.each { names << it.@name.text() }
}

assert builds.size() == 1
assert builds[0].tests() == ["13, 0, 0, 0"]
assert names.size() == 13
assert names.toSet().size() == names.size()
assert new File(basedir, "target/test-classes").directorySize() > 0
assert !new File(basedir, "target/test-classes/Injected.class").exists()
return true
