// Command synapcheck holds the models that code declares against a live
// PostgreSQL, says what disagrees and what it will break, and repairs the
// models.
//
// It exits 0 if both agree or nothing reaches the gate, 2 if they disagree or
// there is something to do, and 1 if it could not decide. 1 never means drift.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() { os.Exit(guarded(os.Stderr, run)) }

// guarded keeps a panic from exiting with 2, which would read as drift.
func guarded(stderr io.Writer, run func() int) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(stderr, "synapcheck: error: internal error: %v\n%s", r, debug.Stack())
			code = exitUndecided
		}
	}()
	return run()
}

func run() int {
	// A reader that goes away must not end us before we have cleaned up: writing
	// then fails like any other writing.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, "synapcheck: error:", err)
		return exitUndecided
	}
	a := &app{
		stdout:    &output{to: os.Stdout},
		stderr:    os.Stderr,
		lookupEnv: os.LookupEnv,
		dir:       dir,
	}
	return a.main(ctx, os.Args[1:])
}
