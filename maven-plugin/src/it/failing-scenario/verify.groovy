// A failing test names the place in the scenario first, and shows expected and actual side by side.
String log = new File(basedir, "build.log").getText("UTF-8")

assert log =~ /(?m)^.*Tests run: 1, Failures: 1, Errors: 0, Skipped: 0$/
assert log =~ /(?m)AssertionFailedError:\s+src\/test\/p2m\/failing\.p2m:24:9: lookup guest 0x400000 is 0x800000000/
assert log =~ /(?m)^  expected +\| actual$/
assert log =~ /(?m)^! 0x900000000 \| 0x800000000/
assert log =~ /(?m)^! .*\R\tat scenario\..*\(src\/test\/p2m\/failing\.p2m:24\)$/
return true
