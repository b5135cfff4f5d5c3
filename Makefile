# `make help` says what there is. Scripts: assets/build/.

.DEFAULT_GOAL := help
.PHONY: help run test test-browser pictures app skeleton dmg verify install uninstall icons contract mac-check measure bench bench-peers

help:       ## what can be made
	@awk -F ': *## ' '/^[a-z-]+: *## / { printf "make %-12s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:        ## build Revone and start it on sample data
	@assets/build/packages.sh build
	@assets/build/run.sh

test:       ## form, lints and every test
	@assets/build/packages.sh test
	@assets/build/test.sh

test-browser: ## the window's page in Chromium, held against axe-core (Linux; npm)
	@assets/build/packages.sh browser
	@assets/build/test-browser.sh

lint:       ## scripts, workflows, property lists, cask, packages: PARTS="…" for some of them
	@assets/build/packages.sh lint
	@assets/build/lint.sh $(PARTS)

pictures:   ## pictures of the window's pages, below assets/screenshots (Linux)
	@assets/build/packages.sh test
	@REVONE_PICTURES="$(CURDIR)/assets/screenshots" cargo test --locked --all-features --test suite e2e::pictures -- --ignored

app:        ## Revone.app, for both kinds of Mac (elsewhere: what needs no Mac, then it stops)
	@assets/build/app.sh

skeleton:   ## what of Revone.app needs no Mac, laid out and looked at
	@assets/build/skeleton.sh

dmg:        ## a disk image with Revone.app (on a Mac)
	@assets/build/dmg.sh

verify:     ## look at the built Revone.app: versions, signature, property lists, rights
	@assets/build/verify.sh

install:    ## install Revone for yourself: PREFIX=~/.local, or /Applications on a Mac
	@assets/build/install.sh

uninstall:  ## remove what install has installed; asks before the ledger
	@assets/build/uninstall.sh

icons:      ## draw every bitmap from its SVG (rsvg-convert, python3)
	@assets/render.sh

contract:   ## hold the program against recorded answers of Polar: FACTS=folder
	@assets/build/packages.sh test
	@assets/build/contract.sh "$(FACTS)"

mac-check:  ## lints of the macOS half, from any system
	@assets/build/mac-check.sh

.PHONY: lint tarball sbom traces soak fuzz

fuzz:       ## the fuzzers, a minute each, after some for building them: SECONDS_EACH=60 TARGETS="…" for some of them
	@assets/build/packages.sh build
	@assets/build/fuzz.sh $(TARGETS)

tarball:    ## the programs for Linux, as an archive
	@assets/build/packages.sh build
	@assets/build/tarball.sh

sbom:       ## which packages the programs are made of, as CycloneDX
	@assets/build/tools.sh cargo-cyclonedx
	@assets/build/sbom.sh aarch64-apple-darwin macos
	@assets/build/sbom.sh x86_64-unknown-linux-gnu linux

traces:     ## hold the cask against what the program has left behind (on a Mac)
	@assets/build/traces.sh

soak:       ## the long runs, and RELIABILITY.md from what they say: PARTS="…" for some of them (Linux)
	@assets/build/packages.sh test
	@assets/build/soak.sh $(PARTS)

measure:    ## what the menu-bar process costs: memory, wake-ups, start (Linux)
	@assets/build/packages.sh test
	@cargo bench --locked --bench measure

bench:      ## how the program grows with a shop, up to a million orders (Linux)
	@assets/build/packages.sh test
	@cargo bench --locked --bench bench

bench-peers: ## the same pages read by Revone, Polar's SDK and Python (Linux; npm)
	@assets/build/packages.sh test
	@assets/build/bench-peers.sh
