package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest/crowd"
)

type size struct {
	tables   int
	distinct bool
}

func (s size) String() string {
	if s.distinct {
		return fmt.Sprintf("%d tables, all expressions distinct", s.tables)
	}
	return fmt.Sprintf("%d tables", s.tables)
}

type plan struct {
	sizes []size
	n     int
	limit time.Duration
	only  string
}

func measureAll(ctx context.Context, p plan) error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	all, err := contestants(ctx, dir, p.only)
	if err != nil {
		return err
	}
	server, err := scratch.Start(ctx, scratch.FromEnv(os.Getenv))
	if err != nil {
		return err
	}
	defer server.Stop()
	fmt.Printf("peak memory is seen from %.0f MB on, which the bench itself takes\n", float64(status(os.Getpid(), "VmHWM")<<10)/1e6)
	fmt.Printf("PostgreSQL %d over a unix socket, %d times each in turns\n", server.Version(), p.n)
	for _, s := range p.sizes {
		if err := measure(ctx, server, all, s, p); err != nil {
			return err
		}
	}
	return nil
}

// slow is long enough for a cold start to make no difference.
const slow = 4 * time.Second

// enough says that a contestant is so slow that more would tell nothing new.
func enough(taken []cost) bool {
	total := time.Duration(0)
	for _, c := range taken {
		total += c.wall
	}
	return len(taken) >= 2 && total > 5*slow
}

// measure makes a schema of one size and lets all contestants read it.
func measure(ctx context.Context, server *scratch.Server, all []*contestant, s size, p plan) error {
	db, err := server.NewDatabase(ctx)
	if err != nil {
		return err
	}
	defer db.Drop(context.WithoutCancel(ctx))
	start := time.Now()
	if err := crowd.Load(ctx, db.AdminURL(), s.tables, s.distinct); err != nil {
		return fmt.Errorf("loading %s: %w", s, err)
	}
	fmt.Printf("\n%s, loaded in %.1f s\n", s, time.Since(start).Seconds())
	processes, err := backendsOf(ctx, db.AdminURL())
	if err != nil {
		return err
	}

	costs := map[*contestant][]cost{}
	for round := range p.n + 1 { // the first only warms up
		for _, c := range all {
			if c.missing != "" || c.capped != "" || enough(costs[c]) {
				continue
			}
			have, err := c.once(ctx, db.AdminURL(), processes, p.limit)
			switch {
			case errors.Is(err, errCapped):
				c.capped = fmt.Sprintf("more than %s at %s", p.limit, s)
				delete(costs, c)
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				c.capped = err.Error()
				delete(costs, c)
			case round > 0 || have.wall > slow: // what is so slow is measured when it comes
				costs[c] = append(costs[c], have)
			}
		}
	}
	counts := map[*contestant]string{}
	for _, c := range all {
		if costs[c] != nil {
			counts[c] = "?"
			if n, err := trips(ctx, c, db.AdminURL(), processes, p.limit); err == nil {
				counts[c] = fmt.Sprint(n)
			}
		}
	}
	return show(all, costs, counts)
}

func show(all []*contestant, costs map[*contestant][]cost, counts map[*contestant]string) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\twall ms (min-max)\tclient CPU ms\tserver CPU ms\tpeak MB\tbackend MB\tround trips\t/ floor\t/ pg_dump")
	wall := func(name string) float64 {
		for _, c := range all {
			if c.name == name && costs[c] != nil {
				return middle(costs[c], func(c cost) float64 { return c.wall.Seconds() })
			}
		}
		return 0
	}
	ratio := func(a, b float64) string {
		if b == 0 {
			return "-"
		}
		return fmt.Sprintf("%.2f", a/b)
	}
	for _, c := range all {
		taken := costs[c]
		if taken == nil {
			fmt.Fprintf(w, "%s\tmissing: %s%s\n", c.name, c.missing, c.capped)
			continue
		}
		least := slices.MinFunc(taken, func(a, b cost) int { return int(a.wall - b.wall) })
		most := slices.MaxFunc(taken, func(a, b cost) int { return int(a.wall - b.wall) })
		own := wall(c.name)
		fmt.Fprintf(w, "%s\t%.0f (%.0f-%.0f)\t%.0f\t%.0f\t%.0f\t%.1f\t%s\t%s\t%s\n", c.name,
			own*1e3, least.wall.Seconds()*1e3, most.wall.Seconds()*1e3,
			1e3*middle(taken, func(c cost) float64 { return c.client.Seconds() }),
			1e3*middle(taken, func(c cost) float64 { return c.server.Seconds() }),
			middle(taken, func(c cost) float64 { return float64(c.rss) / 1e6 }),
			middle(taken, func(c cost) float64 { return float64(c.backend) / 1e6 }),
			counts[c], ratio(own, wall("floor")), ratio(own, wall("pg_dump -s")))
	}
	return w.Flush()
}

// middle is the median.
func middle(all []cost, of func(cost) float64) float64 {
	var have []float64
	for _, c := range all {
		have = append(have, of(c))
	}
	slices.Sort(have)
	return (have[(len(have)-1)/2] + have[len(have)/2]) / 2
}
