# What people run here. `make test` and `make check` need Go alone; the browser tests use Chromium where it is installed.
GO ?= go
SHARED ?= ../shared
TOOL = $(GO) tool -modfile=tools/go.mod

.PHONY: build test generate check generated format vet staticcheck race bench bench-site pictures score clean

build: ## the one binary, bin/parley
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags=-s -o bin/parley ./cmd/parley

test: ## every test
	$(GO) test ./...

generate: ## the pages: their templates are formatted and written as Go, which is committed
	$(TOOL) templ fmt -log-level=warn internal/serve/web
	$(TOOL) templ generate -log-level=warn -path internal/serve/web

check: generated format vet staticcheck race ## what must hold before a commit lands

generated:
	@$(TOOL) templ generate -check -keep-orphaned-files -log-level=warn -path internal/serve/web || { echo "not what the templates say (make generate): internal/serve/web/*_templ.go"; exit 1; }

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

pictures: build ## those of the README, by a browser
	@scripts/pictures docs/pictures

score: build ## the scores, on the annotated texts and corpora of a folder
	@scripts/score $(SHARED)

clean:
	rm -rf bin
