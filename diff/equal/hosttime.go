package equal

const (
	zoneLost = "the zone is lost: 23:30+03:00 is stored as 23:30 and read back as 23:30 UTC"
	dayOne   = "it is read as a moment of the year 0, and cannot be written back"
)

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
	pgtype + "Timestamptz": {
		{"timestamptz", "EEEE", ""},
		{"timestamp", "SSSS", zoneLost},
		{"date", "LLLL", ""},
	},
	pgtype + "Timestamp": {
		{"timestamp", "EEEE", ""},
		{"timestamptz date", "LLLL", ""},
	},
	pgtype + "Date": {
		{"date", "EEEE", ""},
		{"timestamp timestamptz", "LLLL", ""},
	},
	pgtype + "Time": {
		{"time", "EEXE", ""},
		{"interval", "SSXS", "what is longer than a day fails to scan"},
	},
	pgtype + "Interval": {
		{"interval", "EEXE", ""},
		{"time", "LLXL", ""},
	},
}
