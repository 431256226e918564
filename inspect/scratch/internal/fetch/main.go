// Command fetch puts PostgreSQL binaries of the given major versions into the
// cache, so that the tests can run on each.
//
//	go run ./inspect/scratch/internal/fetch 13 14 15 16 17 18
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := fetch(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "fetch:", err)
		stop()
		os.Exit(1)
	}
}

// fetch starts each version once: binaries that do not run here are no use in
// the cache, and the data directory of each is prepared on the way.
func fetch(ctx context.Context, majors []string) error {
	for _, arg := range majors {
		major, err := strconv.Atoi(arg)
		if err != nil {
			return fmt.Errorf("%q is not a major version", arg)
		}
		opts := scratch.FromEnv(os.Getenv)
		opts.Major = major
		opts.Progress = func(done, total int64, what string) {
			if done == 0 {
				fmt.Fprintf(os.Stderr, "fetch: downloading %s, %d MB\n", what, total/1e6)
			}
		}
		bin, err := scratch.Fetch(ctx, opts)
		if err != nil {
			return err
		}
		opts.BinDir, opts.URL = bin, ""
		server, err := scratch.Start(ctx, opts)
		if err != nil {
			return err
		}
		if err := server.Stop(); err != nil {
			return err
		}
		if _, err := fmt.Printf("%d\t%s\n", server.Version(), bin); err != nil {
			return err
		}
	}
	return nil
}
