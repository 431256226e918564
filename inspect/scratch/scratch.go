// Package scratch gives the program a PostgreSQL of its own to throw away.
//
// A scratch server proves generated SQL, loads "sql:" sources, serves the demo
// and every test. It is one of, in this order:
//
//  1. the server that [Options.URL] names, where databases called
//     synapcheck_… are created and dropped again;
//  2. installed binaries, found in the usual places;
//  3. binaries in the cache;
//  4. binaries downloaded into the cache, checked against checksums that are
//     part of this package.
//
// Whatever it is, SQL that somebody else wrote runs as a plain role that owns
// one database and nothing more ([DB.Exec]).
//
// A server of ours listens on a unix socket in a private directory and never
// on the network. It ends with [Server.Stop], with the context given to
// [Start], and with the process that started it, however that ends: on Linux
// the kernel is asked to stop it, everywhere a small watcher process does, and
// the next Start removes what both were prevented from removing. The package
// installs no signal handlers: a program that wants an orderly end on SIGINT
// passes a context that the signal cancels, and calls Stop before it exits.
package scratch

import (
	"context"
	"errors"
	"fmt"
)

// OldestMajor is the oldest major version that a scratch server may have.
const OldestMajor = 13

// Options says which scratch server is wanted. The zero Options takes the
// newest PostgreSQL that is installed or cached, and downloads one if there is
// none.
type Options struct {
	// Major is the major version wanted, 0 for the newest at hand.
	Major int
	// AnyMajor takes the newest PostgreSQL at hand where Major is not at hand,
	// rather than downloading or giving up.
	AnyMajor bool
	// URL names a running server to use instead of starting one.
	URL string
	// BinDir is the only directory to look for installed binaries in; empty
	// for the usual places.
	BinDir string
	// CacheDir keeps downloads and prepared data directories; empty for the
	// user's cache directory, which for root is the system's.
	CacheDir string
	// TempDir is where servers live; empty for memory where the system offers
	// that with enough room, or else the system's temporary directory.
	TempDir string
	// Offline forbids downloading.
	Offline bool
	// Mirror replaces the address that binaries are downloaded from: a Maven
	// repository, or "npm:" and the address of an npm registry.
	Mirror string
	// Progress hears how many bytes of a download have arrived: 0 when it starts,
	// total when it has been checked and unpacked. A nil Progress is silence.
	Progress func(done, total int64, what string)
}

// FromEnv reads Options from the environment variables SYNAPCHECK_SCRATCH_URL,
// SYNAPCHECK_SCRATCH_BIN, SYNAPCHECK_SCRATCH_CACHE, SYNAPCHECK_SCRATCH_MIRROR
// and SYNAPCHECK_SCRATCH_OFFLINE.
func FromEnv(getenv func(string) string) Options {
	return Options{
		URL:      getenv("SYNAPCHECK_SCRATCH_URL"),
		BinDir:   getenv("SYNAPCHECK_SCRATCH_BIN"),
		CacheDir: getenv("SYNAPCHECK_SCRATCH_CACHE"),
		Mirror:   getenv("SYNAPCHECK_SCRATCH_MIRROR"),
		Offline:  getenv("SYNAPCHECK_SCRATCH_OFFLINE") != "",
	}
}

// Start starts a scratch server. It lives until Stop is called or ctx ends.
func Start(ctx context.Context, opts Options) (*Server, error) {
	if opts.Major != 0 && opts.Major < OldestMajor {
		return nil, fmt.Errorf("scratch server: PostgreSQL %d is too old, %d is the oldest supported", opts.Major, OldestMajor)
	}
	if opts.URL != "" {
		s, err := attach(ctx, opts.URL)
		if err != nil {
			return nil, fmt.Errorf("scratch server: %w", err)
		}
		if major := s.version / 10000; opts.Major != 0 && major != opts.Major && !opts.AnyMajor {
			err := fmt.Errorf("scratch server: the server named is PostgreSQL %d, wanted is %d", major, opts.Major)
			return nil, errors.Join(err, s.Stop())
		}
		return s, nil
	}
	if !supported {
		return nil, &PlatformError{}
	}
	h, err := newHouse(opts)
	if err != nil {
		return nil, fmt.Errorf("scratch server: %w", err)
	}
	h.sweep()

	inst, err := locate(ctx, h, opts)
	if err != nil {
		return nil, err
	}
	s, err := h.start(ctx, inst)
	if err != nil {
		return nil, fmt.Errorf("scratch server from %s: %w", inst.bin, err)
	}
	return s, nil
}

// start brings up one server. A prepared data directory that does not start is
// thrown away and prepared once more: a crash of the machine can have left it
// half written.
func (h *house) start(ctx context.Context, inst installation) (*Server, error) {
	tmpl, fresh, err := h.template(ctx, inst)
	if err != nil {
		return nil, err
	}
	s, err := launch(ctx, h, inst, tmpl)
	if err == nil || fresh || ctx.Err() != nil {
		return s, err
	}
	if rmErr := h.discard(tmpl); rmErr != nil {
		return nil, errors.Join(err, rmErr)
	}
	if tmpl, _, err = h.template(ctx, inst); err != nil {
		return nil, err
	}
	return launch(ctx, h, inst, tmpl)
}
