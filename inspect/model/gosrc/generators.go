package gosrc

import "maps"

// The types of generators' own packages.
func init() {
	json := hostType{carries: "encoding/json.RawMessage", under: "[]byte", scans: true, value: true, null: held}
	for _, pkg := range []string{"github.com/volatiletech/sqlboiler/types", "github.com/aarondl/sqlboiler/types"} {
		maps.Copy(hostTypes, pqArrays(pkg, map[string]string{
			"StringArray": "[]string", "Int64Array": "[]int64", "BoolArray": "[]bool", "Float64Array": "[]float64",
			"BytesArray": "[][]byte", "DecimalArray": "struct",
		}))
		for name, carries := range map[string]string{
			"StringArray": "github.com/lib/pq.StringArray", "Int64Array": "github.com/lib/pq.Int64Array",
			"BoolArray": "github.com/lib/pq.BoolArray", "Float64Array": "github.com/lib/pq.Float64Array",
			"BytesArray": "github.com/lib/pq.ByteaArray",
		} {
			h := hostTypes[pkg+"."+name]
			h.carries = carries
			hostTypes[pkg+"."+name] = h
		}
		const big = "github.com/ericlagergren/decimal.Big"
		hostTypes[pkg+".JSON"] = json
		hostTypes[pkg+".Decimal"] = hostType{carries: big, scans: true, value: true, null: plain}
		hostTypes[pkg+".NullDecimal"] = hostType{carries: big, wraps: true, scans: true, value: true, null: held}
		hostTypes[pkg+".HStore"] = hostType{carries: "github.com/jackc/pgtype.Hstore", scans: true, value: true, null: held}
		hostTypes[pkg+".Byte"] = hostType{carries: "string", scans: true, value: true, null: plain}
	}
	hostTypes["github.com/stephenafamo/bob/types.JSON"] = json
	for name, h := range wrappers("github.com/aarondl/opt/omitnull", map[string]string{"Val": ""}) {
		hostTypes[name] = h
	}
}
