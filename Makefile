# Thin names for the scripts; what takes long, and is not part of `test`, is only here.
.PHONY: run test demo bench crash quota database-loss crash-points power-loss format

ROUNDS ?= 200
AWAY ?= 60
IMAGES ?= 10000

run:
	bin/run

test:
	bin/test

demo:
	bin/demo

# The end-to-end driver and the JMH benchmarks; results go to benchmarks/results.
bench:
	benchmarks/run

# One integration test with a system property of its own.
IT = mvn -B -ntp verify -Djacoco.skip=true -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false

# The crash loop of CI, longer: kills the broker ROUNDS times in the middle of load and checks the ledger.
crash:
	$(IT) -Dit.test=KillNineIT -Dkill.rounds=$(ROUNDS)

# The quota at its limit under 64 publishers, killed ROUNDS times, recounted each time.
quota:
	$(IT) -Dit.test=QuotaIT -Dquota.rounds=$(ROUNDS)

# PostgreSQL stopped, killed, restarted and away at the start, under load; down for AWAY seconds where it lasts.
database-loss: ROUNDS = 100
database-loss:
	$(IT) -Dit.test=DatabaseLossIT -Ddatabase.rounds=$(ROUNDS) -Ddatabase.away=$(AWAY)

# The process ends before every single change of its files, where CI takes each seventh.
crash-points:
	mvn -B -ntp test -Djacoco.skip=true -Dtest=CrashedStoreTest -Dcrash.stride=1

# Power cuts: IMAGES folders as they can leave them, where CI takes 200.
power-loss:
	mvn -B -ntp test -Djacoco.skip=true -Dtest=PowerLossTest -Dpower.images=$(IMAGES)

format:
	mvn -B -ntp -q spotless:apply
