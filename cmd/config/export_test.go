package config

// Keys are the keys that Parse reads, with the keys inside them.
func Keys() []string {
	var keys []string
	add := func(prefix string, fields []field) {
		for _, f := range fields {
			keys = append(keys, prefix+f.key)
		}
	}
	add("", fields(&Config{}))
	add("tables.", tableFields(&Tables{}))
	add("ignore[].", ignoreFields(&Ignore{}))
	add("generate.", generateFields(&Generate{}))
	return keys
}

// StarterKeys are the keys that Write explains.
func StarterKeys() []string {
	keys := []string{"version"}
	for _, s := range sections(&Config{}) {
		keys = append(keys, s.key)
	}
	return keys
}
