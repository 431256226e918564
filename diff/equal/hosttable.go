package equal

import "strings"

// A row of a table says how columns of some types fare in a host type.
type row struct {
	// columns are names of types of one fate.
	columns string
	// grades are letters for pgx, for database/sql over pgx and over lib/pq, and
	// for gorm: Exact, Lossless, Some values lost (Lossy), X for Impossible.
	grades string
	// why is the consequence where a value is lost.
	why string
}

// A table holds the rows of one host type. What no row names is Impossible.
type table []row

var letters = map[byte]Grade{'E': Exact, 'L': Lossless, 'S': Lossy, 'X': Impossible}

// find is the cell of the first row that names the column. A host without a
// table is unknown.
func (t table) find(r reader, c column) Holding {
	if t == nil {
		return Holding{}
	}
	for _, row := range t {
		if !strings.Contains(" "+row.columns+" ", " "+c.name+" ") {
			continue
		}
		switch grade := letters[row.grades[r]]; grade {
		case Impossible:
			return Holding{Grade: Impossible}
		case Lossy:
			return Holding{Lossy, row.why}
		default:
			return Holding{Grade: grade}
		}
	}
	return Holding{Grade: Impossible}
}

// hosts are the host types that have a table, by canonical name.
var hosts = joinTables(textHosts, timeHosts, jsonHosts, netHosts, uuidHosts, numericHosts, otherHosts, pgtypeHosts)

func joinTables(all ...map[string]table) map[string]table {
	joined := map[string]table{}
	for _, tables := range all {
		for host, t := range tables {
			joined[host] = t
		}
	}
	return joined
}
