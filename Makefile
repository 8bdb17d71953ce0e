# Thin names for the scripts; what takes long, and is not part of `test`, is only here.
.PHONY: run test demo bench format

run:
	bin/run

test:
	bin/test

demo:
	bin/demo

# The end-to-end driver and the JMH benchmarks; results go to benchmarks/results.
bench:
	benchmarks/run

format:
	mvn -B -ntp -q spotless:apply
