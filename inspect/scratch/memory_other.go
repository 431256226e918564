//go:build !linux

package scratch

const memoryDir = ""

func roomyMemory() bool { return false }
