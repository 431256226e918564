package gosrc_test

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
)

// large is a module of that many files, a tenth of which declare a model and the
// queries of its table; the others are code of the usual kind.
func large(files int) fstest.MapFS {
	fsys := fstest.MapFS{"go.mod": {Data: []byte("module example.com/large\n")}}
	for i := range files {
		var b strings.Builder
		dir := fmt.Sprintf("internal/p%d", i/50)
		fmt.Fprintf(&b, "package p%d\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\t\"time\"\n)\n", i/50)
		if i%10 == 0 {
			fmt.Fprintf(&b, "\ntype Model%d struct {\n\tID int64 `db:\"id\"`\n\tCreatedAt time.Time `db:\"created_at\"`\n", i)
			for f := range 12 {
				fmt.Fprintf(&b, "\tField%d string `db:\"field_%d\" json:\"field%d\"`\n", f, f, f)
			}
			fmt.Fprintf(&b, "}\n\nfunc (Model%d) TableName() string { return \"model_%d\" }\n", i, i)
			fmt.Fprintf(&b, "\nconst find%d = `SELECT m.id, m.field_1, count(*) AS total FROM model_%d m JOIN other o ON o.id = m.id`\n", i, i)
		}
		for f := range 12 {
			fmt.Fprintf(&b, "\nfunc do%d_%d(ctx context.Context, at time.Time) error {\n", i, f)
			fmt.Fprintf(&b, "\tfor n := range 10 {\n\t\tif err := ctx.Err(); err != nil {\n\t\t\treturn fmt.Errorf(\"updating row %%d from here: %%w\", n, err)\n\t\t}\n\t}\n\treturn nil\n}\n")
		}
		fsys[fmt.Sprintf("%s/f%d.go", dir, i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

// BenchmarkRead reads modules of several sizes. peak-MB is the most memory that
// the process had since the size began, the sources included, where the system
// tells.
func BenchmarkRead(b *testing.B) {
	for _, files := range []int{500, 1000, 2000, 5000} {
		b.Run(fmt.Sprintf("files=%d", files), func(b *testing.B) {
			fsys := large(files)
			debug.FreeOSMemory()
			forget := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o600)
			b.ReportAllocs()
			for b.Loop() {
				r, err := gosrc.Read(context.Background(), fsys, []string{"./..."}, gorm.Dialect, gostruct.Dialect)
				if err != nil {
					b.Fatal(err)
				}
				if got := len(r.Database.Tables); got != files/10 {
					b.Fatalf("want %d tables, have %d", files/10, got)
				}
			}
			if peak := peakMB(); peak > 0 && forget == nil {
				b.ReportMetric(peak, "peak-MB")
			}
		})
	}
}

// peakMB is what Linux says of the process; 0 elsewhere.
func peakMB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	n, err := strconv.ParseFloat(kb, 64)
	if err != nil {
		return 0
	}
	return n / 1024
}
