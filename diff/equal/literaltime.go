package equal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// layouts are the ISO spellings of a moment, with T as the separator.
var layouts = []string{"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02"}

var zones = []string{"", "Z07:00", "Z07", "Z0700", " Z07:00", " Z07", " Z0700", " UTC", " GMT", "UTC"}

// canonTime writes a moment in one way. A timestamptz needs its offset: without
// one, its value depends on the session.
func canonTime(s, typeName string) (string, bool) {
	low := strings.ToLower(s)
	switch low {
	case "infinity", "-infinity":
		return low, typeName != "time"
	case "epoch":
		s = "1970-01-01"
		if typeName == "timestamptz" {
			s += " 00:00:00Z"
		}
	}
	if typeName == "time" {
		for _, layout := range []string{"15:04:05.999999999", "15:04"} {
			if t, err := time.Parse(layout, s); err == nil {
				return t.Format("15:04:05.999999"), true
			}
		}
		return s, false
	}
	if len(s) > 10 && (s[10] == ' ' || s[10] == 't') {
		s = s[:10] + "T" + s[11:]
	}
	for _, layout := range layouts {
		for _, zone := range zones {
			t, err := time.Parse(layout+zone, s)
			if err != nil || layout == "2006-01-02" && zone != "" {
				continue
			}
			switch {
			case typeName == "date":
				return t.Format("2006-01-02"), true
			case typeName == "timestamp":
				return t.Format("2006-01-02 15:04:05.999999"), true
			case zone != "":
				return t.UTC().Format("2006-01-02 15:04:05.999999Z"), true
			}
			return s, false
		}
	}
	return s, false
}

var intervalWord = regexp.MustCompile(`^\s*([+-]?\d+)\s*([a-z]+)`)

var intervalTime = regexp.MustCompile(`^\s*([+-]?)(\d{1,10}):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*$`)

// intervalParts are the months, days and microseconds of each unit.
var intervalParts = map[string][3]int64{
	"year": {12}, "yr": {12}, "y": {12}, "mon": {1}, "month": {1},
	"week": {0, 7}, "w": {0, 7}, "day": {0, 1}, "d": {0, 1},
	"hour": {0, 0, 3600e6}, "hr": {0, 0, 3600e6}, "h": {0, 0, 3600e6},
	"minute": {0, 0, 60e6}, "min": {0, 0, 60e6}, "m": {0, 0, 60e6},
	"second": {0, 0, 1e6}, "sec": {0, 0, 1e6}, "s": {0, 0, 1e6},
	"millisecond": {0, 0, 1e3}, "decade": {120}, "century": {1200},
}

// longest bounds each part of an interval, well below what overflows.
const longest int64 = 1e18

// canonInterval adds up the months, days and microseconds of an interval, which
// PostgreSQL keeps apart: a day is not always 24 hours.
func canonInterval(s string) (string, bool) {
	rest := strings.TrimPrefix(strings.ToLower(s), "@ ")
	var sum [3]int64
	found := false
	for {
		m := intervalWord.FindStringSubmatch(rest)
		if m == nil {
			break
		}
		n, err := strconv.ParseInt(m[1], 10, 32)
		unit, ok := intervalParts[m[2]]
		if !ok {
			unit, ok = intervalParts[strings.TrimSuffix(m[2], "s")]
		}
		if err != nil || !ok {
			return s, false
		}
		for i := range sum {
			sum[i] += n * unit[i]
			if sum[i] > longest || sum[i] < -longest {
				return s, false
			}
		}
		rest, found = rest[len(m[0]):], true
	}
	if m := intervalTime.FindStringSubmatch(rest); m != nil {
		hours, _ := strconv.ParseInt(m[2], 10, 64)
		minutes, _ := strconv.ParseInt(m[3], 10, 64)
		seconds, _ := strconv.ParseInt("0"+m[4], 10, 64)
		micros, _ := strconv.ParseInt((m[5] + "000000")[:6], 10, 64)
		if hours > longest/int64(3600e6) {
			return s, false
		}
		micros += ((hours*60+minutes)*60 + seconds) * 1e6
		if m[1] == "-" {
			micros = -micros
		}
		sum[2] += micros
		rest, found = "", true
	}
	if !found || strings.TrimSpace(rest) != "" {
		return s, false
	}
	return fmt.Sprintf("%d mons %d days %s", sum[0], sum[1], clock(sum[2])), true
}

// clock writes microseconds as canonInterval reads them.
func clock(micros int64) string {
	sign := ""
	if micros < 0 {
		sign, micros = "-", -micros
	}
	s := fmt.Sprintf("%s%02d:%02d:%02d", sign, micros/3600e6, micros/60e6%60, micros/1e6%60)
	if part := micros % 1e6; part != 0 {
		s += fmt.Sprintf(".%06d", part)
	}
	return s
}
