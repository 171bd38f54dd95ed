// Two executions with files of the same name: each has its own tests, and remembers by itself what it did.
import io.shatterproof.maven.it.InvokedBuild

List<InvokedBuild> builds = InvokedBuild.of(basedir)
assert builds.size() == 4
assert builds[0].says("Generated tests of 2 scenario files: 2 written, 0 unchanged, 0 deleted")
assert builds[0].says("Generated tests of 1 scenario file: 1 written, 0 unchanged, 0 deleted")
assert builds[0].says("Running org.example.pages.SameTest")
assert builds[0].says("Running org.example.blocks.SameTest")
assert builds[0].tests() == ["3, 0, 0, 0"]
assert builds[1].says("the tests of 2 scenario files are up to date")
assert builds[1].says("the tests of 1 scenario file are up to date")
assert builds[1].says("Nothing to compile")
assert builds[2].says("Generated tests of 1 scenario file: 0 written, 1 unchanged, 1 deleted")
assert builds[2].says("the tests of 1 scenario file are up to date")
assert builds[2].tests() == ["2, 0, 0, 0"]
assert builds[3].says("The executions pages and blocks generate package org.example.pages in the same outputDirectory")
return true
