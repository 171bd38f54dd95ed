// A failing test names the place in the scenario first, shows expected and actual side by side, and
// for events the log with the first difference marked.
String log = new File(basedir, "build.log").getText("UTF-8")

assert log =~ /(?m)^.*Tests run: 1, Failures: 1, Errors: 0, Skipped: 0$/
assert log =~ /(?m)AssertionFailedError:\s+src\/test\/p2m\/failing\.p2m:27:9: lookup guest 0x400000 is /
assert log =~ /(?m)^  expected +\| actual$/
assert log =~ /(?m)^! 0x800000000 +\| /
assert log =~ /(?m)^src\/test\/p2m\/failing\.p2m:30:9: live events in order: /
assert log =~ /(?m)^! tlbi vmalls12e1is guest +\| store guest level 3 of 0x400000 := invalid$/
assert log =~ /(?m)^  > +\d+  store guest level 3 of 0x400000 := invalid/
assert log =~ /(?m)\R\tat scenario\..*\(src\/test\/p2m\/failing\.p2m:27\)$/
return true
