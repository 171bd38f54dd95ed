// Both errors are told at once, each with its place; nothing is generated.
String log = new File(basedir, "build.log").getText("UTF-8")
String file = "src/test/p2m/broken.p2m"

assert log.contains("[ERROR] ${file}:21:9: error[P2M")
assert log.contains("[ERROR] 21 |         mapp guest")
assert log.contains("[ERROR] ${file}:24:16: error[P2M")
assert log.contains("The scenario files have errors (2):")
assert log =~ /errors \(2\):\R(\[ERROR\] )?${file}:21:9: error/
assert !log.contains(new File(basedir, file).path): "a path of this machine"
assert !log.contains("at io.shatterproof"): "a stack trace for a mistake of the user"
assert !new File(basedir, "target/generated-test-sources/p2m").exists()
return true
