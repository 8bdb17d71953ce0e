# Thin names for the scripts; what takes long, and is not part of `test`, is only here.
.PHONY: run test demo bench crash quota database-loss simulation crash-points power-loss mutations \
	failing-calls disk-full flapping dead-endpoints many-topics soak fuzz format

ROUNDS ?= 200
AWAY ?= 60
SEED ?= 1
SEEDS ?= 100000
IMAGES ?= 10000
MUTATIONS ?= 1000
FUZZ_SECONDS ?= 600

run:
	bin/run

test:
	bin/test

demo:
	bin/demo

# The end-to-end driver and the JMH benchmarks; results go to benchmarks/results.
bench:
	benchmarks/run

# One integration test with a system property of its own; FLAGS are for the JVM of its brokers.
IT = mvn -B -ntp verify -Djacoco.skip=true -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false -Dbroker.flags="$(FLAGS)"

# The crash loop of CI, longer: kills the broker ROUNDS times in the middle of load, after 1,000 messages or more each
# time, and checks the ledger; a tenth as often as the first process of a namespace.
crash:
	$(IT) -Dit.test=KillNineIT -Dkill.rounds=$(ROUNDS) -Dkill.pid-1-rounds=$$(($(ROUNDS) / 10)) -Dkill.acknowledged=1000

# The quota at its limit under 64 publishers, killed ROUNDS times, recounted each time.
quota:
	$(IT) -Dit.test=QuotaIT -Dquota.rounds=$(ROUNDS)

# PostgreSQL stopped, killed, restarted and away at the start, under load; down for AWAY seconds where it lasts.
database-loss: ROUNDS = 100
database-loss:
	$(IT) -Dit.test=DatabaseLossIT -Ddatabase.rounds=$(ROUNDS) -Ddatabase.away=$(AWAY)

# SEEDS random histories of a delivery shard in virtual time, from SEED on; CI plays the first 500. One that breaks a
# promise is printed with its seed.
simulation:
	mvn -B -ntp test -Djacoco.skip=true -Dtest=ShardSimulationTest -Dsimulation.seed=$(SEED) -Dsimulation.seeds=$(SEEDS)

# The process ends before every single change of its files, and in every one of a recovery, where CI takes each seventh.
crash-points:
	mvn -B -ntp test -Djacoco.skip=true -Dtest=CrashedStoreTest,InterruptedRecoveryTest -Dcrash.stride=1

# Power cuts: IMAGES folders as they can leave them, where CI takes 200.
power-loss:
	mvn -B -ntp test -Djacoco.skip=true -Dtest=PowerLossTest -Dpower.images=$(IMAGES)

# Data folders of which one file is not what was written, MUTATIONS of each kind of file and as many whole brokers on one;
# CI takes 50, and 25 brokers.
mutations:
	mvn -B -ntp verify -Djacoco.skip=true -Dtest=MutatedStoreTest -Dit.test=MutatedFolderIT -Dmutations=$(MUTATIONS) \
		-Dmutations.seed=$(SEED)

# Each system call that writes to the disk fails ROUNDS times under load, one at a time; CI takes one each.
failing-calls: ROUNDS = 20
failing-calls:
	$(IT) -Dit.test=FailingCallsIT -Dfailing.rounds=$(ROUNDS)

# A small disk that others fill to its last byte and empty again, ROUNDS times, under the files alone and under a
# broker; CI does it twice. Needs to be root, to mount it.
disk-full: ROUNDS = 50
disk-full:
	$(IT) -Dit.test=FullDiskIT,FullDiskBrokerIT -Ddisk.rounds=$(ROUNDS)

# An endpoint that is well, fails, hangs or refuses from one moment to the next, for SECONDS; an hour is the long form.
flapping: SECONDS = 120
flapping:
	$(IT) -Dit.test=FlappingEndpointIT -Dflapping.seconds=$(SECONDS)

# PROJECTS with 100 MB each behind dead endpoints, a heap of 512 MB, a kill: memory, restart, and how fast they drain.
dead-endpoints: PROJECTS = 20
dead-endpoints: FLAGS = -Xmx512m
dead-endpoints:
	$(IT) -Dit.test=DeadEndpointsIT -Ddead.projects=$(PROJECTS) -Ddead.megabytes=100

# TOPICS with five subscriptions each, of which 1,000 are published to: descriptors, and throughput beside 10 topics.
many-topics: TOPICS = 2000
many-topics:
	$(IT) -Dit.test=ManyTopicsIT -Dtopics.all=$(TOPICS) -Dtopics.active=1000

# Subscriptions, filters, topics, credentials and a project that come and go, endpoints that fail, ends of the broker: one
# after another under load, for SECONDS, while a ledger says what each subscription should get. CI takes half a minute.
# What it says first is its seed; SEED repeats its choices.
soak: SECONDS = 3600
soak:
	$(IT) -Dit.test=SoakIT -Dsoak.seconds=$(SECONDS) $(if $(filter command environment,$(origin SEED)),-Dsoak.seed=$(SEED))

# Jazzer makes up inputs for TARGET, as in RequestFuzzTest#readsAnyForm, for FUZZ_SECONDS; without one, for all in turn.
# CI reads the known inputs only.
fuzz:
	bin/fuzz $(FUZZ_SECONDS) $(TARGET)

format:
	mvn -B -ntp -q spotless:apply
