package equal

const (
	masked = "addresses with a mask fail to scan"
	mapped = "addresses with a mask fail to scan, and IPv4 is written as ::ffff:10.0.0.1/128"
)

// netHosts are addresses. None of the standard library's types reads itself, so
// that database/sql cannot fill them; those that are bytes get the letters of
// the address from lib/pq, without an error.
var netHosts = map[string]table{
	"net/netip.Addr":   {{"inet cidr", "SXXX", masked}},
	"net/netip.Prefix": {{"cidr", "EXXX", ""}, {"inet", "LXXX", ""}},
	"net.IPNet":        {{"inet cidr", "LXXX", ""}},
	"net.IP":           {{"inet cidr", "SXXX", mapped}, {"bytea", "LLLL", ""}},
	"net.HardwareAddr": {{"macaddr macaddr8", "LXXX", ""}, {"bytea", "LLLL", ""}},

	"github.com/sqlc-dev/pqtype.Inet":    {{"inet cidr", "LLLL", ""}},
	"github.com/sqlc-dev/pqtype.CIDR":    {{"inet cidr", "LLLL", ""}},
	"github.com/sqlc-dev/pqtype.Macaddr": {{"macaddr macaddr8", "LLLL", ""}},
}
