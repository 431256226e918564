# `make` alone lists what there is to do.

SHELL := /bin/bash
GO    ?= go

ROOMS    := cmd inspect diff codegen report
MAJORS   := 13 14 15 16 17 18
FUZZTIME ?= 10s

# The tools, pinned: a version changed here is built on the next run. They are
# no part of go.mod, so that nobody who uses the module downloads them. gofumpt
# goes with the gofmt of the newest Go: v0.12.0 is ahead of Go 1.26 and the two
# undo each other's work.
TOOL_gofumpt       := mvdan.cc/gofumpt@v0.11.0
TOOL_staticcheck   := honnef.co/go/tools/cmd/staticcheck@v0.8.2
TOOL_golangci-lint := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
TOOL_govulncheck   := golang.org/x/vuln/cmd/govulncheck@v1.9.0

TOOLS       := gofumpt staticcheck golangci-lint govulncheck
tool         = .bin/$(notdir $(TOOL_$(1)))
GOFUMPT     := $(call tool,gofumpt)
STATICCHECK := $(call tool,staticcheck)
GOLANGCI    := $(call tool,golangci-lint)
GOVULNCHECK := $(call tool,govulncheck)

.DEFAULT_GOAL := help
.PHONY: help build demo test check fmt fmt-check vet staticcheck lint race vuln bench bench-inspect migrations storm pgbouncer cover fuzz pg regress roundtrip-regress repair-property generate-roundtrip test-all-versions docs remedies tools clean

help: ## list what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build ./synapcheck
	$(GO) build -trimpath -o synapcheck ./cmd/synapcheck

demo: ## see the whole story on a throwaway PostgreSQL
	@$(GO) run ./cmd/synapcheck demo

test: ## run every test
	$(GO) test ./...

check: fmt-check vet staticcheck lint race vuln ## check everything that CI checks

fmt: $(GOFUMPT) ## format the code
	@$(GOFUMPT) -w $$(find $(ROOMS) -name '*.go' -not -path '*/testdata/*')

fmt-check: $(GOFUMPT)
	@ugly=$$($(GOFUMPT) -l $$(find $(ROOMS) -name '*.go' -not -path '*/testdata/*')) || exit 1; \
	if [ -n "$$ugly" ]; then printf 'not gofumpt-ed, mend it with make fmt:\n%s\n' "$$ugly"; exit 1; fi

vet:
	$(GO) vet ./...

staticcheck: $(STATICCHECK)
	$(STATICCHECK) ./...

lint: $(GOLANGCI) ## run the linters of .golangci.yml
	$(GOLANGCI) run ./...

# The import directions are among the tests: cmd/synapcheck/house_test.go.
RACED := ./cmd/... ./inspect/live ./inspect/scratch/... ./inspect/model/gosrc ./inspect/snapshot ./codegen/gostruct

# The test that is left out repeats one thread's work a hundred times.
race: ## test the rooms where anything runs at once with the race detector
	$(GO) test -race -skip TestRepairMendsAnyDrift $(RACED)

# A database of vulnerabilities that cannot be reached leaves the question open.
# That is said, and fails only where VULN=required.
vuln: $(GOVULNCHECK) ## look for known vulnerabilities in what is used
	@out=$$($(GOVULNCHECK) ./... 2>&1); code=$$?; printf '%s\n' "$$out"; \
	if [ $$code -ne 0 ] && grep -q '^govulncheck: fetching vulnerabilities' <<<"$$out"; then \
		echo 'vuln: NOT CHECKED, the vulnerability database cannot be reached'; \
		[ "$(VULN)" != required ]; \
	else exit $$code; fi

migrations: ## migrate every entry of the catalogue there and back (MAJORS="13 18" picks the versions)
	for major in $(MAJORS); do \
		echo "PostgreSQL $$major"; \
		SYNAPCHECK_MIGRATIONS=all SYNAPCHECK_TEST_PG_MAJOR=$$major $(GO) test ./codegen/migration -run Catalogue -count=1 -timeout 60m || exit 1; \
	done

bench: bench-inspect ## run the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Whole processes in turns: our reading, its floor, pg_dump and others.
bench-inspect: TABLES := 100,1000,10000
bench-inspect: N := 5
bench-inspect: ## measure reading a schema against others (TABLES=100,1000 N=5)
	@$(GO) run ./inspect/live/internal/bench -tables $(TABLES) -n $(N)

cover: ## measure how much of the code the tests reach
	$(GO) test -coverpkg=./... -coverprofile=cover.out ./...
	@$(GO) tool cover -func=cover.out | tail -n 1

# Minimizing inputs is bounded, or it takes the whole time.
fuzz: ## run every fuzz target for FUZZTIME (10s)
	@set -e; grep -rHoE --include='*_test.go' '^func Fuzz\w+' $(ROOMS) | sort | while IFS=: read -r file func; do \
		echo "== $${func#func } in $${file%/*}"; \
		$(GO) test -run '^$$' -fuzz "^$${func#func }\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x ./$${file%/*} </dev/null; \
	done

pg: ## fetch PostgreSQL 13 to 18 for test-all-versions
	$(GO) run ./inspect/scratch/internal/fetch $(MAJORS)

# The server that runs the tests is an installed one, or is built: psql and
# pg_dump of the same major version are needed too.
regress: MAJORS := 15
regress: ## build PostgreSQL's own regression database in .pg/regress
	@set -e; for major in $(MAJORS); do \
		inspect/live/internal/regress/build.sh $$major .pg/regress/$$major; \
	done

# Needs what make regress has built, and runs the server that was built there:
# another of the same major version may have bugs that its dump does not bear.
roundtrip-regress: MAJORS := 15
roundtrip-regress: ## rebuild PostgreSQL's own regression database and compare (MAJORS=15)
	@set -e; for major in $(MAJORS); do \
		dir=$(CURDIR)/.pg/regress/$$major; bin=$$dir/build/server/bin; \
		[ ! -x $$bin/postgres ] || export SYNAPCHECK_SCRATCH_BIN=$$bin; \
		SYNAPCHECK_REGRESS=$$dir SYNAPCHECK_TEST_PG_MAJOR=$$major \
			$(GO) test -count=1 -timeout 30m -run 'TestRegressionDatabaseIsRebuilt|TestBareRoleSeesEveryByte' ./codegen/ddl ./inspect/live; \
		unset SYNAPCHECK_SCRATCH_BIN; \
	done

# Structs of the catalogue, drifted by lot and repaired.
repair-property: N := 1000
repair-property: ## drift and repair structs N times (N=1000)
	$(GO) test ./codegen/gostruct -run TestRepairMendsAnyDrift -v -count 1 -timeout 60m -rapid.checks=$(N)

# A schema is plain SQL, as pg_dump -s writes it.
generate-roundtrip: ## carry rows through new structs for each schema in a directory (SCHEMAS=dir)
	SYNAPCHECK_SCHEMAS=$(abspath $(SCHEMAS)) $(GO) test ./codegen/gostruct -run TestSchemasRoundTrip -v -count 1 -timeout 120m

test-all-versions: ## run every test on PostgreSQL 13 to 18
	@set -e; for major in $(MAJORS); do \
		echo "== PostgreSQL $$major"; \
		SYNAPCHECK_TEST_PG_MAJOR=$$major $(GO) test ./...; \
	done

pgbouncer: ## fetch pgbouncer, from Debian's packages, for the tests
	inspect/live/internal/pgbouncer/fetch.sh .pg/pgbouncer

# Ten sessions change the schema while two read it.
storm: TIME := 60s
storm: ## read schemas under a storm of changes on PostgreSQL 13, 15 and 18 (TIME=60s)
	@set -e; for major in 13 15 18; do \
		echo "== PostgreSQL $$major"; \
		SYNAPCHECK_TEST_STORM=$(TIME) SYNAPCHECK_TEST_PG_MAJOR=$$major $(GO) test ./inspect/live -run TestStorm -v -count 1; \
	done

remedies: ## run every SQL remedy of the drift catalogue and see it mend
	SYNAPCHECK_EVERY_REMEDY=1 $(GO) test ./diff/rule -run TestDriftCatalogue -v -count 1

# SCHEMAS is a file or folder of .sql and .dump, besides those of this repository;
# make regress adds PostgreSQL's own.
PROOF = SYNAPCHECK_TEST_PG_MAJOR=$(MAJOR) SYNAPCHECK_SCHEMAS=$(abspath $(SCHEMAS)) $(GO) test ./diff/rule/internal/proof -count 1 -timeout 3h -v

mutate: N := 2000
mutate: SEED := $(shell date +%s)
mutate: MAJOR := 15
mutate: SCHEMAS :=
mutate: ## change real schemas at random, and demand that just this is found (N=2000 SEED= MAJOR=15 SCHEMAS=)
	SYNAPCHECK_MUTATE=$(N) SYNAPCHECK_SEED=$(SEED) $(PROOF) -run TestMutations

phantoms: MAJOR := 15
phantoms: SCHEMAS :=
phantoms: ## look for differences where there are none (SCHEMAS=dir MAJOR=15)
	SYNAPCHECK_PHANTOMS=1 $(PROOF) -run TestNoPhantoms

second-opinions: MAJOR := 15
second-opinions: SCHEMAS :=
second-opinions: ## ask pg_dump and atlas about the drift catalogue
	@mkdir -p .bin && cd diff/rule/internal/proof/testdata/atlas && $(GO) build -o $(CURDIR)/.bin/atlas-opinion .
	SYNAPCHECK_OPINIONS=$(CURDIR)/.bin/atlas-opinion $(PROOF) -run TestSecondOpinions

docs: ## write docs/rules.md from the rules and docs/types.md from the tables of types
	$(GO) test ./diff/equal -run TestTypesPageIsUpToDate -update
	$(GO) test ./diff/rule -run TestRulesPageIsUpToDate -update

tools: $(foreach t,$(TOOLS),$(call tool,$(t))) ## build the tools of check

# Each tool stands in .bin under its name and version.
define install
$(call tool,$(1)):
	@mkdir -p .bin
	@echo 'building $(notdir $(TOOL_$(1))), once'
	@GOBIN=$(CURDIR)/.bin nice -n 10 $(GO) install $(TOOL_$(1))
	@mv .bin/$(1) $$@
endef
$(foreach t,$(TOOLS),$(eval $(call install,$(t))))

clean: ## remove what was built
	rm -rf .bin synapcheck cover.out
