package scratch

import "syscall"

// memoryDir is a file system in memory that every user may write to, where a
// server starts and makes databases several times faster than on a disk.
const memoryDir = "/dev/shm"

// memoryNeeded is the room that a few servers with schemas and little data
// take. Containers often have less.
const memoryNeeded = 1 << 30

const tmpfsMagic = 0x01021994

// roomyMemory says whether memoryDir is what its name says and has room.
func roomyMemory() bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memoryDir, &fs); err != nil {
		return false
	}
	return fs.Type == tmpfsMagic && fs.Bavail*uint64(fs.Bsize) >= memoryNeeded
}
