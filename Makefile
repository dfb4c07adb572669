# What people run here. `make test` and `make check` need Go alone; the browser tests use Chromium where it is installed.
GO ?= go
SHARED ?= ../shared
TOOL = $(GO) tool -modfile=tools/go.mod

.PHONY: build test check format vet staticcheck race bench bench-site score clean

build: ## the one binary, bin/parley
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags=-s -o bin/parley ./cmd/parley

test: ## every test
	$(GO) test ./...

check: format vet staticcheck race ## what must hold before a commit lands

format:
	@wrong="$$($(TOOL) gofumpt -l .)"; [ -z "$$wrong" ] || { echo "not formatted (gofumpt -w):" $$wrong; exit 1; }

vet:
	$(GO) vet ./...

staticcheck:
	$(TOOL) staticcheck ./...

race:
	$(GO) test -race ./...

bench: ## speed and memory, in the form that benchstat reads
	$(GO) test -run='^$$' -bench=. -benchmem -count=6 ./...

DOCUMENTS ?= 100000
bench-site: ## pages and searches at size, on SQLite and PostgreSQL; DOCUMENTS=2000 for a short run
	$(GO) test ./internal/serve/web -run='^$$' -bench=Site -benchtime=1x -timeout=0 -documents=$(DOCUMENTS)

score: build ## the scores, on the annotated texts and corpora of a folder
	@scripts/score $(SHARED)

clean:
	rm -rf bin
