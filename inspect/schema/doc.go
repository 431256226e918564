// Package schema holds the words in which every source describes a database:
// what kinds of object there are, how one is named, and what a source says of
// each property.
//
// A description is partial by nature. A Go struct says nothing of triggers; a
// role without rights cannot read a function body. So every property that a
// source may leave open is a [Claim], and every [Database] lists the kinds that
// it describes completely: only there does absence mean something.
//
// The package imports nothing but the standard library, and every other room
// imports it.
package schema
