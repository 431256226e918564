package equal

const zoneLost = "the zone is lost: 23:30+03:00 is stored as 23:30 and read back as 23:30 UTC"

// timeHosts are moments and times of day.
var timeHosts = map[string]table{
	"time.Time": {
		{"timestamptz", "EEEE", ""},
		{"timestamp", "SSSS", zoneLost},
		{"date", "LLLL", ""},
		{"time", "LXLX", ""},
		{"timetz", "XXLX", ""},
	},
	"gorm.io/datatypes.Date": {
		{"date", "EEEE", ""},
		{"timestamptz timestamp", "SSSS", "the time of day is lost"},
	},
	pgtypePkg + "Timestamptz": {
		{"timestamptz", "EEEE", ""},
		{"timestamp", "SSSS", zoneLost},
		{"date", "LLLL", ""},
	},
	pgtypePkg + "Timestamp": {
		{"timestamp", "EEEE", ""},
		{"timestamptz date", "LLLL", ""},
	},
	pgtypePkg + "Date": {
		{"date", "EEEE", ""},
		{"timestamp timestamptz", "LLLL", ""},
	},
	pgtypePkg + "Time": {
		{"time", "EEXE", ""},
		{"interval", "SSXS", "what is longer than a day fails to scan"},
	},
	pgtypePkg + "Interval": {
		{"interval", "EEXE", ""},
		{"time", "LLXL", ""},
	},
}
