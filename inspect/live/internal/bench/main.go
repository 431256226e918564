// Command bench measures what reading a schema costs: synapcheck's reading, its
// floor, and other programs that read schemas. All are whole processes on one
// server, in turns, so that a busy moment meets each of them.
//
//	go run ./inspect/live/internal/bench -tables 100,1000 -n 5
//
// The floor is what no reading can beat by much: the raw rows of the catalogs in
// one round trip, kept as bytes and not looked at.
//
// Wall times, processor times and memory are those of the machine at that
// moment, and nothing depends on them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	tables := flag.String("tables", "100,1000,10000", "how many tables, with commas")
	n := flag.Int("n", 5, "how often each is measured")
	limit := flag.Duration("limit", 2*time.Minute, "what takes longer is ended, and not tried on more tables")
	distinct := flag.Bool("distinct", true, "measure the largest schema with distinct expressions, too")
	only := flag.String("only", "", "leave out whose name does not contain this; floor, ours and pg_dump stay")
	flag.Parse()
	switch flag.Arg(0) {
	case "floor":
		return floor(ctx, flag.Arg(1))
	case "library":
		return library(ctx, flag.Arg(1))
	}
	var sizes []size
	for _, word := range strings.Split(*tables, ",") {
		count, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || count < 1 {
			return fmt.Errorf("%q is no number of tables", word)
		}
		sizes = append(sizes, size{tables: count})
	}
	if *distinct {
		sizes = append(sizes, size{tables: sizes[len(sizes)-1].tables, distinct: true})
	}
	return measureAll(ctx, plan{sizes: sizes, n: max(*n, 1), limit: *limit, only: *only})
}
